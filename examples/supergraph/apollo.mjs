import { ApolloGateway } from '@apollo/gateway'
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { DeploygraphDataSource } from './data-source.mjs'

/**
 * @apollo/gateway over a composed supergraph.
 *
 * @param {string} supergraphSdl
 * @param {number} port 0 for any
 */
export async function startApollo(supergraphSdl, port = 0) {
  const server = new ApolloServer({
    gateway: new ApolloGateway({ supergraphSdl, buildService: ({ url }) => new DeploygraphDataSource({ url }) }),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false, // start.mjs does
  })
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port } })
  return { url, stop: () => server.stop() }
}
