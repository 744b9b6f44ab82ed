import { inputError } from './errors.ts'

/** One page as AWS gave it. */
export interface AwsPage {
  items: readonly string[]
  nextToken?: string
}

/** An AWS listing of ids or names. `read` is expected to remember its pages. */
export interface Listing {
  /** Which listing this is, so that a position is only ever used on the listing it comes from. */
  key: string
  location: string
  read: (token: string | undefined) => Promise<AwsPage>
}

/** Where an item stood: enough to go on after it, also when AWS's pages and ours differ in size. */
export type Position = readonly [listing: string, token: string | null, index: number, item: string]

export interface Entry {
  item: string
  location: string
  position: Position
}

/** A part of a listing. `failures`: why listings broke off; what was read before is in `entries`. */
export interface Slice {
  entries: Entry[]
  hasNextPage: boolean
  failures: unknown[]
}

/**
 * Reads `first` items of listings that follow one another, from just after a position. Each page's share goes to
 * `onShare` as soon as it is there, so that work on it can begin while the listing goes on. No page is read that
 * neither adds an item nor tells whether there are more.
 */
export async function slice(
  listings: readonly Listing[],
  first: number,
  after?: Position,
  onShare: (items: readonly string[], location: string) => void = () => {},
): Promise<Slice> {
  const result: Slice = { entries: [], hasNextPage: false, failures: [] }
  const start = after ? listings.findIndex((listing) => listing.key === after[0]) : 0
  if (start < 0) throw inputError('The cursor given as "after" belongs to another list.')
  for (const [index, listing] of listings.slice(start).entries()) {
    try {
      result.hasNextPage = await append(listing, index === 0 ? after : undefined)
    } catch (error) {
      result.failures.push(error)
    }
    if (result.hasNextPage) break
  }
  return result

  /** Whether this listing has more than was wanted of it. */
  async function append({ key, location, read }: Listing, from?: Position): Promise<boolean> {
    let { token, page, index } = from
      ? await resume(read, from)
      : { token: null, page: await read(undefined), index: 0 }
    while (true) {
      const share = page.items.slice(index, index + first - result.entries.length)
      for (const [offset, item] of share.entries())
        result.entries.push({ item, location, position: [key, token, index + offset, item] })
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
async function resume(read: Listing['read'], [, token, index, item]: Position) {
  const page = await read(token ?? undefined)
  const at = page.items[index] === item ? index : page.items.indexOf(item)
  if (at >= 0) return { token, page, index: at + 1 }
  if (page.nextToken) {
    const next = await read(page.nextToken)
    const moved = next.items.indexOf(item)
    if (moved >= 0) return { token: page.nextToken, page: next, index: moved + 1 }
  }
  return { token, page, index }
}

/** Every item of a listing. */
export async function readAll(read: Listing['read']): Promise<string[]> {
  const items: string[] = []
  let token: string | undefined
  do {
    const page: AwsPage = await read(token)
    items.push(...page.items)
    token = page.nextToken
  } while (token)
  return items
}
