import { inputError } from '../../errors.ts'

/** One page as AWS gave it: ids or names, or summaries. */
export interface AwsPage<T> {
  items: readonly T[]
  nextToken?: string
  /** AWS says that what would be listed here does not exist: the application of these groups, for one. */
  isMissing?: boolean
  /** AWS left out the list or items of it: what is not here may exist. */
  isIncomplete?: boolean
}

/** An AWS listing. `read` is expected to remember its pages. */
export interface Listing<T> {
  /** Which listing this is, so that a position is only ever used on the listing it comes from. */
  key: string
  location: string
  /** What tells one item from the others. */
  idOf: (item: T) => string
  /** `isWithinRead`: for a read that has its turn already, and would wait for itself. */
  read: (token: string | undefined, isWithinRead?: boolean) => Promise<AwsPage<T>>
}

/** Where an item stood: enough to go on after it, also when AWS's pages and ours differ in size. */
export type Position = readonly [listing: string, token: string | null, index: number, id: string]

export interface Entry<T> {
  item: T
  location: string
  position: Position
}

/** A part of a listing. `failures`: why listings broke off; what was read before is in `entries`. */
export interface Slice<T> {
  entries: Entry<T>[]
  hasNextPage: boolean
  failures: unknown[]
  /** Whether AWS says of every listing that what it belongs to does not exist. */
  isMissing?: boolean
}

/**
 * Reads `first` items of listings that follow one another, from just after a position. Each page's share goes to
 * `onShare` as soon as it is there, so that work on it can begin while the listing goes on. No page is read that
 * neither adds an item nor tells whether there are more.
 */
export async function readSlice<T>(
  listings: readonly Listing<T>[],
  first: number,
  after?: Position,
  onShare: (items: readonly T[], location: string) => void = () => {},
): Promise<Slice<T>> {
  const result: Slice<T> = { entries: [], hasNextPage: false, failures: [] }
  const start = after ? listings.findIndex((listing) => listing.key === after[0]) : 0
  if (start < 0) throw inputError('The cursor given as "after" belongs to another list.')
  let missing = 0
  for (const [index, listing] of listings.slice(start).entries()) {
    const from = index === 0 ? after : undefined
    const before = result.entries.length
    try {
      result.hasNextPage = await append(listing, from)
    } catch (error) {
      result.failures.push(error)
      // What breaks off in the middle is gone on with from there; what cannot be read at all is passed over.
      result.hasNextPage = from !== undefined || result.entries.length > before
    }
    if (result.hasNextPage) break
  }
  // What a list is gone on with from was there when its page before was read.
  if (!after && missing > 0 && missing === listings.length && result.entries.length === 0) result.isMissing = true
  return result

  /** Whether this listing has more than was wanted of it. */
  async function append({ key, location, idOf, read }: Listing<T>, from?: Position): Promise<boolean> {
    let { token, page, index } = from
      ? await resume(idOf, read, from)
      : { token: null, page: await read(undefined), index: 0 }
    while (true) {
      if (page.isMissing) missing++
      const share = page.items.slice(index, index + first - result.entries.length)
      for (const [offset, item] of share.entries())
        result.entries.push({ item, location, position: [key, token, index + offset, idOf(item)] })
      if (share.length > 0) onShare(share, location)
      const full = result.entries.length === first
      if (index + share.length < page.items.length || (full && page.nextToken)) return true
      if (!page.nextToken) return false
      token = page.nextToken
      page = await read(token)
      index = 0
    }
  }
}

/**
 * The page to go on with. Items that appeared since may have moved the last one seen down, at most onto the next page
 * here; if it is gone, what took its place is the next.
 */
async function resume<T>(idOf: Listing<T>['idOf'], read: Listing<T>['read'], [, token, index, id]: Position) {
  const isLastSeen = (item: T) => idOf(item) === id
  const page = await read(token ?? undefined)
  const at = page.items.findIndex(isLastSeen)
  if (at >= 0) return { token, page, index: at + 1 }
  if (page.nextToken) {
    const next = await read(page.nextToken)
    const moved = next.items.findIndex(isLastSeen)
    if (moved >= 0) return { token: page.nextToken, page: next, index: moved + 1 }
  }
  return { token, page, index }
}

/** What tells ids and names apart: `idOf` of a listing of strings. */
export const identity = (id: string): string => id

/** The first page of a listing, as if it were the whole. */
export const firstPage = <T>(listing: Listing<T>): Listing<T> => ({
  ...listing,
  read: async () => ({ items: (await listing.read(undefined)).items }),
})

/** Every item of a listing. */
export async function readAll<T>(read: (token: string | undefined) => Promise<AwsPage<T>>): Promise<T[]> {
  const items: T[] = []
  let token: string | undefined
  do {
    const page: AwsPage<T> = await read(token)
    items.push(...page.items)
    token = page.nextToken
  } while (token)
  return items
}
