import { ApolloServer } from '@apollo/server'
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled'
import { startStandaloneServer } from '@apollo/server/standalone'
import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js'
import { parse } from 'graphql'
import { startApollo } from '../../examples/supergraph/apollo.mjs'
import { compose, URLS } from '../../examples/supergraph/compose.mjs'
import { startHive } from '../../examples/supergraph/hive.mjs'
import { startServices } from '../../examples/supergraph/services.mjs'
import { printedSubgraph } from '../../src/schema.ts'
import type { Answer } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { type Composed, type Subgraph, subgraph } from './composers.ts'

/** The routers of the example, by name. */
export const GATEWAYS = {
  '@apollo/gateway': (supergraph: string) => startApollo(supergraph),
  'Hive Gateway': (supergraph: string) => startHive(supergraph, 0, false),
}

export type Service = Parameters<typeof startServices>[0][number]

/** A router over a gateway and the services of the example. */
export async function startSupergraph(name: keyof typeof GATEWAYS, deploygraph: string, list: Service[]) {
  const services = await startServices(list)
  const supergraph = compose(printedSubgraph)
    .replace(URLS.deploygraph, `${deploygraph}/graphql`)
    .replace(URLS.services, services.url)
  return startRouter(name, supergraph, services.stop, deploygraph)
}

type StartRouter = (supergraph: string) => Promise<{ url: string; stop: () => Promise<void> }>

/** A router over a gateway and a second subgraph, which is started for it. Throws what the composer does not accept. */
export async function startBeside(
  router: keyof typeof GATEWAYS | StartRouter,
  compose: (subgraphs: Subgraph[]) => Composed,
  deploygraph: string,
  sdl: string,
  resolvers: GraphQLResolverMap<unknown>,
) {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }])
  const server = new ApolloServer({
    schema,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    stopOnTerminationSignals: false,
  })
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } })
  const { complaints, supergraphSdl } = compose([
    subgraph('deploygraph', printedSubgraph, `${deploygraph}/graphql`),
    subgraph('second', sdl, url),
  ])
  if (!supergraphSdl) throw new Error(complaints.join('\n'))
  return startRouter(router, supergraphSdl, () => server.stop(), deploygraph)
}

async function startRouter(
  router: keyof typeof GATEWAYS | StartRouter,
  supergraph: string,
  stopSubgraph: () => Promise<void>,
  deploygraph: string,
) {
  const gateway = await (typeof router === 'string' ? GATEWAYS[router] : router)(supergraph)
  const query = async (query: string): Promise<Answer> => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) }
  }
  await query('{ __typename }') // for which Hive Gateway reads the supergraph
  await untilCaughtUp(deploygraph)
  return {
    /** Where it answers, at any path. */
    url: new URL(gateway.url).origin,
    query,
    stop: async () => {
      await gateway.stop()
      await stopSubgraph()
    },
  }
}

/** A gateway in this process refuses requests as long as composers and routers have kept it from its work for seconds. */
async function untilCaughtUp(url: string): Promise<void> {
  const isBehind = () =>
    fetch(`${url}/graphql?query={__typename}`).then(
      ({ status }) => status === 503,
      () => false, // nothing is there yet
    )
  await until(async () => !(await isBehind()))
}
