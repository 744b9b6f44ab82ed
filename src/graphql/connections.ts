import { type Listing, type Position, readSlice } from '../aws/request/listing.ts'
import type { NewestSlice, Place } from '../aws/request/newest.ts'
import { GatewayError } from '../errors.ts'
import { encodeCursor, pageSize, placeOf, positionOf } from './cursors.ts'
import { NodeBatches, type NodeLoader } from './node-batches.ts'

/** An edge. `node` is called only if it is selected; if it throws or rejects, that is an error at its path. */
export interface Edge<N> {
  cursor: () => string
  node: () => Promise<N>
}

/** The listed items, and the errors of listings that failed. */
export interface Listed<E> {
  entries: E[]
  failures: readonly unknown[]
}

/**
 * The parent of every connection type. Nothing is read before a field asks, and each field answers for itself: see
 * docs/decisions/0007-null-law.md.
 */
export interface Connection<N> {
  /** The listing, and the nodes while it goes on if `withNodes`. */
  edges: (withNodes: boolean) => Promise<Listed<Edge<N>>>
  /** The page info, from the listing alone. Throws if a listing failed and the page cannot be continued. */
  page: () => Promise<PageEnds>
  /** The nodes once all are loaded: undefined or an error if one cannot be; what failed of the listing is behind them. */
  nodes?: () => Promise<(N | undefined | Error)[]>
  /** Whether AWS says in every location that there is nothing that the list could be of. */
  isMissing: () => Promise<boolean>
  hasPreviousPage: boolean
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
  /** This page's ids. */
  ids: () => Promise<Listed<string>>
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
      const { entries, failures } = await readSlice(listings, first, after)
      return { entries: entries.map(({ id }) => id), failures }
    },
    page: async () => {
      const { entries, hasNextPage, failures } = await readSlice(listings, first, after)
      throwUnlessOpen(entries.length, hasNextPage, failures)
      return ends(entries, hasNextPage, ({ position }) => encodeCursor(position), page.after)
    },
    isMissing: async () => (await readSlice(listings, first, after)).isMissing ?? false,
    nodes: async () => {
      const batches = new NodeBatches(batchSize, load)
      const { failures } = await readSlice(listings, first, after, batches.add.bind(batches))
      batches.end()
      return [...(await batches.nodes()), ...(failures as Error[])]
    },
    edges: async (withNodes) => {
      const batches = new NodeBatches(batchSize, load)
      const onShare = withNodes ? batches.add.bind(batches) : undefined
      const { entries, failures } = await readSlice(listings, first, after, onShare)
      batches.end()
      const edges = entries.map((entry, index) => ({
        cursor: () => encodeCursor(entry.position),
        node: async () => {
          const { item, location } = entry
          const node = await (withNodes ? batches.node(index) : load([item], location).then(([only]) => only))
          if (node instanceof Error) throw node
          return node ?? Promise.reject(notFound(entry.position, location))
        },
      }))
      return { entries: edges, failures }
    },
  }
}

/** One page of listings whose items are the nodes already. */
export const summaryConnection = <N>(listings: readonly Listing<N>[], page: PageArguments): ListingConnection<N> =>
  listingConnection(listings, page, { batchSize: Number.POSITIVE_INFINITY, load: async (items) => [...items] })

/** One page of a newest-first feed. Throws BAD_USER_INPUT for a bad `first` or `after`. */
export function newestConnection<N>(
  page: PageArguments,
  read: (first: number, after: Place | undefined) => Promise<NewestSlice<N | GatewayError>>,
): Connection<N> {
  const first = pageSize(page.first)
  const after = placeOf(page.after)
  let reading: Promise<NewestSlice<N | GatewayError>> | undefined
  const readOnce = () => {
    reading ??= read(first, after)
    return reading
  }
  const cursorOf = ({ at, id }: Place) => encodeCursor([at, id])
  return {
    hasPreviousPage: after !== undefined,
    page: async () => {
      const { items, hasNextPage, failures } = await readOnce()
      throwUnlessOpen(items.length, hasNextPage, failures)
      return ends(items, hasNextPage, cursorOf, page.after)
    },
    isMissing: async () => (await readOnce()).isMissing ?? false,
    edges: async () => {
      const { items, failures } = await readOnce()
      const edges = items.map((item) => ({
        cursor: () => cursorOf(item),
        node: async () => (item.value instanceof GatewayError ? Promise.reject(item.value) : item.value),
      }))
      return { entries: edges, failures }
    },
  }
}

/**
 * The connection of a field below the root, which is never null: arguments that `connect` refuses are an error of each
 * field of the connection, and cost nothing of what is around it.
 */
export function nestedConnection<C extends Connection<unknown>>(connect: () => C) {
  try {
    return connect()
  } catch (error) {
    const refuse = () => Promise.reject(error)
    return { hasPreviousPage: false, edges: refuse, page: refuse, isMissing: refuse, ids: refuse, allIds: refuse }
  }
}

/**
 * A list that belongs to a name or an id in the query. Throws NOT_FOUND when AWS says in every location that there is no
 * such thing: an empty list would read as "nothing happened". `what` names it, `names` are the locations asked.
 */
export async function ofExisting<C extends Connection<unknown>>(
  connection: C,
  what: string,
  names: readonly string[],
): Promise<C> {
  if (await connection.isMissing()) throw unknownIn(what, names)
  return connection
}

/** The message for an unknown name: `No application "chekout-api" in us-east-1, eu-west-1.` */
export const unknownIn = (what: string, names: readonly string[]) =>
  new GatewayError('NOT_FOUND', `No ${what} in ${names.join(', ') || 'any location that you may see'}.`)

/** A failed listing cannot claim that there is no next page, and can be continued only after an item that was read. */
function throwUnlessOpen(read: number, hasNextPage: boolean, failures: readonly unknown[]): void {
  if (failures.length > 0 && (read === 0 || !hasNextPage)) throw failures[0]
}

/** A page without entries, because nothing more could be read, continues where it began. */
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

const notFound = ([, , , id]: Position, location: string) =>
  new GatewayError('NOT_FOUND', `AWS listed ${id} in ${location}, but did not return it.`)
