import { createServer } from 'node:http'
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'
import { gatewayConfig } from './hive.config.mjs'

/**
 * Hive Gateway over a composed supergraph.
 *
 * @param {string} supergraph its SDL
 * @param {number} port 0 for any
 * @param {'warn' | false} logging
 * @param {object} config more of its configuration
 */
export async function startHive(supergraph, port = 0, logging = 'warn', config = {}) {
  const gateway = createGatewayRuntime({ ...gatewayConfig, ...config, supergraph, logging })
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
