import { setImmediate as nextTurn } from 'node:timers/promises'
import { jest } from '@jest/globals'
import type { Fault } from '../../src/emulator/faults.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { NOW, PATIENT } from '../support/gateway.ts'
import { idOf, nextAtOf, STAYS, useLiveGateways, worldOf } from './live-gateway.ts'

const { start } = useLiveGateways()

afterEach(() => void jest.restoreAllMocks())

const HERE = 'us-east-1'
const PLACED = `subscription ($id: ID!, $location: String) { codeDeployDeployment(deploymentId: $id, location: $location) {
  deployment { deploymentId rawStatus } asOf nextAt } }`
const TARGETS = `subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) {
  deployment { rawStatus } changedTargetCount asOf nextAt } }`

// biome-ignore lint/suspicious/noExplicitAny: the shape of `data` is what each test asserts
const asOfOf = ({ data }: any): number => Date.parse(data.codeDeployDeployment.asOf)

const FAULTS: [string, Fault][] = [
  ['throttles', { error: { name: 'ThrottlingException' } }],
  ['denies access', { error: { name: 'AccessDeniedException', message: 'no' } }],
  ['fails', { error: { name: 'InternalFailure', status: 500 } }],
  ['closes connections', { drop: true }],
  ['sends half an answer', { body: 'truncated' }],
  ['sends no JSON', { body: 'malformed' }],
  ['does not answer', { delayMs: 600_000 }],
]

test.each(FAULTS)(
  'while AWS %s in one location, the last state is stale there, and the other goes on',
  async (_, fault) => {
    const { subscribe, timers, faults } = await start({
      locations: DEMO_LOCATIONS.slice(0, 2),
      world: worldOf(STAYS, 1),
      ...(fault.delayMs && { awsCallTimeoutMs: 2_000, requestTimeoutMs: 4_000 }),
    })
    const there = DEMO_LOCATIONS.map(({ name }) => name).find((name) => name !== HERE)
    const one = await subscribe(PLACED, { id: idOf(0), location: HERE })
    const other = await subscribe(PLACED, { id: idOf(0), location: there })
    const [first, second] = [await one.update(), await other.update()]
    const release = new AbortController()
    faults.push({ ...fault, region: HERE, release: release.signal })
    timers.goTo(Math.max(nextAtOf(first), nextAtOf(second)))
    let stale = await one.update()
    expect(stale).toMatchObject({
      data: { codeDeployDeployment: first.data.codeDeployDeployment && { asOf: first.data.codeDeployDeployment.asOf } },
      extensions: { stale: [{ action: 'codedeploy:BatchGetDeployments', location: HERE }] },
    })
    expect(stale.errors).toBeUndefined()
    expect(nextAtOf(stale) - timers.now()).toBeGreaterThan(2 * 2_000 * 0.89)
    const unharmed = await other.update()
    expect(unharmed.extensions).toBeUndefined()
    expect(asOfOf(unharmed)).toBeGreaterThan(asOfOf(second))
    faults.splice(0)
    release.abort()
    while (stale.extensions) {
      timers.goTo(nextAtOf(stale))
      stale = await one.update()
      await nextTurn()
    }
    expect(stale.data.codeDeployDeployment.asOf).toBe(new Date(timers.now()).toISOString())
  },
)

test('a fault that goes on is asked about less and less often, up to once a minute', async () => {
  const { subscribe, timers, faults } = await start({ world: worldOf(STAYS) })
  const { update } = await subscribe()
  let last = await update()
  faults.push({ error: { name: 'AccessDeniedException', message: 'no' } })
  const pauses: number[] = []
  for (let count = 0; count < 7; count++) {
    timers.goTo(nextAtOf(last))
    last = await update()
    pauses.push(nextAtOf(last) - timers.now())
  }
  expect(pauses[2]).toBeGreaterThan(2 * (pauses[0] ?? 0))
  for (const pause of pauses.slice(-2)) expect(Math.abs(pause - 60_000)).toBeLessThanOrEqual(6_000)
})

/** So much later by the clock that the breaker goes by, which then stands still. */
const later = (ms: number) => {
  const now = performance.now()
  jest.spyOn(performance, 'now').mockImplementation(() => now + ms)
}

