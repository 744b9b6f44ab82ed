import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { as, CALLERS_AUTH } from '../auth/callers.ts'
import { NOW } from '../support/gateway.ts'
import { idOf, nextAtOf, useLiveGateways } from './live-gateway.ts'

const { start } = useLiveGateways()

const TARGETS = `subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) {
  changedTargets { ... on InstanceTarget { targetId status } } changedTargetCount nextAt deployment { rawStatus } } }`
const SECONDS_EACH = 4

/** Instances that are deployed to one after the other, four seconds each; the second one fails. */
const rolling =
  (count: number): World =>
  (_, now) => {
    const step = Math.floor((now - NOW) / 1000 / SECONDS_EACH)
    const statusOf = (index: number) => {
      if (index > step) return 'Pending' as const
      if (index === step) return 'InProgress' as const
      return index === 1 ? ('Failed' as const) : ('Succeeded' as const)
    }
    const statuses = Array.from({ length: count }, (_, index) => statusOf(index))
    const of = (status: string) => statuses.filter((one) => one === status).length
    const isOver = step >= count
    return {
      codedeploy: {
        deployments: [
          deploymentOf(
            {
              deploymentId: idOf(0),
              status: isOver ? 'Succeeded' : 'InProgress',
              createTime: new Date(NOW - 60_000),
              ...(isOver && { completeTime: new Date(NOW + count * SECONDS_EACH * 1000) }),
              deploymentOverview: {
                Pending: of('Pending'),
                InProgress: of('InProgress'),
                Succeeded: of('Succeeded'),
                Failed: of('Failed'),
                Skipped: 0,
                Ready: 0,
              },
            },
            statuses.map((status, index) => ({
              deploymentTargetType: 'InstanceTarget' as const,
              instanceTarget: { targetId: `i-${index}`, status },
            })),
          ),
        ],
      },
    }
  }

// biome-ignore lint/suspicious/noExplicitAny: the shape of `data` is what each test asserts
const changedOf = ({ data }: any) =>
  data.codeDeployDeployment.changedTargets.map(
    ({ targetId, status }: Record<string, string>) => `${targetId} ${status}`,
  )

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
  const at = (now: number) => (now > NOW + 1_000 ? ('Succeeded' as const) : ('InProgress' as const))
  const { subscribe, timers, calls } = await start({
    world: (_, now) => ({
      codedeploy: {
        deployments: [
          deploymentOf(
            {
              deploymentId: idOf(0),
              status: at(now),
              computePlatform: 'Server',
              createTime: new Date(NOW),
              ...(at(now) === 'Succeeded' && { completeTime: new Date(NOW + 1_000) }),
              deploymentOverview: {
                Succeeded: at(now) === 'Succeeded' ? count : 0,
                InProgress: at(now) === 'Succeeded' ? 0 : count,
              },
            },
            Array.from({ length: count }, (_, index) => ({
              deploymentTargetType: 'InstanceTarget' as const,
              instanceTarget: { targetId: `i-${index}`, status: at(now) },
            })),
          ),
        ],
        pageSizes: { ListDeploymentTargets: 1_000 },
      },
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
  const count = 130
  const { subscribe, timers } = await start({
    world: () => ({
      codedeploy: {
        deployments: [
          deploymentOf(
            {
              ...{ deploymentId: idOf(0), status: 'Failed', computePlatform: 'Server' },
              ...{ createTime: new Date(NOW - 120_000), completeTime: new Date(NOW - 60_000) },
              deploymentOverview: { Failed: count, InProgress: 0 },
            },
            Array.from({ length: count }, (_, index) => ({
              deploymentTargetType: 'InstanceTarget' as const,
              instanceTarget: { targetId: `i-${index}`, status: 'Failed' as const },
            })),
          ),
        ],
        pageSizes: { ListDeploymentTargets: 1_000 },
      },
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

test('a caller who may not read logs does not get the update of one who may', async () => {
  const lifecycleEvents = [
    { lifecycleEventName: 'Install', status: 'Failed' as const, diagnostics: { logTail: 'what the script wrote' } },
  ]
  const target = { targetId: 'i-1', status: 'Failed' as const, lifecycleEvents }
  const info = { deploymentId: idOf(0), status: 'InProgress' as const, createTime: new Date(NOW) }
  const { subscribe } = await start({
    auth: CALLERS_AUTH,
    world: () => ({
      codedeploy: {
        deployments: [
          deploymentOf({ ...info, computePlatform: 'Server', deploymentOverview: { Failed: 1 } }, [
            { deploymentTargetType: 'InstanceTarget', instanceTarget: target },
          ]),
        ],
      },
    }),
  })
  const query = `subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) {
    changedTargets { ... on InstanceTarget { lifecycleEvents { diagnostics { logTail } } } } } }`
  const logsOf = async (name: 'all' | 'noLogs') => {
    const { update } = await subscribe(query, { id: idOf(0) }, { headers: as(name) })
    return (await update()).data.codeDeployDeployment.changedTargets[0].lifecycleEvents[0].diagnostics?.logTail ?? null
  }
  expect([await logsOf('all'), await logsOf('noLogs')]).toEqual(['what the script wrote', null])
})
