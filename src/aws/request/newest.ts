import type { AwsPage } from '../shared/read.ts'
import type { Listing } from './listing.ts'

/** The place of an item in a feed: newest first, items of the same time ordered by id. */
export interface Place {
  /** Milliseconds since 1970. */
  at: number
  id: string
}

/** Negative when `a` comes before `b`. */
export const newestFirst = (a: Place, b: Place): number => b.at - a.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

export interface Positioned<T> extends Place {
  value: T
}

export interface Chunk<T> {
  items: Positioned<T>[]
  hasMore: boolean
}

/**
 * Yields its items newest first, in chunks: `want` is how many the reader can use now. A source first lists and then
 * describes its items: all sources list before any of them describes, so that the descriptions share batches.
 */
export type NewestSource<T> = (want: number) => Promise<() => Promise<Chunk<T>>>

/** A part of a merged feed. `failures`: why sources are missing from it. */
export interface NewestSlice<T> {
  items: Positioned<T>[]
  hasNextPage: boolean
  failures: unknown[]
  /** Whether AWS reports everywhere that the subject of the feed does not exist. */
  isMissing?: boolean
}

interface Head<T> extends Chunk<T> {
  read: NewestSource<T>
  want: number
  /** Whether its last chunk was empty, so that more may have to be read than the page needs. */
  exhausted: boolean
}

/**
 * Merges sources into one feed and stops after `first` items. A source is read further only when none of its items are
 * left, since its newest unread item could be the next one. Chunks start small, since most of many sources are not read
 * twice, and double in size. A source that fails before anything is shown is left out; if one fails later, the slice
 * ends and can be continued from there. The reasons are in `failures`.
 */
export async function mergeNewest<T>(sources: readonly NewestSource<T>[], first: number): Promise<NewestSlice<T>> {
  // One of several sources seldom fills a page. Two items less than the page, together with the lookahead, make whole
  // batches if the page does: two of 25 for a page of 50.
  const most = sources.length > 1 ? Math.max(1, first - 2) : first
  const want = Math.ceil(Math.min(most, (2 * first) / sources.length))
  const heads: Head<T>[] = sources.map((read) => ({
    read,
    items: [],
    hasMore: true,
    want,
    exhausted: false,
  }))
  const failures: unknown[] = []
  const items: Positioned<T>[] = []

  let brokeOff = false
  const fail = (head: Head<T>) => (error: unknown) => {
    head.hasMore = false
    failures.push(error)
    brokeOff ||= head.want > want && items.length > 0 // it has been read before, and something was shown
    return undefined
  }
  const refill = async (drained: readonly Head<T>[]) => {
    const wantOf = (head: Head<T>) => (head.exhausted ? head.want : Math.min(head.want, first - items.length))
    const listed = await Promise.all(drained.map((head) => head.read(wantOf(head)).catch(fail(head))))
    const chunks = await Promise.all(drained.map((head, index) => listed[index]?.().catch(fail(head))))
    for (const [index, head] of drained.entries()) {
      const chunk = chunks[index]
      Object.assign(head, chunk, { want: 2 * head.want, exhausted: chunk?.items.length === 0 })
    }
  }

  while (items.length < first) {
    const drained = () => heads.filter((head) => head.items.length === 0 && head.hasMore)
    while (!brokeOff && drained().length > 0) await refill(drained())
    if (brokeOff) break
    let next: Head<T> | undefined
    for (const head of heads) {
      const [candidate] = head.items
      if (candidate && (!next?.items[0] || newestFirst(candidate, next.items[0]) < 0)) next = head
    }
    const item = next?.items.shift()
    if (!item) break
    items.push(item)
  }
  const hasNextPage = brokeOff || heads.some((head) => head.items.length > 0 || head.hasMore)
  return { items, hasNextPage, failures }
}

// The place of items without a time at the head of a listing: before all items with a time, and the same on every page.
// AWS accepts this time as the end of a range.
const NOT_YET = Date.UTC(2100, 0)

/** An item of a listing with its place in a feed. An item without a time is placed by its position in the listing. */
export interface Described<V> {
  at: number | undefined
  id: string
  value: V
}

/** The part of a feed to read; times in milliseconds since 1970, inclusive. */
export interface Window {
  after?: Place
  since?: number
  until?: number
}

/**
 * A source over a listing that AWS returns newest first. Items are described as needed, plus one more: items of the
 * same time may be listed in any order, so the last ones are held back until a later item shows that their time is
 * complete.
 */
export function newestOf<T, V>(
  { read }: Listing<T>,
  describe: (item: T) => Promise<Described<V>>,
  { after, since = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY }: Window,
): NewestSource<V> {
  let unread: readonly T[] = []
  let next: { token?: string } | undefined = {}
  let undecided: Positioned<V>[] = []
  let previous = NOT_YET
  const lookahead = after ? 2 : 1 // the item at that place is listed again
  const belongs = (item: Place) => item.at >= since && item.at <= until && (!after || newestFirst(after, item) < 0)
  const readPage = async () => {
    const page: AwsPage<T> = next ? await read(next.token) : { items: [] }
    unread = page.items
    next = page.nextToken ? { token: page.nextToken } : undefined
  }
  /** Describes listed items, and returns whether none of them is newer than those before. */
  const take = async (listed: readonly T[], items: Positioned<V>[]): Promise<boolean> => {
    let ordered = true
    for (const { at: time, id, value } of await Promise.all(listed.map(describe))) {
      const at = time ?? previous
      ordered &&= at <= previous
      previous = at
      items.push({ at, id, value })
    }
    return ordered
  }
  return async (want) => {
    if (unread.length === 0) await readPage()
    const listed = unread.slice(0, Math.max(1, want + lookahead - undecided.length))
    unread = unread.slice(listed.length)
    return async () => {
      const items = undecided
      // AWS promises no order: a listing that turns out unordered has to be read to its end.
      if (!(await take(listed, items)))
        while (unread.length > 0 || next) {
          await take(unread, items)
          await readPage()
        }
      const hasMore = previous >= since && (unread.length > 0 || next !== undefined)
      undecided = hasMore ? items.filter(({ at }) => at === previous) : []
      const decided = hasMore ? items.filter(({ at }) => at !== previous) : items
      return { items: decided.filter(belongs).sort(newestFirst), hasMore }
    }
  }
}

/** A source reduced to the values that belong. */
export const filterSource =
  <A, B extends A>(source: NewestSource<A>, belongs: (value: A) => value is B): NewestSource<B> =>
  async (want) => {
    const describe = await source(want)
    return async () => {
      const { items, hasMore } = await describe()
      return { items: items.filter((item): item is Positioned<B> => belongs(item.value)), hasMore }
    }
  }
