/** An item's place in a feed: newest first, equal times in the order of their ids. */
export interface Place {
  /** Milliseconds since 1970. */
  at: number
  id: string
}

/** Negative when `a` comes before `b`. */
export const newestFirst = (a: Place, b: Place): number => b.at - a.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

export interface Placed<T> extends Place {
  value: T
}

/** Yields its items newest first, in portions: `want` is how many the reader could use now. */
export type NewestSource<T> = (want: number) => Promise<{ items: Placed<T>[]; hasMore: boolean }>

/** A part of a merged feed. `failures`: why sources are missing from it. */
export interface NewestSlice<T> {
  items: Placed<T>[]
  hasNextPage: boolean
  failures: unknown[]
}

interface Head<T> {
  read: NewestSource<T>
  unread: Placed<T>[]
  hasMore: boolean
  want: number
}

/**
 * Merges sources into one feed and stops after `first` items. A source is read further only when nothing of it is at
 * hand, since its newest unread item could then be the next. Portions are small at first, since most of many sources
 * are not read twice, and double. A source that throws is left out; why is in `failures`.
 */
export async function mergeNewest<T>(sources: readonly NewestSource<T>[], first: number): Promise<NewestSlice<T>> {
  const want = Math.ceil(Math.min(first, (2 * first) / sources.length))
  const heads: Head<T>[] = sources.map((read) => ({ read, unread: [], hasMore: true, want }))
  const failures: unknown[] = []
  const items: Placed<T>[] = []

  const refill = async (head: Head<T>) => {
    try {
      while (head.unread.length === 0 && head.hasMore) {
        const { items: portion, hasMore } = await head.read(head.want)
        head.unread = portion
        head.hasMore = hasMore
        head.want *= 2
      }
    } catch (error) {
      head.hasMore = false
      failures.push(error)
    }
  }

  while (items.length < first) {
    const dry = heads.filter((head) => head.unread.length === 0 && head.hasMore)
    if (dry.length > 0) await Promise.all(dry.map(refill))
    let next: Head<T> | undefined
    for (const head of heads) {
      const [candidate] = head.unread
      if (candidate && (!next?.unread[0] || newestFirst(candidate, next.unread[0]) < 0)) next = head
    }
    const item = next?.unread.shift()
    if (!item) break
    items.push(item)
  }
  return { items, hasNextPage: heads.some((head) => head.unread.length > 0 || head.hasMore), failures }
}
