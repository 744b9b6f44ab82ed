import type { World } from '../../../src/emulator/world.ts'
import { as, CALLERS_AUTH } from '../../auth/callers.ts'
import { NOW } from '../../support/gateway.ts'
import { idOf, nextAtOf, useLiveGateways } from '../live-gateway.ts'
import { changedOf, fleet, TARGETS } from './fleet.ts'

const { start } = useLiveGateways()

const SECONDS_EACH = 4

/** Instances that are deployed to one after the other, four seconds each; the second one fails. */
const rolling = (count: number): World =>
  fleet({
    count,
    endsAt: count * SECONDS_EACH,
    targetAt: (index, second) => {
      const step = Math.floor(second / SECONDS_EACH)
      if (index > step) return { status: 'Pending' }
      if (index === step) return { status: 'InProgress' }
      return { status: index === 1 ? 'Failed' : 'Succeeded' }
    },
  })

test('each watcher gets the targets that changed since its last update, at first those in progress or failed', async () => {
  const { subscribe, timers } = await start({ world: rolling(4) })
  timers.goTo(NOW + 8_000)
  const early = await subscribe(TARGETS)
  expect(changedOf(await early.update()).sort()).toEqual(['i-1 FAILED', 'i-2 IN_PROGRESS'])
  timers.goTo(NOW + 12_400)
  expect(changedOf(await early.update())).toEqual(['i-2 SUCCEEDED', 'i-3 IN_PROGRESS'])
  const late = await subscribe(TARGETS)
  expect(changedOf(await late.update()).sort()).toEqual(['i-1 FAILED', 'i-3 IN_PROGRESS'])
  timers.goTo(NOW + 30_000)
  const [one, other] = [await early.update(), await late.update()]
  expect([changedOf(one), changedOf(other)]).toEqual([['i-3 SUCCEEDED'], ['i-3 SUCCEEDED']])
  expect(one.data.codeDeployDeployment).toMatchObject({ nextAt: null, changedTargetCount: 1 })
  expect(await early.next()).toMatchObject({ event: 'complete' })
})

test('targets are read only where they are selected, and only when the counts have changed', async () => {
  const { subscribe, timers, calls } = await start({ world: rolling(4) })
  const without = await subscribe()
  timers.goTo(nextAtOf(await without.update()))
  await without.update()
  expect(calls()).toEqual({ BatchGetDeployments: 2 })
  const watcher = await subscribe(TARGETS)
  timers.goTo(nextAtOf(await watcher.update()))
  expect(calls()).toEqual({ ListDeploymentTargets: 1, BatchGetDeploymentTargets: 1 })
  await watcher.update()
  calls()
  timers.goTo(NOW + 60_000)
  await watcher.update()
  expect(calls()).toEqual({ BatchGetDeployments: 1, ListDeploymentTargets: 1, BatchGetDeploymentTargets: 1 })
})

test('at most four batches of targets are read at a time, the rest in turn, and then the deployment is over', async () => {
  const count = 150
  const { subscribe, timers, calls } = await start({
    world: fleet({
      count,
      targetAt: (_, second) => ({ status: second > 1 ? 'Succeeded' : 'InProgress' }),
      endsAt: 2,
      pageSize: 20,
    }),
  })
  const { update, next } = await subscribe(TARGETS)
  const changed = new Map<string, string>()
  for (let data = await update(); data; ) {
    expect(calls().BatchGetDeploymentTargets).toBeLessThanOrEqual(4)
    for (const { targetId, status } of data.data.codeDeployDeployment.changedTargets) changed.set(targetId, status)
    const at = nextAtOf(data)
    if (!at) break
    timers.goTo(at)
    data = await update()
  }
  expect(await next()).toMatchObject({ event: 'complete' })
  expect([changed.size, new Set(changed.values())]).toEqual([count, new Set(['SUCCEEDED'])])
})

