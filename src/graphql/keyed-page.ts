import { inputError } from '../errors.ts'
import { ends, type PageArguments, type PageEnds } from './connections.ts'
import { encodeCursor, pageSize, positionOf } from './cursors.ts'

/** A page of a list that is known as a whole. */
export interface KeyedPage<N> {
  edges: { cursor: string; node: N }[]
  pageInfo: PageEnds & { hasPreviousPage: boolean }
}

/**
 * Cuts a page out of parts that follow one another, each sorted by `keyOf`, which no two items share. A cursor holds its
 * item's key: a page goes on behind it, whatever came or went. Throws BAD_USER_INPUT, before anything is read, for a bad
 * `first` or `after`.
 */
export function keyedPage<N>(list: string, page: PageArguments, keyOf: (item: N) => string) {
  const first = pageSize(page.first)
  const after = positionOf(page.after)
  if (after && after[0] !== list) throw inputError('The cursor given as "after" belongs to another list.')
  return (parts: readonly (readonly N[])[]): KeyedPage<N> => {
    const part = after?.[2] ?? 0
    const open = parts.flatMap((items, index) =>
      items
        .filter((item) => !after || index > part || (index === part && keyOf(item) > after[3]))
        .map((node) => ({ cursor: encodeCursor([list, null, index, keyOf(node)]), node })),
    )
    const edges = open.slice(0, first)
    return {
      edges,
      pageInfo: {
        hasPreviousPage: after !== undefined,
        ...ends(edges, open.length > first, ({ cursor }) => cursor, page.after),
      },
    }
  }
}
