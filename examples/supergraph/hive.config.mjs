import { fileURLToPath } from 'node:url'

/** For `hive-gateway supergraph --config-path`, from any directory; start.mjs runs it in its own process. */
export const gatewayConfig = {
  supergraph: fileURLToPath(new URL('supergraph.graphql', import.meta.url)),
  host: '127.0.0.1',
  port: 4002,
  // What a query may cost, by the prices in deploygraph's schema: 25 for an AWS call, 1 for a thing read in a batch.
  demandControl: { maxCost: 10_000 },
}