test('a deployment that ended with more failed targets than one update has tells them all, and then the end', async () => {
  const { subscribe, timers } = await start({
    world: fleet({
      count: 130,
      targetAt: () => ({ status: 'Failed' }),
      endsAt: -60,
      endsAs: 'Failed',
      pageSize: 20,
    }),
  })
  const { update, next } = await subscribe(TARGETS)
  const first = await update()
  expect(first.data.codeDeployDeployment.changedTargets).toHaveLength(100)
  timers.goTo(nextAtOf(first))
  const second = await update()
  expect(second.data.codeDeployDeployment).toMatchObject({ changedTargetCount: 30, nextAt: null })
  expect(await next()).toMatchObject({ event: 'complete' })
})

test('a target that fails before it was seen in progress is shown, and read once', async () => {
  const { subscribe, timers, calls } = await start({
    world: fleet({
      count: 9,
      targetAt: (index, second) => {
        if (index === 0) return { status: 'InProgress' }
        return { status: second >= 2 * index ? 'Failed' : 'Pending' }
      },
    }),
  })
  const { update } = await subscribe(TARGETS)
  const told: string[] = []
  for (let data = await update(); timers.now() < NOW + 30_000; data = await update()) {
    told.push(...changedOf(data))
    timers.goTo(nextAtOf(data))
  }
  const failed = Array.from({ length: 8 }, (_, index) => `i-${index + 1} FAILED`)
  expect(told.sort()).toEqual(['i-0 IN_PROGRESS', ...failed])
  expect(calls().BatchGetDeploymentTargets).toBeGreaterThan(1)
})

test('progress within a target is shown while the counts stay, at the cost of its batch', async () => {
  const nameAt = (second: number) => (second < 20 ? 'BeforeInstall' : 'Install')
  const { subscribe, timers, calls } = await start({
    world: fleet({
      count: 30,
      targetAt: (index, second) => {
        const lifecycleEvents = [{ lifecycleEventName: nameAt(second), status: 'InProgress' as const }]
        return index === 0 ? { status: 'InProgress', lifecycleEvents } : { status: 'Pending' }
      },
    }),
  })
  const { update } = await subscribe(`subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) {
    changedTargets { ... on DeploymentTarget { targetId lifecycleEvents { name } } } nextAt } }`)
  const told: unknown[] = []
  let data = await update()
  expect(calls()).toMatchObject({ ListDeploymentTargets: 1, BatchGetDeploymentTargets: 1 })
  for (; timers.now() < NOW + 60_000; data = await update()) {
    told.push(...data.data.codeDeployDeployment.changedTargets)
    timers.goTo(nextAtOf(data))
  }
  const withEvent = (name: string) => ({ targetId: 'i-0', lifecycleEvents: [{ name }] })
  expect(told).toEqual([withEvent('BeforeInstall'), withEvent('Install')])
  const { ListDeploymentTargets, BatchGetDeploymentTargets = 0 } = calls()
  expect(ListDeploymentTargets).toBeUndefined()
  expect(BatchGetDeploymentTargets).toBeLessThanOrEqual(6)
})

test('a caller who may not read logs does not get the update of one who may', async () => {
  const lifecycleEvents = [
    { lifecycleEventName: 'Install', status: 'Failed' as const, diagnostics: { logTail: 'what the script wrote' } },
  ]
  const { subscribe } = await start({
    auth: CALLERS_AUTH,
    world: fleet({ count: 1, targetAt: () => ({ status: 'Failed', lifecycleEvents }) }),
  })
  const query = `subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) {
    changedTargets { ... on InstanceTarget { lifecycleEvents { diagnostics { logTail } } } } } }`
  const logsOf = async (name: 'all' | 'noLogs') => {
    const { update } = await subscribe(query, { id: idOf(0) }, { headers: as(name) })
    return (await update()).data.codeDeployDeployment.changedTargets[0].lifecycleEvents[0].diagnostics?.logTail ?? null
  }
  expect([await logsOf('all'), await logsOf('noLogs')]).toEqual(['what the script wrote', null])
})
