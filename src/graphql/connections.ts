import { ReadError } from '../aws/errors.ts'
import { type Listing, type Position, slice } from '../aws/listing.ts'
import type { NewestSlice, Place } from '../aws/newest.ts'
import { encodeCursor, pageSize, placeOf, positionOf } from './cursors.ts'

/** An edge. A node that is an error, or rejects with one, becomes null with that error at its path. */
export interface Edge<N> {
  cursor: () => string
  node: N | Error | Promise<N>
}

/**
 * The parent of every connection type. Nothing is read before a field asks: `ends` costs the listing alone, `edges`
 * the nodes too. A listing that cannot be read is an edge of its own whose node is the error.
 */
export interface Connection<N> {
  edges: () => Promise<Edge<N>[]>
  ends: () => Promise<Ends>
  hasPreviousPage: boolean
}

interface Ends {
  startCursor: string | undefined
  endCursor: string | undefined
  hasNextPage: boolean
}

export interface PageArguments {
  first?: number | null
  after?: string | null
}

/** A connection over AWS listings, and what the listing alone answers. */
export interface ListingConnection<N> extends Connection<N> {
  /** This page's ids. Throws when the listing breaks off. */
  ids: () => Promise<string[]>
}

/** How listed items become nodes: `load` is expected to share calls among the items of one tick. */
export interface NodeLoader<T, N> {
  /** How many items fill one call; as soon as so many are known, they are loaded, while the listing goes on. */
  batchSize: number
  load: (item: T, location: string) => Promise<N | undefined>
}

/** One page of listings that follow one another. Throws BAD_USER_INPUT for a bad `first` or `after`. */
export function listingConnection<T, N>(
  listings: readonly Listing<T>[],
  page: PageArguments,
  { batchSize, load }: NodeLoader<T, N>,
): ListingConnection<N> {
  const first = pageSize(page.first)
  const after = positionOf(page.after)
  return {
    hasPreviousPage: after !== undefined,
    ids: async () => {
      const { entries, failures } = await slice(listings, first, after)
      if (failures.length > 0) throw failures[0]
      return entries.map(({ position: [, , , id] }) => id)
    },
    ends: async () => {
      const { entries, hasNextPage } = await slice(listings, first, after)
      return ends(entries, hasNextPage, ({ position }) => encodeCursor(position))
    },
    edges: async () => {
      const { entries, failures } = await slice(listings, first, after, wholeBatches(batchSize, load))
      const last = entries.at(-1)?.position ?? after ?? null
      return [
        ...entries.map(({ item, location, position }) => ({
          cursor: () => encodeCursor(position),
          node: load(item, location).then((node) => node ?? Promise.reject(notFound(position, location))),
        })),
        ...failures.map((failure) => failedEdge(failure, () => encodeCursor(last))),
      ]
    },
  }
}

/** One page of listings whose items are the nodes already. */
export const summaryConnection = <N>(listings: readonly Listing<N>[], page: PageArguments): ListingConnection<N> =>
  listingConnection(listings, page, { batchSize: Number.POSITIVE_INFINITY, load: async (item) => item })

/** One page of a newest-first feed. Throws BAD_USER_INPUT for a bad `first` or `after`. */
export function newestConnection<N>(
  page: PageArguments,
  read: (first: number, after: Place | undefined) => Promise<NewestSlice<N | ReadError>>,
): Connection<N> {
  const first = pageSize(page.first)
  const after = placeOf(page.after)
  let reading: Promise<NewestSlice<N | ReadError>> | undefined
  const slice = () => {
    reading ??= read(first, after)
    return reading
  }
  const cursor = ({ at, id }: Place) => encodeCursor([at, id])
  return {
    hasPreviousPage: after !== undefined,
    ends: async () => {
      const { items, hasNextPage } = await slice()
      return ends(items, hasNextPage, cursor)
    },
    edges: async () => {
      const { items, failures } = await slice()
      const last = items.at(-1) ?? after
      return [
        ...items.map((item) => ({ cursor: () => cursor(item), node: item.value })),
        ...failures.map((failure) => failedEdge(failure, () => (last ? cursor(last) : encodeCursor(null)))),
      ]
    },
  }
}

/**
 * The entries of a list that GraphQL completes one by one: a promise of nothing becomes null, an error or a promise
 * that rejects becomes null with the error at its path. Generated resolver types know only promises of something.
 */
export const slots = <N>(entries: readonly (Promise<N | undefined> | N | Error | null | undefined)[]) =>
  entries as readonly unknown[] as (Promise<N> | null)[]

/** The resolvers of a connection type and its edge type. */
export const connectionResolvers = {
  connection: {
    edges: <N>(connection: Connection<N>) => connection.edges(),
    nodes: async <N>(connection: Connection<N>) => slots<N>((await connection.edges()).map(({ node }) => node)),
    pageInfo: async <N>(connection: Connection<N>) => ({
      ...(await connection.ends()),
      hasPreviousPage: connection.hasPreviousPage,
    }),
  },
  edge: { cursor: <N>(edge: Edge<N>) => edge.cursor(), node: <N>(edge: Edge<N>) => slots<N>([edge.node])[0] },
}

function ends<E>(entries: readonly E[], hasNextPage: boolean, cursor: (entry: E) => string): Ends {
  const [start] = entries
  const end = entries.at(-1)
  return { startCursor: start && cursor(start), endCursor: end && cursor(end), hasNextPage }
}

const failedEdge = (failure: unknown, cursor: () => string) => ({
  cursor,
  node: failure instanceof Error ? failure : new Error(String(failure)),
})

const notFound = ([, , , id]: Position, location: string) =>
  new ReadError('NOT_FOUND', `AWS listed ${id} in ${location}, but does not describe it.`)

/** Loads ids in whole batches as they become known; what is left over is loaded when the listing has ended. */
function wholeBatches<T>(size: number, load: NodeLoader<T, unknown>['load']) {
  const waiting = new Map<string, T[]>()
  return (items: readonly T[], location: string) => {
    const known = [...(waiting.get(location) ?? []), ...items]
    while (known.length >= size) for (const item of known.splice(0, size)) load(item, location).catch(() => undefined) // awaited by its edge
    waiting.set(location, known)
  }
}
