import type { GraphQLResolveInfo } from 'graphql'
import { ReadError } from '../aws/calls/errors.ts'
import { type Listing, type Position, type Slice, slice } from '../aws/request/listing.ts'
import type { NewestSlice, Place } from '../aws/request/newest.ts'
import { encodeCursor, pageSize, placeOf, positionOf } from './cursors.ts'
import { selects } from './selection.ts'

/** An edge. `node` is called only when it is asked for; if it throws or rejects, that is an error at its path. */
export interface Edge<N> {
  cursor: () => string
  node: () => Promise<N>
}

/** The parent of every connection type. Nothing is read before a field asks. */
export interface Connection<N> {
  /** The listing, and the nodes while it goes on if `withNodes`. A listing that cannot be read is an edge of its own. */
  edges: (withNodes: boolean) => Promise<Edge<N>[]>
  /** What the listing alone answers, with why it may be incomplete. */
  page: () => Promise<PageEnds & { failures: readonly unknown[]; isMissing?: boolean }>
  hasPreviousPage: boolean
  // Set as the fields are asked for: nodes show what could not be read, else pageInfo has to, else the edges.
  asked?: { nodes?: boolean; pageInfo?: boolean }
}

/** Where a page stands in its list. */
export interface PageEnds {
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
  const endOf = ({ entries }: Slice<T>) => encodeCursor(entries.at(-1)?.position ?? after ?? null)
  return {
    hasPreviousPage: after !== undefined,
    ids: async () => {
      const { entries, failures } = await slice(listings, first, after)
      if (failures.length > 0) throw failures[0]
      return entries.map(({ position: [, , , id] }) => id)
    },
    page: async () => {
      const { entries, hasNextPage, failures, isMissing } = await slice(listings, first, after)
      return {
        ...ends(entries, hasNextPage, ({ position }) => encodeCursor(position), page.after),
        failures,
        isMissing,
      }
    },
    edges: async (withNodes) => {
      const read = await slice(listings, first, after, withNodes ? wholeBatches(batchSize, load) : undefined)
      return [
        ...read.entries.map(({ item, location, position }) => ({
          cursor: () => encodeCursor(position),
          node: async () => (await load(item, location)) ?? Promise.reject(notFound(position, location)),
        })),
        ...read.failures.map((failure) => failedEdge(failure, () => endOf(read))),
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
  const cursorOf = ({ at, id }: Place) => encodeCursor([at, id])
  return {
    hasPreviousPage: after !== undefined,
    page: async () => {
      const { items, hasNextPage, failures, isMissing } = await slice()
      return { ...ends(items, hasNextPage, cursorOf, page.after), failures, isMissing }
    },
    edges: async () => {
      const { items, failures } = await slice()
      const last = items.at(-1) ?? after
      return [
        ...items.map((item) => ({
          cursor: () => cursorOf(item),
          node: async () => (item.value instanceof ReadError ? Promise.reject(item.value) : item.value),
        })),
        ...failures.map((failure) => failedEdge(failure, () => (last ? cursorOf(last) : encodeCursor(null)))),
      ]
    },
  }
}

/**
 * A list that a client asked for by a name or an id. Throws NOT_FOUND when AWS says in every location that there is no
 * such thing: an empty list would read as "nothing happened". `what` names it, `names` are the locations asked.
 */
export async function ofExisting<C extends Connection<unknown>>(
  connection: C,
  what: string,
  names: readonly string[],
): Promise<C> {
  const { isMissing } = await connection.page()
  if (isMissing) throw unknownIn(what, names)
  return connection
}

/** What nobody has: `No application "chekout-api" in us-east-1, eu-west-1.` */
export const unknownIn = (what: string, names: readonly string[]) =>
  new ReadError('NOT_FOUND', `No ${what} in ${names.join(', ')}.`)

/**
 * The entries of a list that GraphQL completes one by one: a promise of nothing becomes null, an error or a promise
 * that rejects becomes null with the error at its path. Generated resolver types know only promises of something.
 */
export const eachAlone = <N>(entries: readonly (Promise<N | undefined> | N | Error | null | undefined)[]) =>
  entries as readonly unknown[] as (Promise<N> | null)[]

/** The resolvers of a connection type and its edge type. */
export const connectionResolvers = {
  connection: {
    edges: async <N>(connection: Connection<N>, _: unknown, __: unknown, info: GraphQLResolveInfo) => {
      const withNodes = selects(info, 'node')
      if (withNodes) connection.asked = { ...connection.asked, nodes: true }
      const edges = await connection.edges(withNodes)
      if (!connection.asked?.nodes && !connection.asked?.pageInfo) await throwFailure(connection)
      return edges
    },
    nodes: async <N>(connection: Connection<N>) => {
      connection.asked = { ...connection.asked, nodes: true }
      return (await connection.edges(true)).map(({ node }) => node())
    },
    pageInfo: async <N>(connection: Connection<N>) => {
      connection.asked = { ...connection.asked, pageInfo: true }
      const { failures: _, isMissing: __, ...pageEnds } = await connection.page()
      if (!connection.asked.nodes) await throwFailure(connection)
      return { ...pageEnds, hasPreviousPage: connection.hasPreviousPage }
    },
  },
  edge: { cursor: <N>(edge: Edge<N>) => edge.cursor(), node: <N>(edge: Edge<N>) => edge.node() },
}

async function throwFailure<N>(connection: Connection<N>): Promise<void> {
  const { failures } = await connection.page()
  if (failures.length > 0) throw failures[0]
}

/** A page that ends where it began, because nothing more could be read, is gone on with from there. */
export function ends<E>(
  entries: readonly E[],
  hasNextPage: boolean,
  cursor: (entry: E) => string,
  after: string | null | undefined,
): PageEnds {
  const [start] = entries
  const end = entries.at(-1)
  return {
    startCursor: start && cursor(start),
    endCursor: end ? cursor(end) : hasNextPage && after ? after : undefined,
    hasNextPage,
  }
}

const failedEdge = (failure: unknown, cursor: () => string) => ({ cursor, node: () => Promise.reject(failure) })

const notFound = ([, , , id]: Position, location: string) =>
  new ReadError('NOT_FOUND', `AWS listed ${id} in ${location}, but does not describe it.`)

/** Loads ids in whole batches as they become known; what is left over is loaded when the listing has ended. */
function wholeBatches<T>(size: number, load: NodeLoader<T, unknown>['load']) {
  const waiting = new Map<string, T[]>()
  return (items: readonly T[], location: string) => {
    const known = [...(waiting.get(location) ?? []), ...items]
    while (known.length >= size) for (const item of known.splice(0, size)) load(item, location).catch(() => undefined) // its edge awaits it
    waiting.set(location, known)
  }
}
