import { ApolloGateway, type GraphQLDataSourceProcessOptions, RemoteGraphQLDataSource } from '@apollo/gateway'
import { ApolloServer, HeaderMap } from '@apollo/server'
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'
import { compose, URLS } from '../../examples/supergraph/compose.mjs'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { printedSubgraph } from '../../src/schema.ts'
import { startGateway } from '../support/gateway.ts'
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
let deploygraph: Awaited<ReturnType<typeof startGateway>>
let supergraph: string
beforeAll(async () => {
  const world = fleetWorld({ targets: 1, events: 1 })
  deploygraph = await startGateway({ world, auth: ROUTER, log: (line) => lines.push(line) })
  supergraph = compose(printedSubgraph).replace(URLS.deploygraph, `${deploygraph.url}/graphql`)
})
beforeEach(() => lines.splice(0))
afterAll(() => deploygraph.stop())

type Ask = (user: string) => Promise<{ data?: unknown; errors?: { extensions?: { code?: string } }[] }>

/** The two as docs/authentication.md configures them; a header says who the user is. */
const ROUTERS: Record<string, () => Promise<{ ask: Ask; stop: () => Promise<unknown> }>> = {
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
    const ask: Ask = async (user) => {
      const headers = { 'content-type': 'application/json', 'x-user': user }
      const body = JSON.stringify({ query: QUERY })
      const response = await runtime.fetch('http://router/graphql', { method: 'POST', headers, body })
      return response.json()
    }
    return { ask, stop: async () => runtime.dispose() }
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
    const ask: Ask = async (user) => {
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
    return { ask, stop: () => server.stop() }
  },
}

test.each(Object.entries(ROUTERS))('%s asks for each of its users what that one may read', async (_, start) => {
  const { ask, stop } = await start()
  try {
    const events = (logTail: string | null) => ({ nodes: [{ lifecycleEvents: [{ diagnostics: { logTail } }] }] })
    const answers = { ada: await ask('ada'), bob: await ask('bob'), eve: await ask('eve') }
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
