import { NOW } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import type { EventClient } from './event-client.ts'
import { DEPLOYMENT, idOf, nextAtOf, STAYS, useLiveGateways, worldOf } from './live-gateway.ts'

type Update = Awaited<ReturnType<EventClient['update']>>

const asOfOf = ({ data }: Update): number => Date.parse(data.codeDeployDeployment.asOf)

const { start } = useLiveGateways({ maxConnections: 2_000 })

const CROWD_MS = 120_000
const DEPLOYMENTS = 25
const ARRIVING = 25

test(
  'a thousand watchers of 25 deployments make the AWS calls of one watcher of each',
  async () => {
    const { subscribe, timers, calls } = await start({ world: worldOf(STAYS, DEPLOYMENTS) })
    const watch = async (count: number) => {
      const watchers: EventClient[] = []
      while (watchers.length < count) {
        const more = Array.from({ length: Math.min(ARRIVING, count - watchers.length) }, (_, index) =>
          subscribe(DEPLOYMENT, { id: idOf((watchers.length + index) % DEPLOYMENTS) }),
        )
        watchers.push(...(await Promise.all(more)))
      }
      return watchers
    }
    const few = await watch(DEPLOYMENTS)
    await Promise.all(few.map(({ update }) => update()))
    calls()
    const crowd = await watch(1_000 - DEPLOYMENTS)
    const first = await Promise.all(crowd.map(({ update }) => update()))
    expect(calls()).toEqual({})
    timers.goTo(Math.max(...first.map(nextAtOf)))
    const second = await Promise.all([...few, ...crowd].map(({ update }) => update()))
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
    for (const [index, { data, errors }] of second.entries()) {
      expect(errors).toBeUndefined()
      expect(data.codeDeployDeployment.deployment.deploymentId).toBe(idOf((index % 1_000) % DEPLOYMENTS))
    }
  },
  CROWD_MS,
)

test('an update is executed once for all watchers who select the same', async () => {
  const { subscribe, timers, calls } = await start({
    world: worldOf([[0, { status: 'InProgress', deploymentConfigName: 'slowly' }]]),
    cache: false,
  })
  const query = `subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) { nextAt deployment { deploymentConfig { computePlatform } } } }`
  const watchers = await Promise.all(Array.from({ length: 20 }, () => subscribe(query)))
  const first = await Promise.all(watchers.map(({ update }) => update()))
  calls()
  timers.goTo(Math.max(...first.map(nextAtOf)))
  await Promise.all(watchers.map(({ update }) => update()))
  expect(calls()).toEqual({ BatchGetDeployments: 1, GetDeploymentConfig: 1 })
})

test('updates come less often where the fields that they select cost more calls than the rate allows', async () => {
  const { subscribe, timers, calls } = await start({
    world: (region, now) =>
      worldOf([[0, { status: 'InProgress', deploymentConfigName: 'slowly', description: String(now) }]])(region, now),
    cache: false,
  })
  const documents = 20
  const watchers = await Promise.all(
    Array.from({ length: documents }, (_, index) =>
      subscribe(`subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) {
        nextAt deployment { of${index}: deploymentConfig { computePlatform } } } }`),
    ),
  )
  const seconds = 120
  const updates = () => Promise.all(watchers.map(({ update }) => update()))
  for (let [first] = await updates(); timers.now() < NOW + seconds * 1000; [first] = await updates()) {
    const at = nextAtOf(first)
    expect(at - timers.now()).toBeLessThanOrEqual(16_500)
    timers.goTo(at)
  }
  const made = Object.values(calls()).reduce((sum, count) => sum + count, 0)
  expect(made).toBeGreaterThan(documents)
  expect(made).toBeLessThan(2 * seconds + 3 * documents)
})

test('a watcher that asks for a short time limit does not cut short the updates of others', async () => {
  const { subscribe, timers, faults } = await start({
    world: worldOf([[0, { status: 'InProgress', deploymentConfigName: 'slowly' }]]),
    cache: false,
  })
  const query = `subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) { nextAt deployment { deploymentConfig { computePlatform } } } }`
  const hasty = await subscribe(query, { id: idOf(0) }, { headers: { 'x-request-timeout-ms': '50' } })
  const patient = await subscribe(query)
  const [first] = await Promise.all([patient.update(), hasty.update()])
  faults.push({ operation: 'GetDeploymentConfig', delayMs: 200 })
  timers.goTo(nextAtOf(first))
  expect((await patient.update()).errors).toBeUndefined()
})