test('while the breaker is open the state is stale and AWS is not called; when it closes, AWS is asked again', async () => {
  const { subscribe, timers, faults, calls } = await start({ world: worldOf(STAYS) })
  const { update } = await subscribe()
  const first = await update()
  faults.push({ drop: true })
  let stale = first
  for (let failures = 0; failures < 5; failures++) {
    timers.goTo(nextAtOf(stale))
    stale = await update()
  }
  calls()
  timers.goTo(nextAtOf(stale))
  const refused = await update()
  expect(calls()).toEqual({})
  expect(refused).toMatchObject({
    data: { codeDeployDeployment: { asOf: first.data.codeDeployDeployment.asOf } },
    extensions: { stale: [{ action: 'codedeploy:BatchGetDeployments', location: HERE }] },
  })
  expect(refused.errors).toBeUndefined()
  faults.splice(0)
  later(10_001)
  timers.goTo(nextAtOf(refused))
  const fresh = await update()
  expect([fresh.errors, fresh.extensions]).toEqual([undefined, undefined])
  expect(asOfOf(fresh)).toBe(timers.now())
  expect(calls()).toEqual({ BatchGetDeployments: 1 })
})

test('a deployment that AWS no longer has while it is watched is NOT_FOUND and ends, and the others go on', async () => {
  const { subscribe, timers } = await start({
    world: (region, now) => worldOf(STAYS, now > NOW + 1_000 ? 2 : 3)(region, now),
  })
  const kept = [await subscribe(), await subscribe(undefined, { id: idOf(1) })]
  const goes = await subscribe(undefined, { id: idOf(2) })
  const firsts = [...(await Promise.all(kept.map(({ update }) => update()))), await goes.update()]
  timers.goTo(Math.max(...firsts.map(nextAtOf)))
  expect(await goes.update()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
  expect(await goes.next()).toMatchObject({ event: 'complete' })
  for (const { update } of kept) {
    const goesOn = await update()
    expect([goesOn.errors, goesOn.extensions]).toEqual([undefined, undefined])
    expect(asOfOf(goesOn)).toBeGreaterThan(asOfOf(firsts[0]))
    timers.goTo(nextAtOf(goesOn))
    expect(asOfOf(await update())).toBeGreaterThan(asOfOf(goesOn))
  }
})

test('deployments of a location that AWS answers are read on while a call for others hangs', async () => {
  const { subscribe, timers, faults } = await start({ world: worldOf(STAYS, 26), ...PATIENT })
  const watchers = []
  for (let number = 0; number < 26; number++) watchers.push(await subscribe(undefined, { id: idOf(number) }))
  const firsts = await Promise.all(watchers.map(({ update }) => update()))
  const release = new AbortController()
  faults.push({
    when: (input) => (input as { deploymentIds: string[] }).deploymentIds.includes(idOf(0)),
    delayMs: 600_000,
    release: release.signal,
  })
  timers.goTo(Math.max(...firsts.map(nextAtOf)) + 1_000) // the budget spreads two calls
  const answered = await Promise.race(
    watchers.slice(1).map(async ({ update }, index) => ({ update, first: firsts[index + 1], last: await update() })),
  )
  expect(asOfOf(answered.last)).toBeGreaterThan(asOfOf(answered.first))
  timers.goTo(nextAtOf(answered.last))
  expect(asOfOf(await answered.update())).toBeGreaterThan(asOfOf(answered.last))
  release.abort()
})

test('a deployment whose targets cannot be read harms no other deployment of the location', async () => {
  const { subscribe, timers, faults } = await start({ world: worldOf(STAYS, 2) })
  const [broken, whole] = [await subscribe(TARGETS), await subscribe(TARGETS, { id: idOf(1) })]
  const [first, second] = [await broken.update(), await whole.update()]
  faults.push({
    operation: 'ListDeploymentTargets',
    when: (input) => (input as { deploymentId?: string }).deploymentId === idOf(0),
    error: { name: 'AccessDeniedException', message: 'no' },
  })
  timers.goTo(Math.max(nextAtOf(first), nextAtOf(second)))
  const [told, unharmed] = [await broken.update(), await whole.update()]
  expect(told.errors ?? told.extensions?.stale).toBeDefined()
  expect([unharmed.errors, unharmed.extensions]).toEqual([undefined, undefined])
  expect(asOfOf(unharmed)).toBeGreaterThan(asOfOf(second))
})

test('the feed asks less often while it cannot be read', async () => {
  const { subscribe, timers, faults, calls } = await start()
  faults.push({ service: 'appconfig', error: { name: 'AccessDeniedException', message: 'no' } })
  const { update } = await subscribe('subscription { activity(filter: { services: [APPCONFIG] }) { change } }')
  expect(await update()).toMatchObject({ data: { activity: { change: 'SYNCED' } } })
  calls()
  timers.advance(26_000) // a listing would be due every 15 seconds
  await nextTurn()
  expect(calls()).toEqual({})
})
