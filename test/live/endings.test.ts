import { bearer, token } from '../auth/callers.ts'
import { PATIENT } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { succeedsOnce } from './attempts.ts'
import type { EventClient } from './event-client.ts'
import type { Course } from './live-gateway.ts'
import { changing, DEPLOYMENT, expiring, idOf, nextAtOf, STAYS, useLiveGateways, worldOf } from './live-gateway.ts'
import { rawReader } from './raw-reader.ts'
import { initialisedSocket } from './websocket/socket-client.ts'

const { start } = useLiveGateways({ world: worldOf(STAYS), ...PATIENT })

const WAITS: Course = [
  [
    0,
    {
      status: 'Ready',
      blueGreenDeploymentConfiguration: { deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT' } },
    },
  ],
]

test('a heartbeat is sent ten seconds after the last bytes, and not before', async () => {
  const { url, timers, query } = await start({ world: worldOf(WAITS) })
  const { socket, text } = await rawReader(url, DEPLOYMENT, { id: idOf(0) })
  const beats = () => text().split('\r\n:\n\n').length - 1
  for (const sent of [1, 2]) {
    await query('{ __typename }')
    timers.advance(9_999)
    await query('{ __typename }')
    expect(beats()).toBe(sent - 1)
    timers.advance(1)
    await until(() => beats() === sent)
  }
  socket.destroy()
})

/** Asserts that an event stream, the only one, ends so many milliseconds from now, without another event. */
async function expectEnd(
  { timers, metricsUrl = '' }: Awaited<ReturnType<typeof start>>,
  { next }: EventClient,
  ms: number,
) {
  const isOpen = async () =>
    (await (await fetch(metricsUrl)).text()).includes('live_watchers{subscription="codeDeployDeployment"} 1')
  timers.advance(ms - 1)
  expect(await isOpen()).toBe(true)
  timers.advance(1)
  expect(await isOpen()).toBe(false)
  expect(await next()).toBeUndefined()
}

test('a stream ends without complete when the token expires, at that moment', async () => {
  const { options, headers } = await expiring(25)
  const gateway = await start({ ...options, world: worldOf(WAITS) })
  const client = await gateway.subscribe(DEPLOYMENT, { id: idOf(0) }, { headers })
  await client.update()
  await expectEnd(gateway, client, 25_000)
})

test('a scope that was revoked is gone from new streams, and from an open one when its token expires', async () => {
  const { options, headers } = await expiring(25)
  const gateway = await start({ ...options, world: worldOf(WAITS) })
  const open = await gateway.subscribe(DEPLOYMENT, { id: idOf(0) }, { headers })
  expect((await open.update()).data.codeDeployDeployment.deployment.rawStatus).toBe('Ready')
  const revoked = bearer(await token({ claims: { scope: 'logs:read' } }))
  const refused = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...revoked },
    body: JSON.stringify({ query: DEPLOYMENT, variables: { id: idOf(0) } }),
  })
  expect([refused.status, (await refused.text()).includes('FORBIDDEN')]).toEqual([403, true])
  await expectEnd(gateway, open, 25_000)
})

test('a stream ends without complete at its maximum age, at that moment', async () => {
  const { options, headers } = await expiring(26)
  const gateway = await start({ ...options, world: worldOf(WAITS), subscriptionMaxSeconds: 25 })
  const client = await gateway.subscribe(DEPLOYMENT, { id: idOf(0) }, { headers })
  await client.update()
  await expectEnd(gateway, client, 25_000)
})