test('without a watcher there is no timer and no call, ten seconds after the last has left', async () => {
  const { subscribe, timers, calls } = await start({ world: worldOf(STAYS) })
  const { update, close } = await subscribe()
  await update()
  close()
  await until(() => timers.pending === 2) // the ticker's, and the one that stops it
  timers.advance(9_999)
  expect(timers.pending).toBeGreaterThan(0)
  timers.advance(1)
  await until(() => timers.pending === 0)
  calls()
  timers.advance(600_000)
  expect(timers.pending).toBe(0)
  expect(calls()).toEqual({})
})

test('a watcher that comes back in time finds the state without a call', async () => {
  const { subscribe, timers, calls } = await start({ world: worldOf(STAYS) })
  const { update, close } = await subscribe()
  await update()
  close()
  await until(() => timers.pending === 2)
  calls()
  const again = await subscribe()
  expect(await again.update()).toMatchObject({
    data: { codeDeployDeployment: { deployment: { deploymentId: idOf(0) } } },
  })
  expect(calls()).toEqual({})
  expect(timers.pending).toBe(3) // the ticker's, the end of the stream, its heartbeat
})

test(
  'beyond the rate of calls, updates come less often, and nextAt says how much',
  async () => {
    const [count, perCall, perSecond, seconds] = [200, 25, 0.5, 160]
    const { subscribe, timers, calls, query, emulator } = await start({
      world: worldOf(STAYS, count),
      liveCallsPerSecond: perSecond,
      subscriptionMaxSeconds: 2 * seconds,
    })
    const watchers = await Promise.all(
      Array.from({ length: count }, (_, index) => subscribe(DEPLOYMENT, { id: idOf(index) })),
    )
    const updates = watchers.map((): Update[] => [])
    const reading = watchers.map(async ({ update }, index) => {
      for (let one = await update(); one; one = await update()) updates[index]?.push(one)
    })
    await until(() => updates.every(({ length }) => length === 1))
    /** Waits until calls that are due have been sent and answered, and their answers taken. */
    const settle = async () => {
      await query('{ __typename }')
      await until(() => emulator.calls.every(({ outcome }) => outcome !== 'pending'))
      await query('{ __typename }')
    }
    calls()
    const startedAt = timers.now()
    for (let second = 0; second < seconds; second++) {
      timers.advance(1_000)
      await settle()
    }
    const made = calls().BatchGetDeployments ?? 0
    expect(made).toBeLessThanOrEqual(perSecond * seconds + 1)
    expect(made).toBeGreaterThan(0.9 * perSecond * seconds)
    await until(() => updates.flat().length >= count + 0.9 * made * perCall)
    for (const { close } of watchers) close()
    await Promise.allSettled(reading)
    const [cycleMs, callMs] = [(count / perCall / perSecond) * 1000, 1000 / perSecond]
    for (const own of updates)
      for (const [index, one] of own.entries()) {
        const [asOf, nextAt, next] = [asOfOf(one), nextAtOf(one), own[index + 1]]
        if (asOf === startedAt) continue // the crowd was still arriving
        expect(nextAt - asOf).toBeGreaterThanOrEqual(0.9 * cycleMs)
        expect(nextAt - asOf).toBeLessThanOrEqual(1.1 * cycleMs + callMs)
        if (next) expect(asOfOf(next) - nextAt).toBeLessThanOrEqual(callMs) // when many are due, the calls follow each other
      }
  },
  CROWD_MS,
)

test('a query of what is watched is answered without a call', async () => {
  const { subscribe, query, calls } = await start({ world: worldOf(STAYS), cache: true })
  const { update } = await subscribe()
  await update()
  calls()
  await query(`{ codeDeployDeployment(deploymentId: "${idOf(0)}") { rawStatus } }`)
  expect(calls()).toEqual({})
})

test('what AWS does not answer stays as it was, marked as stale, and is asked for less often', async () => {
  const { subscribe, timers, faults } = await start({ world: worldOf(STAYS) })
  const { update } = await subscribe()
  const first = await update()
  faults.push({ operation: 'BatchGetDeployments', error: { name: 'AccessDeniedException', message: 'no' } })
  timers.goTo(nextAtOf(first))
  const stale = await update()
  expect(stale).toMatchObject({
    data: {
      codeDeployDeployment: { deployment: { deploymentId: idOf(0) }, asOf: first.data.codeDeployDeployment.asOf },
    },
    extensions: { stale: [{ action: 'codedeploy:BatchGetDeployments', location: 'us-east-1' }] },
  })
  expect(nextAtOf(stale) - timers.now()).toBeGreaterThan(4_000)
  faults.splice(0)
  timers.goTo(nextAtOf(stale))
  const fresh = await update()
  expect(fresh.extensions).toBeUndefined()
  expect(fresh.data.codeDeployDeployment.asOf).toBe(new Date(timers.now()).toISOString())
})
