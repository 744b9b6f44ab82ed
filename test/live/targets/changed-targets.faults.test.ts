import type { Fault } from '../../../src/emulator/faults.ts'
import { NOW } from '../../support/gateway.ts'
import { useShortestRetryDelays } from '../../support/retry-delays.ts'
import { idOf, nextAtOf, useLiveGateways } from '../live-gateway.ts'
import { changedOf, fleet, TARGETS } from './fleet.ts'

const { start } = useLiveGateways()

useShortestRetryDelays()

const DENIED: Fault['error'] = { name: 'AccessDeniedException', message: 'no' }
const THROTTLED: Fault['error'] = { name: 'ThrottlingException' }
const FAILED: Fault['error'] = { name: 'InternalFailure', status: 500 }

// More than a stream tries that is at its end.
const MANY = 8

const STATUS = `subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) {
  deployment { rawStatus overview { succeeded } } nextAt } }`

/** Two that have failed. */
const ENDED = fleet({ count: 2, targetAt: () => ({ status: 'Failed' }), endsAt: -60, endsAs: 'Failed' })

/** So many that are in progress for a second, and then succeed together; another one goes on. */
const succeeding = (count: number) =>
  fleet({
    count: count + 1,
    targetAt: (index, second) => ({ status: index === count || second < 1 ? 'InProgress' : 'Succeeded' }),
  })

/** Goes on to the first update whose targets are known, which comes before so many others. */
async function recovered(
  { update }: { update: () => Promise<Parameters<typeof changedOf>[0]> },
  timers: { goTo: (at: number) => void },
  at: number,
) {
  timers.goTo(at)
  let data = await update()
  for (let count = 0; data.errors && count < MANY; count++) {
    timers.goTo(nextAtOf(data))
    data = await update()
  }
  expect(data.errors).toBeUndefined()
  return data
}

test.each([
  ['was throttled', THROTTLED],
  ['failed', FAILED],
])('targets whose first listing %s are shown after the next one, while the counts stay', async (_, error) => {
  const { subscribe, timers, faults } = await start({
    world: fleet({ count: 2, targetAt: () => ({ status: 'InProgress' }) }),
  })
  faults.push({ operation: 'ListDeploymentTargets', error })
  const watcher = await subscribe(TARGETS)
  const first = await watcher.update()
  expect(first).toMatchObject({ data: { codeDeployDeployment: { changedTargets: null } } })
  faults.splice(0)
  const data = await recovered(watcher, timers, nextAtOf(first))
  expect(changedOf(data).sort()).toEqual(['i-0 IN_PROGRESS', 'i-1 IN_PROGRESS'])
})

test.each(['ListDeploymentTargets', 'BatchGetDeploymentTargets'])(
  'a deployment that has ended shows its targets when %s works again, and then the end',
  async (operation) => {
    const { subscribe, timers, faults } = await start({ world: ENDED })
    faults.push({ operation, error: FAILED })
    const watcher = await subscribe(TARGETS)
    const first = await watcher.update()
    expect(first.errors).toBeDefined()
    faults.splice(0)
    const last = await recovered(watcher, timers, nextAtOf(first))
    expect(changedOf(last).sort()).toEqual(['i-0 FAILED', 'i-1 FAILED'])
    expect(await watcher.next()).toMatchObject({ event: 'complete' })
  },
)

test.each([
  ['is denied', 'ListDeploymentTargets', DENIED, 1],
  ['is denied', 'BatchGetDeploymentTargets', DENIED, 1],
  ['fails', 'ListDeploymentTargets', FAILED, MANY],
  ['fails', 'BatchGetDeploymentTargets', FAILED, MANY],
])('a deployment that has ended is not watched for long while AWS %s for %s', async (_, operation, error, updates) => {
  const { subscribe, timers, faults } = await start({ world: ENDED })
  faults.push({ operation, error })
  const { update, next } = await subscribe(TARGETS)
  let data = await update()
  let count = 1
  for (; nextAtOf(data) && count < updates; count++) {
    timers.goTo(nextAtOf(data))
    data = await update()
  }
  expect(data).toMatchObject({ data: { codeDeployDeployment: { nextAt: null } } })
  expect(data.errors).toBeDefined()
  expect(await next()).toMatchObject({ event: 'complete' })
})

test('targets that are denied are asked for less and less often', async () => {
  const { subscribe, timers, faults, calls } = await start({ world: succeeding(1) })
  faults.push({ operation: 'ListDeploymentTargets', error: DENIED })
  const { update } = await subscribe(TARGETS)
  for (let data = await update(); timers.now() < NOW + 120_000; data = await update()) timers.goTo(nextAtOf(data))
  expect(calls().ListDeploymentTargets).toBeLessThan(MANY)
})

test('a watcher who does not select targets sees how the deployment goes on while AWS throttles its targets', async () => {
  const { subscribe, timers, faults } = await start({
    world: fleet({
      count: 17, // one a second: there is news at each read
      targetAt: (index, second) => ({ status: second > index ? 'Succeeded' : 'InProgress' }),
      endsAt: 17,
    }),
  })
  const [plain, withTargets] = [await subscribe(STATUS), await subscribe(TARGETS)]
  const [first, firstTargets] = [await plain.update(), await withTargets.update()]
  expect(firstTargets.errors).toBeUndefined()
  faults.push({ operation: 'BatchGetDeploymentTargets', error: THROTTLED })
  let succeeded = first.data.codeDeployDeployment.deployment.overview.succeeded
  let told = firstTargets
  for (let data = first; nextAtOf(data); ) {
    timers.goTo(nextAtOf(data))
    data = await plain.update()
    told = await withTargets.update()
    expect([data.errors, data.extensions]).toEqual([undefined, undefined])
    const { overview, rawStatus } = data.data.codeDeployDeployment.deployment
    expect(overview.succeeded > succeeded || rawStatus === 'Succeeded').toBe(true)
    expect(told.errors ?? told.extensions?.stale).toBeDefined()
    succeeded = overview.succeeded
  }
  expect(succeeded).toBe(17)
})

test('a watcher gets all that has changed since its last update that had targets', async () => {
  const { subscribe, timers, faults } = await start({ world: succeeding(50) })
  const watcher = await subscribe(TARGETS)
  const first = await watcher.update()
  const isOfOne = (input: unknown) => (input as { targetIds: string[] }).targetIds.includes('i-30')
  faults.push({ operation: 'BatchGetDeploymentTargets', when: isOfOne, error: DENIED })
  timers.goTo(nextAtOf(first))
  const broken = await watcher.update()
  expect(broken.errors).toBeDefined()
  faults.splice(0)
  const { data } = await recovered(watcher, timers, nextAtOf(broken))
  expect(data.codeDeployDeployment.changedTargetCount).toBe(50)
})

test('a watcher who joins while targets cannot be read gets those in progress when they can', async () => {
  const { subscribe, timers, faults } = await start({ world: succeeding(2) })
  const early = await subscribe(TARGETS)
  const first = await early.update()
  faults.push({ operation: 'ListDeploymentTargets', error: DENIED })
  timers.goTo(nextAtOf(first))
  const broken = await early.update()
  const late = await subscribe(TARGETS, { id: idOf(0) })
  expect((await late.update()).errors).toBeDefined()
  faults.splice(0)
  const [ofEarly, ofLate] = await Promise.all([recovered(early, timers, nextAtOf(broken)), late.update()])
  expect(changedOf(ofEarly).sort()).toEqual(['i-0 SUCCEEDED', 'i-1 SUCCEEDED'])
  expect(changedOf(ofLate)).toEqual(['i-2 IN_PROGRESS'])
})
