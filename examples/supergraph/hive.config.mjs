import { fileURLToPath } from 'node:url'

/** For `hive-gateway supergraph --config-path`, from any directory; start.mjs runs it in its own process. */
export const gatewayConfig = {
  supergraph: fileURLToPath(new URL('supergraph.graphql', import.meta.url)),
  host: '127.0.0.1',
  port: 4002,
  // The highest cost of a query, by the weights in deploygraph's schema: 25 for an AWS call, 1 for an item of a batch.
  demandControl: { maxCost: 10_000 },
}
