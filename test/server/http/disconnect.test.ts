import diagnostics from 'node:diagnostics_channel'
import { once } from 'node:events'
import { Agent, createServer, get, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { exportJWK, generateKeyPair } from 'jose'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { bearer, JWT, token } from '../../auth/callers.ts'
import { ONE_LOCATION, useGateways } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'

const DEPLOYMENT = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
const pathOf = (query: string) => `/graphql?query=${encodeURIComponent(query)}`
const PREFLIGHTED = { 'apollo-require-preflight': '1' }

const { start, gateway } = useGateways({ world: fleetWorld({ targets: 1, events: 1 }), locations: ONE_LOCATION })
const open = () => connect(Number(new URL(gateway.url).port), '127.0.0.1').on('error', () => undefined)

/** The gateway's end of the connection of each request to it, in order. */
let arrived: Socket[]
const note = (message: unknown) => {
  const { socket, server } = message as { socket: Socket; server: Server }
  if (gateway.url?.endsWith(`:${(server.address() as AddressInfo | null)?.port}`)) arrived.push(socket)
}
beforeEach(() => {
  arrived = []
  diagnostics.subscribe('http.server.request.start', note)
})
afterEach(() => {
  diagnostics.unsubscribe('http.server.request.start', note)
})

/** Lines of /metrics. */
const scraped = async (pattern: RegExp) =>
  (await (await fetch(String(gateway.metricsUrl))).text()).split('\n').filter((line) => pattern.test(line))

/** Requests one behind the other, none of which waits for an answer. */
const pipelined = (queries: string[]) =>
  queries
    .map((query) => `GET ${pathOf(query)} HTTP/1.1\r\nhost: localhost\r\napollo-require-preflight: 1\r\n\r\n`)
    .join('')

describe('a client that disconnects during authentication', () => {
  const waiting: (() => void)[] = []
  const issuer = createServer(async (_, response) => {
    await new Promise<void>((resolve) => waiting.push(resolve))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }))
  })
  let keys: object[]
  beforeAll(() => new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve)))
  afterAll(() => issuer.close())

  test.each(['GET', 'POST'])('with %s holds no slot and causes no work', async (method) => {
    const { publicKey, privateKey } = await generateKeyPair('ES256')
    keys = [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }]
    const jwksUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/`
    const lines: string[] = []
    const log = (line: string) => lines.push(line)
    await start({ auth: { ...JWT, key: { jwksUrl } }, maxConcurrentRequests: 5, metricsPort: 0, log })
    const headers = {
      ...PREFLIGHTED,
      'content-type': 'application/json',
      ...bearer(await token({ alg: 'ES256', kid: 'one', key: privateKey })),
    }
    const post = { method, headers, body: JSON.stringify({ query: DEPLOYMENT }) }
    const request = method === 'GET' ? { headers } : post
    const leaving = new AbortController()
    const left = Array.from({ length: 5 }, () =>
      fetch(gateway.url + pathOf(DEPLOYMENT), { ...request, signal: leaving.signal }).catch(() => undefined),
    )
    await until(() => arrived.length === 5 && waiting.length > 0)
    const gone = arrived.map((socket) => once(socket, 'close'))
    leaving.abort()
    await Promise.all([...left, ...gone])
    for (const go of waiting.splice(0)) go()
    const answer = await fetch(gateway.url + pathOf(DEPLOYMENT), request)
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { data: { codeDeployDeployment: { status: 'SUCCEEDED' } } },
    ])
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['operation'])
    expect(gateway.calls()).toEqual({ BatchGetDeployments: 1 })
    expect(await scraped(/request_duration_seconds_count.*graphql/)).toEqual([
      expect.stringMatching(/status="200"\} 1$/),
    ])
  })
})

describe('pipelined requests on a connection', () => {
  const SLOW = [{ operation: 'BatchGetDeployments', delayMs: 60_000 }]

  test('all cancel their AWS calls and free their slots when it breaks, including waiting ones', async () => {
    await start({ cache: false, maxConcurrentRequests: 3, faults: SLOW })
    const client = open()
    client.write(pipelined([DEPLOYMENT, DEPLOYMENT, DEPLOYMENT]))
    await until(() => gateway.emulator.calls.length === 3)
    expect((await fetch(gateway.url + pathOf('{ __typename }'), { headers: PREFLIGHTED })).status).toBe(503)
    client.destroy()
    await until(async () => /cancelled"\} 3$/.test(String(await scraped(/^deploygraph_aws_calls_total/))))
    expect((await fetch(gateway.url + pathOf('{ __typename }'), { headers: PREFLIGHTED })).status).toBe(200)
  })

  test('do not delay the stop of the gateway after their connection broke', async () => {
    await start({ cache: false, requestTimeoutMs: 600_000, faults: SLOW })
    const client = open()
    client.write(pipelined([DEPLOYMENT, DEPLOYMENT]))
    await until(() => gateway.emulator.calls.length === 2)
    await fetch(`${gateway.url}/livez`) // leaves an idle connection
    client.destroy()
    await until(() => gateway.emulator.calls.every(({ outcome }) => outcome === 'left'))
    await gateway.stop()
  }, 30_000) // it takes some milliseconds; if it waited for them, more than a minute

  test('are all answered in order, however many there are', async () => {
    await start()
    const client = open()
    const names = Array.from({ length: 40 }, (_, n) => `mine${n}`)
    const queries = names.map((name) => DEPLOYMENT.replace('status', `${name}: status`))
    client.write(`${pipelined(queries)}GET /livez HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`)
    expect((await text(client)).match(/mine\d+/g)).toEqual(names)
  })
})

test('a connection that serves many requests accumulates no listeners', async () => {
  await start()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const listeners: number[] = []
  for (let count = 0; count < 20; count++) {
    const [response] = (await once(
      get(gateway.url + pathOf(DEPLOYMENT), { agent, headers: PREFLIGHTED }),
      'response',
    )) as [IncomingMessage]
    expect(await text(response)).toContain('SUCCEEDED')
    listeners.push(Number(arrived[0]?.listenerCount('close')))
  }
  agent.destroy()
  expect(new Set(arrived).size).toBe(1)
  expect(Math.max(...listeners)).toBe(listeners[0])
})

test('a connection reset after a request is not logged as an error', async () => {
  const lines: string[] = []
  await start({ ratePerSecond: 1_000, rateBurst: 1_000, log: (line) => lines.push(line) })
  for (let count = 0; count < 20; count++) {
    const client = open()
    await once(client, 'connect')
    client.write(pipelined(['{ __typename }']))
    client.resetAndDestroy()
  }
  await until(() => arrived.length === 20)
  await Promise.all(arrived.map((socket) => socket.destroyed || once(socket, 'close')))
  expect(lines.filter((line) => !line.includes('"operation"'))).toEqual([])
  expect((await gateway.query('{ __typename }')).status).toBe(200)
})
