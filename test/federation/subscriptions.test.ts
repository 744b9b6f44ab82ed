import httpTransport from '@graphql-mesh/transport-http'
import { type DocumentNode, print } from 'graphql'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { startHive } from '../../examples/supergraph/hive.mjs'
import { subscribe } from '../live/event-client.ts'
import { idOf, nextAtOf, STAYS, SUCCEEDS, useLiveGateways, worldOf } from '../live/live-gateway.ts'
import type { Options } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { COMPOSERS } from './composers.ts'
import { startBeside } from './gateways.ts'

const { start } = useLiveGateways({ world: worldOf(SUCCEEDS) })

/** A subgraph that adds fields to objects that deploygraph sends. */
const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type CodeDeployDeployment @key(fields: "deploymentId") { deploymentId: ID! ticket: String }
  type Location @key(fields: "name") { name: String! owner: String }
  type Query { tickets: Int }`
const RESOLVERS = {
  CodeDeployDeployment: {
    __resolveReference: (key: object) => key,
    ticket: ({ deploymentId }: { deploymentId: string }) => `ticket of ${deploymentId}`,
  },
  Location: { __resolveReference: (key: object) => key, owner: ({ name }: { name: string }) => `owner of ${name}` },
}

const watching = (selection: string) =>
  `subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) { asOf nextAt deployment { ${selection} } } }`
const WATCH = watching('deploymentId rawStatus')

interface Entry {
  location: string
}
interface Request {
  document: DocumentNode
  variables?: Record<string, unknown>
}

/** A transport of Hive Gateway that does what its package @graphql-mesh/transport-ws does, with the same client. */
const webSocketTransport = {
  getSubgraphExecutor: ({ transportEntry: { location } }: { transportEntry: Entry }) => {
    const client = createClient({ url: location.replace(/^http/, 'ws'), webSocketImpl: WebSocket })
    const execute = ({ document, variables }: Request) => client.iterate({ query: print(document), variables })
    return Object.assign(execute, { [Symbol.asyncDispose]: async () => client.dispose() })
  },
}

const configured = (options: object) => ({ transportEntries: { deploygraph: { options } } })
const SSE = { accept: 'text/event-stream' }

interface Transport {
  by: string
  /** Of Hive Gateway; it uses GET by default. */
  config: object
  /** The HTTP requests for subscriptions. */
  requests: object[]
  /** The event that clients are sent when deploygraph ends a stream that can be opened again. */
  atEarlyEnd: 'complete' | 'next'
}

const TRANSPORTS: Transport[] = [
  { by: 'GET', config: {}, requests: [{ method: 'GET', ...SSE }], atEarlyEnd: 'complete' },
  {
    by: 'POST',
    config: configured({ method: 'POST' }),
    requests: [{ method: 'POST', ...SSE }],
    atEarlyEnd: 'complete',
  },
  {
    by: 'WebSocket',
    config: {
      ...configured({ subscriptions: { kind: 'ws', location: '/graphql' } }),
      transports: { http: httpTransport, ws: webSocketTransport },
    },
    requests: [],
    atEarlyEnd: 'next', // the client of graphql-ws subscribes again by itself
  },
]

describe.each(TRANSPORTS)(
  'a subscription through Hive Gateway, which sends it by $by,',
  ({ config, requests, atEarlyEnd }) => {
    const running: (() => unknown)[] = []
    afterEach(async () => {
      for (const stop of running.splice(0)) await stop()
    })

    /** Hive Gateway over a gateway and the second subgraph. */
    async function started(options: Options = {}) {
      const gateway = await start(options)
      const sent: object[] = []
      const onFetch = ({ url, options }: { url: string; options: RequestInit }) => {
        if (url.startsWith(gateway.url)) {
          const { accept } = Object(options.headers)
          sent.push({ method: options.method, accept })
        }
      }
      const hive = (supergraph: string) => startHive(supergraph, 0, false, { ...config, plugins: () => [{ onFetch }] })
      const supergraph = await startBeside(hive, COMPOSERS['@apollo/composition'], gateway.url, SDL, RESOLVERS)
      running.push(supergraph.stop)
      const through = async (query = WATCH, id = idOf(0)) => {
        const client = await subscribe(supergraph.url, query, { id })
        running.unshift(client.close)
        return client
      }
      const watchers = async () => {
        const text = await (await fetch(gateway.metricsUrl ?? '')).text()
        return Number(/^deploygraph_live_watchers{subscription="codeDeployDeployment"} (\d+)$/m.exec(text)?.[1])
      }
      return { ...gateway, sent, through, watchers }
    }

    test('has the updates that a direct one has, and ends with it', async () => {
      const { through, subscribe, timers, sent } = await started()
      const [router, direct] = [await through(), await subscribe(WATCH)]
      const states: string[] = []
      for (let event = await router.next(); event?.event === 'next'; event = await router.next()) {
        expect(event.data).toEqual((await direct.next())?.data)
        states.push(event.data.data.codeDeployDeployment.deployment.rawStatus)
        timers.goTo(nextAtOf(event.data) || timers.now())
      }
      expect([states[0], states.at(-1)]).toEqual(['InProgress', 'Succeeded'])
      expect((await direct.next())?.event).toBe('complete')
      expect(sent).toEqual(requests)
    })

    test('has the fields of another subgraph in every update, and of the entities below it', async () => {
      const { through, timers } = await started()
      const { update } = await through(watching('rawStatus ticket location { owner }'))
      for (let count = 0; count < 3; count++) {
        const answer = await update()
        expect(answer.data.codeDeployDeployment.deployment).toEqual({
          rawStatus: 'InProgress',
          ticket: `ticket of ${idOf(0)}`,
          location: { owner: 'owner of us-east-1' },
        })
        timers.goTo(nextAtOf(answer))
      }
    })

    test('costs the AWS calls of one, however many clients watch', async () => {
      const { through, calls, timers } = await started()
      const clients = await Promise.all(Array.from({ length: 3 }, () => through()))
      const [first] = await Promise.all(clients.map(({ update }) => update()))
      timers.goTo(nextAtOf(first))
      await Promise.all(clients.map(({ update }) => update()))
      expect(calls()).toEqual({ BatchGetDeployments: 2 })
    })

    test('to a deployment that AWS does not know is an error with its code, and the end', async () => {
      const { through, watchers } = await started()
      const { next } = await through(WATCH, 'd-GONE00001')
      expect(await next()).toMatchObject({ data: { errors: [{ extensions: { code: 'NOT_FOUND' } }] } })
      expect((await next())?.event).toBe('complete')
      expect(await watchers()).toBe(0)
    })

    test('ends in deploygraph when the client of the router has left', async () => {
      const { through, watchers } = await started({ world: worldOf(STAYS) })
      const { update, close } = await through()
      await update()
      expect(await watchers()).toBe(1)
      close()
      await until(async () => (await watchers()) === 0)
    })

    test('is completed or opened again by the router when deploygraph ends it early', async () => {
      const { through, timers } = await started({ world: worldOf(STAYS), subscriptionMaxSeconds: 1 })
      const { update, next } = await through()
      expect(nextAtOf(await update())).toBeGreaterThan(timers.now())
      timers.advance(1_000)
      expect((await next())?.event).toBe(atEarlyEnd)
    })
  },
)

test('a subscription through @apollo/gateway is an error, and queries of the same supergraph are answered', async () => {
  const gateway = await start()
  const supergraph = await startBeside('@apollo/gateway', COMPOSERS['@apollo/composition'], gateway.url, SDL, RESOLVERS)
  const refused = await supergraph.query(WATCH.replace('($id: ID!)', '').replace('$id', `"${idOf(0)}"`))
  expect(refused.data).toBeUndefined()
  expect(refused.errors).toHaveLength(1)
  const answered = await supergraph.query(`{ codeDeployDeployment(deploymentId: "${idOf(0)}") { rawStatus ticket } }`)
  expect(answered.data.codeDeployDeployment).toEqual({ rawStatus: 'InProgress', ticket: `ticket of ${idOf(0)}` })
  expect(gateway.calls()).toEqual({ BatchGetDeployments: 1 })
  await supergraph.stop()
})
