import { readFileSync } from 'node:fs'
import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled'
import { startStandaloneServer } from '@apollo/server/standalone'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'

export const servicesSdl = readFileSync(new URL('services.graphql', import.meta.url), 'utf8')

/**
 * The subgraph of services.
 *
 * @typedef {{ name: string, team: string, applicationName: string, deploymentGroupName: string, deploymentId?: string }} Service
 * @param {Service[]} services
 * @param {number} port 0 for any
 */
export async function startServices(services, port = 0) {
  const resolvers = {
    Query: { services: () => services },
    Service: {
      deploymentGroup: ({ applicationName, deploymentGroupName }) => ({ applicationName, deploymentGroupName }),
      currentDeployment: ({ deploymentId }) => (deploymentId ? { deploymentId } : null),
      __resolveReference: ({ name }) => services.find((service) => service.name === name),
    },
    CodeDeployApplication: {
      service: ({ applicationName }) => services.find((service) => service.applicationName === applicationName),
    },
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(servicesSdl), resolvers }])
  const plugins = [ApolloServerPluginInlineTraceDisabled()]
  const server = new ApolloServer({ schema, plugins, stopOnTerminationSignals: false }) // start.mjs does
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port } })
  return { url, stop: () => server.stop() }
}
