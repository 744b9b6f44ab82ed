import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { jest } from '@jest/globals'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { sha256 } from '../../auth/callers.ts'
import { ONE_LOCATION, useGateways } from '../../support/gateway.ts'

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})
const world = fleetWorld({ targets: 1000, events: 20 })
const { start, gateway } = useGateways({ world, locations: ONE_LOCATION, cache: true })

/** Sends a request by hand, and reads nothing. */
async function send(head: string, body = ''): Promise<Socket> {
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1')
  sockets.push(socket.on('error', () => undefined).pause())
  await once(socket, 'connect')
  socket.write(`${head}\r\nhost: localhost\r\n\r\n${body}`)
  return socket
}
const post = (length: number) => `POST /graphql HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: ${length}`
const SMALL = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
const LARGE = JSON.stringify({
  query: `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: 1000) { nodes { ... on InstanceTarget {
    targetId lifecycleEvents { name status startedAt endedAt diagnostics { errorCode message logTail } } } } } } }`,
})

const ALL_BUT_TIMEOUTS = [
  ...(['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
  ...(['setInterval', 'clearInterval'] as const),
]

test('clients that do not read hold no slot once their responses are complete', async () => {
  await start({ maxConcurrentRequests: 3 })
  await Promise.all([1, 2, 3].map(() => send(post(LARGE.length), LARGE)))
  let { status } = await gateway.query(SMALL)
  while (status === 503) status = (await gateway.query(SMALL)).status
  expect(status).toBe(200)
  expect(sockets.every(({ destroyed }) => !destroyed)).toBe(true)
})

describe('a response that is not read', () => {
  afterEach(() => void jest.useRealTimers())

  test('is aborted after 10 s plus a second per 50 kB, and not earlier', async () => {
    await start({})
    await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: LARGE,
    }).then((answer) => answer.text())
    jest.useFakeTimers({ doNotFake: ALL_BUT_TIMEOUTS }) // AWS is not asked again, which would take some
    const begun = jest.spyOn(globalThis, 'setTimeout')
    const longest = () => Math.max(...begun.mock.calls.map(([, ms = 0]) => ms))
    const socket = await send(post(LARGE.length), LARGE)
    while (longest() < 10_000) await nextTurn()
    const [head, chunks] = [longest(), [] as Buffer[]]
    jest.advanceTimersByTime(head - 1)
    for (let time = 0; time < 100; time++) await nextTurn()
    expect(sockets.every(({ destroyed }) => !destroyed)).toBe(true)
    jest.advanceTimersByTime(1)
    const isClosed = once(socket, 'close')
    socket.on('data', (chunk) => chunks.push(chunk)).resume()
    await isClosed
    const text = Buffer.concat(chunks)
    const [, length] = /content-length: (\d+)/i.exec(text.subarray(0, 2_000).toString()) ?? []
    expect(head).toBeCloseTo(10_000 + Number(length) / 50, 0)
    expect(text.length).toBeLessThan(Number(length))
  })
})

test('a caller holds at most half of the slots', async () => {
  const keys = ['alice', 'bob'].map((name) => ({ name, sha256: sha256(name), scopes: ['deployments:read'] }))
  await start({ maxConcurrentRequests: 4, auth: { mode: 'apiKey', keys } })
  gateway.faults.push({ operation: 'BatchGetDeployments', delayMs: 3_600_000 })
  const leaving = new AbortController()
  const ask = (name: string, query = SMALL) =>
    fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': name },
      body: JSON.stringify({ query }),
      signal: leaving.signal,
    })
  const held = [ask('alice'), ask('alice')].map((answer) => answer.catch(() => undefined))
  let third = await ask('alice', '{ __typename }')
  while (third.status === 200) third = await ask('alice', '{ __typename }') // those two may not have arrived yet
  expect(third.status).toBe(503)
  expect(await third.json()).toMatchObject({
    errors: [{ message: 'Too many of your requests are under way, retry later.', extensions: { code: 'OVERLOADED' } }],
  })
  expect((await ask('bob', '{ __typename }')).status).toBe(200)
  leaving.abort()
  await Promise.all(held)
})

test('a caller with all connections leaves some for health probes only', async () => {
  await start({ maxConnections: 3 })
  const head = 'GET /livez HTTP/1.1'
  for (let count = 0; count < 3; count++) await once((await send(head)).resume(), 'data')
  expect((await fetch(`${gateway.url}/livez`)).status).toBe(200)
  expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200)
  const refused = await fetch(`${gateway.url}/graphql?query={__typename}`)
  expect([refused.status, refused.headers.get('connection')]).toEqual([503, 'close'])
})

test('arriving bodies are limited by their declared lengths', async () => {
  await start({})
  await Promise.all(Array.from({ length: 64 }, () => send(post(1_000_000), '{')))
  let { status } = await gateway.query(SMALL)
  while (status === 200) status = (await gateway.query(SMALL)).status // some may not have arrived yet
  expect(status).toBe(503)
  for (const socket of sockets) socket.destroy()
  while (status === 503) status = (await gateway.query(SMALL)).status
  expect(status).toBe(200)
})

test.each([
  ['an unknown path', 'POST /unknown', 404],
  ['a health check', 'POST /livez', 404],
  ['an unknown method', 'PUT /graphql', 405],
])('the body of a request for %s is not waited for', async (_, target, status) => {
  await start({})
  const socket = await send(post(1_000_000).replace('POST /graphql', target), '{')
  const [answer] = (await once(socket.resume(), 'data')) as [Buffer]
  expect(answer.toString()).toMatch(`HTTP/1.1 ${status} `)
})
