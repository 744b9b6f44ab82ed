import { ApolloGateway, type GraphQLDataSourceProcessOptions, RemoteGraphQLDataSource } from '@apollo/gateway'
import { ApolloServer, HeaderMap } from '@apollo/server'
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'
import { compose, URLS } from '../../examples/supergraph/compose.mjs'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { printedSubgraph } from '../../src/schema.ts'
import { useGateway } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { ROUTER, token } from './callers.ts'

const USERS: Record<string, string> = { ada: 'deployments:read logs:read', bob: 'deployments:read', eve: '' }
const signed = (user: string | null | undefined) =>
  token({ claims: user ? { sub: user, scope: USERS[user] } : { sub: undefined, scope: undefined } })

const QUERY = `{
  codeDeployDeployment(deploymentId: "d-FLEET0001", location: "us-east-1") {
    status
    targets { nodes { ... on InstanceTarget { lifecycleEvents { diagnostics { logTail } } } } }
  }
}`

const lines: string[] = []
const world = fleetWorld({ targets: 1, events: 1 })
const deploygraph = useGateway({ world, auth: ROUTER, log: (line) => lines.push(line) })
let supergraph: string
beforeAll(() => {
  supergraph = compose(printedSubgraph).replace(URLS.deploygraph, `${deploygraph.url}/graphql`)
})
beforeEach(() => void lines.splice(0))

type QueryAs = (user: string) => Promise<{ data?: unknown; errors?: { extensions?: { code?: string } }[] }>

/** Both routers as docs/authentication.md configures them; a header names the user. */
const ROUTERS: Record<string, () => Promise<{ queryAs: QueryAs; stop: () => Promise<unknown> }>> = {
  'Hive Gateway': async () => {
    const runtime = createGatewayRuntime({
      supergraph,
      logging: false,
      propagateHeaders: {
        fromClientToSubgraphs: async ({ request, subgraphName }) =>
          subgraphName === 'deploygraph'
            ? { 'x-router-authorization': await signed(request.headers.get('x-user')) }
            : {},
      },
    })
    const queryAs: QueryAs = async (user) => {
      const headers = { 'content-type': 'application/json', 'x-user': user }
      const body = JSON.stringify({ query: QUERY })
      const response = await runtime.fetch('http://router/graphql', { method: 'POST', headers, body })
      return response.json()
    }
    return { queryAs, stop: async () => runtime.dispose() }
  },
  '@apollo/gateway': async () => {
    const gateway = new ApolloGateway({
      supergraphSdl: supergraph,
      buildService: ({ url }) =>
        new (class extends RemoteGraphQLDataSource<{ user?: string }> {
          override async willSendRequest({ request, context }: GraphQLDataSourceProcessOptions<{ user?: string }>) {
            request.http?.headers.set('x-router-authorization', await signed(context.user))
          }
        })({ url }),
    })
    const server = new ApolloServer<{ user: string }>({
      gateway,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
    })
    await server.start()
    const queryAs: QueryAs = async (user) => {
      const { body } = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: 'POST',
          body: { query: QUERY },
          headers: new HeaderMap([['content-type', 'application/json']]),
          search: '',
        },
        context: async () => ({ user }),
      })
      return body.kind === 'complete' ? JSON.parse(body.string) : {}
    }
    return { queryAs, stop: () => server.stop() }
  },
}

test.each(Object.entries(ROUTERS))('%s queries with the scopes of each of its users', async (_, start) => {
  const { queryAs, stop } = await start()
  try {
    // A router that loads, or plans its first query, may block this process, in which deploygraph is then overloaded.
    await until(async () => !JSON.stringify(await queryAs('ada')).includes('OVERLOADED'))
    lines.splice(0)
    const events = (logTail: string | null) => ({ nodes: [{ lifecycleEvents: [{ diagnostics: { logTail } }] }] })
    const answers = { ada: await queryAs('ada'), bob: await queryAs('bob'), eve: await queryAs('eve') }
    expect(answers.ada).toEqual({
      data: { codeDeployDeployment: { status: 'SUCCEEDED', targets: events('[stdout]BeforeBlockTraffic: done\n') } },
    })
    expect(answers.bob.data).toEqual({ codeDeployDeployment: { status: 'SUCCEEDED', targets: events(null) } })
    expect(answers.bob.errors?.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN'])
    expect(answers.eve.data).toEqual({ codeDeployDeployment: null })
    expect(answers.eve.errors?.map(({ extensions }) => extensions?.code)).toEqual(['FORBIDDEN'])
    expect(lines.map((line) => JSON.parse(line).subject)).toEqual(['ada', 'bob', 'eve'])
  } finally {
    await stop()
  }
})
