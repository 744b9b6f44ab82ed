import { inputError } from '../../errors.ts'
import type { AwsPage, Read } from '../shared/read.ts'

/** An AWS listing. `read` is expected to cache its pages. */
export interface Listing<T> {
  /** Identifies the listing, so that a position is only used on the listing it comes from. */
  key: string
  location: string
  /** The key that distinguishes items. */
  idOf: (item: T) => string
  read: (token: string | undefined) => Promise<AwsPage<T>>
}

/** A listing of one AWS operation: how its pages are read. `seen` is called with each item that a request reads. */
export interface AwsListing<T> extends Listing<T> {
  pages: Read<AwsPage<T>>
  seen?: (item: T) => void
}

/** The position of an item: enough to continue after it, even when AWS's pages and ours differ in size. */
export type Position = readonly [listing: string, token: string | null, index: number, id: string]

/** An item of a listing, and where it is. A class for the reason that `Place` in batch-loader.ts is one. */
export class Entry<T> {
  readonly item: T
  readonly location: string
  readonly #listing: Listing<T>
  readonly #token: string | null
  readonly #index: number

  constructor(listing: Listing<T>, token: string | null, index: number, item: T) {
    this.item = item
    this.location = listing.location
    this.#listing = listing
    this.#token = token
    this.#index = index
  }

  get id(): string {
    return this.#listing.idOf(this.item)
  }

  /** Made when it is asked for: of a page of a thousand items, most need none. */
  get position(): Position {
    return [this.#listing.key, this.#token, this.#index, this.id]
  }
}

/** A part of a listing. `failures`: why listings broke off; what was read before that is in `entries`. */
export interface Slice<T> {
  entries: Entry<T>[]
  hasNextPage: boolean
  failures: unknown[]
  /** Whether AWS reports for every listing that its parent does not exist. */
  isMissing?: boolean
}

/**
 * Reads `first` items of consecutive listings, starting just after a position. The items taken from each page go to
 * `onShare` immediately, so that they can be processed while the listing continues. A page is only read if it adds an
 * item or shows whether there are more.
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
      // A listing that broke off can be continued from there; one that cannot be read at all is skipped.
      result.hasNextPage = from !== undefined || result.entries.length > before
    }
    if (result.hasNextPage) break
  }
  // The parent of a continued list existed when the previous page was read.
  if (!after && missing > 0 && missing === listings.length && result.entries.length === 0) result.isMissing = true
  return result

  /** Whether this listing has more items than requested. */
  async function append(listing: Listing<T>, from?: Position): Promise<boolean> {
    const { location, idOf, read } = listing
    let { token, page, index } = from
      ? await resume(idOf, read, from)
      : { token: null, page: await read(undefined), index: 0 }
    while (true) {
      if (page.isMissing) missing++
      const share = page.items.slice(index, index + first - result.entries.length)
      for (const [offset, item] of share.entries()) result.entries.push(new Entry(listing, token, index + offset, item))
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
 * The page to continue with. New items may have moved the last one seen down, at most onto the next page here; if it is
 * gone, the item in its place is next.
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

/** `idOf` for a listing of ids or names. */
export const identity = (id: string): string => id

/** A listing reduced to its first page. */
export const firstPage = <T>(listing: Listing<T>): Listing<T> =>
  Object.assign({}, listing, {
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
