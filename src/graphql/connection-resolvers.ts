import type { GraphQLResolveInfo } from 'graphql'
import { isLeafType } from 'graphql'
import type { Connection, Edge, Listed } from './connections.ts'
import { selects } from './selection.ts'

/**
 * The entries of a list that GraphQL completes one by one: a promise of nothing becomes null, an error or a promise
 * that rejects becomes null with the error at its path. Generated resolver types know only promises of something.
 */
export const nullOnError = <N>(entries: readonly (Promise<N | undefined> | N | Error | null | undefined)[]) =>
  entries as readonly unknown[] as (Promise<N> | null)[]

/** A list of what was listed, and null with an error at its path for each listing that failed. */
export const eachListed = <E>({ entries, failures }: Listed<E | Promise<E>>) =>
  nullOnError<E>([...entries, ...failures.map((failure) => Promise.reject(failure))])

/** The resolvers of a connection type and its edge type. */
export const connectionResolvers = {
  connection: {
    edges: async <N>(connection: Connection<N>, _: unknown, __: unknown, info: GraphQLResolveInfo) =>
      eachListed(await connection.edges(selects(info, 'node'))),
    nodes: async <N>(connection: Connection<N>, _: unknown, __: unknown, info: GraphQLResolveInfo) => {
      // Of a list that is written ahead (server/execution/ahead) nothing is done with each node.
      if (connection.nodes && isLeafType(info.returnType)) return nullOnError<N>(await connection.nodes())
      const { entries, failures } = await connection.edges(true)
      return eachListed({ entries: entries.map(({ node }) => node()), failures })
    },
    pageInfo: async <N>(connection: Connection<N>) => ({
      hasPreviousPage: connection.hasPreviousPage,
      ...(await connection.page()),
    }),
  },
  edge: { cursor: <N>(edge: Edge<N>) => edge.cursor(), node: <N>(edge: Edge<N>) => edge.node() },
}