test.each([
  ['token', 25, 3_600],
  ['maximum age', 3_600, 25],
])(
  'the time that AWS takes for the first state counts towards the %s of a stream',
  async (_, seconds, subscriptionMaxSeconds) => {
    const answer = new AbortController()
    const { options, headers } = await expiring(seconds)
    const gateway = await start({
      ...{ ...options, world: worldOf(WAITS), subscriptionMaxSeconds },
      faults: [{ operation: 'BatchGetDeployments', delayMs: 600_000, release: answer.signal }],
    })
    const client = await gateway.subscribe(DEPLOYMENT, { id: idOf(0) }, { headers })
    await gateway.query('{ __typename }', {}, headers) // by then the subscription has begun
    gateway.timers.advance(9_000)
    answer.abort()
    await client.update()
    expect(gateway.emulator.calls).toHaveLength(1)
    await expectEnd(gateway, client, 16_000)
  },
)

const CROWD = 200
const PARTS = 10
const CROWD_MS = 120_000

test('the streams of a gateway that stops end spread over its delay, not in one burst', async () => {
  const areSpread = async () => {
    const { subscribe, stop } = await start({ maxConnections: 1_000 })
    const watchers = await Promise.all(Array.from({ length: CROWD }, () => subscribe()))
    await Promise.all(watchers.map(({ update }) => update()))
    const ended: number[] = []
    const delayMs = 3_000
    const startedAt = performance.now()
    const all = watchers.map(async ({ next }) => {
      expect(await next()).toBeUndefined()
      ended.push(performance.now() - startedAt)
    })
    await Promise.all([stop(delayMs), ...all])
    const parts = ended.map((at) => Math.min(PARTS - 1, Math.floor((at * PARTS) / delayMs)))
    const sizes = [...new Set(parts)].map((part) => parts.filter((one) => one === part).length)
    return sizes.length >= PARTS / 2 && Math.max(...sizes) < CROWD / 2
  }
  expect(await succeedsOnce(areSpread)).toBe(true)
})

test.each(['server-sent events', 'WebSocket'])(
  'the streams over %s of clients that come again to a gateway that stops end spread over its delay too',
  async (transport) => {
    const delayMs = 3_000
    const areSpread = async () => {
      const { url, subscribe, stop } = await start({ maxConnections: 1_000 })
      /** Opens a stream, and resolves with what resolves at its end. */
      const open = async () => {
        if (transport === 'WebSocket') {
          const { send, next, closed } = await initialisedSocket(url)
          send({ id: '1', type: 'subscribe', payload: { query: DEPLOYMENT, variables: { id: idOf(0) } } })
          await next()
          return { ended: closed }
        }
        const { update, next } = await subscribe()
        await update()
        return { ended: next() }
      }
      const streams = await Promise.all(Array.from({ length: CROWD }, open))
      const startedAt = performance.now()
      const now = () => performance.now() - startedAt
      const ends: number[] = []
      const all = streams.map(async ({ ended }) => {
        await ended
        ends.push(now())
        if (now() > delayMs / 2) return // by then a load balancer sends it elsewhere
        await (await open()).ended
        ends.push(now())
      })
      await Promise.all([stop(delayMs), ...all])
      const parts = Array<number>(PARTS).fill(0)
      for (const end of ends) {
        const part = Math.min(PARTS - 1, Math.floor((end * PARTS) / delayMs))
        parts[part] = (parts[part] ?? 0) + 1
      }
      return ends.length > CROWD && Math.max(...parts) < CROWD / 3
    }
    expect(await succeedsOnce(areSpread)).toBe(true)
  },
  CROWD_MS,
)

test('a gateway that stops does not wait for a client that does not read', async () => {
  const { url, subscribe, timers, stop } = await start({ world: changing(900_000) })
  const query =
    'subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) { nextAt deployment { description } } }'
  const watcher = await subscribe(query)
  const { socket } = await rawReader(url, query, { id: idOf(0) })
  socket.pause()
  for (let count = 0; count < 25; count++) timers.goTo(nextAtOf(await watcher.update()))
  let hasStopped = false
  const stopping = stop(0).then(() => {
    hasStopped = true
  })
  await until(() => {
    timers.advance(1_000)
    return hasStopped
  })
  await stopping
  socket.destroy()
})
