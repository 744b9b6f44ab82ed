import { createServer } from 'node:http'
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'
import { gatewayConfig } from './hive.config.mjs'

/**
 * Hive Gateway over a composed supergraph.
 *
 * @param {string} supergraph its SDL
 * @param {number} port 0 for any
 * @param {'warn' | false} logging
 */
export async function startHive(supergraph, port = 0, logging = 'warn') {
  const gateway = createGatewayRuntime({ ...gatewayConfig, supergraph, logging })
  const server = createServer(gateway)
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, gatewayConfig.host, resolve))
  return {
    url: `http://${gatewayConfig.host}:${server.address().port}/graphql`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await gateway.dispose()
    },
  }
}
