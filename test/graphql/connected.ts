import { GatewayError } from '../../src/errors.ts'
import type { Connection } from '../../src/graphql/connections.ts'

/** An error that any listing or node may fail with. */
export const broken = new GatewayError('AWS_THROTTLED', 'Rate exceeded')
export const node = (id: string) => `node of ${id}`

/** The nodes of a page or why they could not be read, then why listings of it could not. */
export const outcomes = async <N>(connection: Connection<N>) => {
  const { entries, failures } = await connection.edges(true)
  const nodes = await Promise.allSettled(entries.map((edge) => edge.node()))
  return [...nodes.map((result) => (result.status === 'fulfilled' ? result.value : result.reason)), ...failures]
}
