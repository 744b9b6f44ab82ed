import type { DeploymentInfo, DeploymentTarget, LifecycleEvent } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../../src/emulator/world.ts'
import { randomOf } from '../../../src/emulator/worlds/demo/random.ts'
import { NOW } from '../../support/gateway.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

interface Group {
  name: string
  info: DeploymentInfo
  /** The waves of a fleet, or the steps of one target: how long each takes on average. */
  steps: readonly number[]
  instancesPerStep?: number
  /** Whether the step before the last one moves traffic by a canary configuration, which takes exactly that long. */
  isCanary?: boolean
}

const FLEET_STEPS = Array.from({ length: 8 }, () => 90 * SECOND)

/** One group of each kind of estimate. */
export const GROUPS: readonly Group[] = [
  { name: 'fleet', info: { computePlatform: 'Server' }, steps: FLEET_STEPS, instancesPerStep: 6 },
  { name: 'halves', info: { computePlatform: 'Server' }, steps: [4 * MINUTE, 4 * MINUTE], instancesPerStep: 6 },
  {
    name: 'service',
    info: { computePlatform: 'ECS', deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce' },
    steps: [30 * SECOND, 6 * MINUTE, MINUTE],
  },
  {
    name: 'function',
    info: { computePlatform: 'Lambda', deploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes' },
    steps: [MINUTE, 5 * MINUTE, 15 * SECOND],
    isCanary: true,
  },
]

/** A deployment as it is decided by its number: each step takes a fifth more or less than the average. */
export interface Planned {
  id: string
  group: Group
  created: number
  started: number
  /** When each step ends. */
  ends: number[]
  completed: number
}

const DEPLOYMENTS = 24
const EVERY_MS = 15 * MINUTE

/** Before NOW each group has twelve deployments that have ended, and after it twelve that will run, one at a time. */
export const plans: readonly Planned[] = GROUPS.flatMap((group, index) =>
  Array.from({ length: DEPLOYMENTS }, (_, number) => {
    const id = `d-VARY${index}${String(number).padStart(4, '0')}`
    const random = randomOf(id)
    const created = NOW + (number - DEPLOYMENTS / 2) * EVERY_MS
    const started = created + Math.round(random() * 2 * MINUTE)
    const ends: number[] = []
    for (const [step, average] of group.steps.entries()) {
      const isExact = group.isCanary && step === group.steps.length - 2
      ends.push((ends.at(-1) ?? started) + Math.round(average * (isExact ? 1 : 0.8 + 0.4 * random())))
    }
    return { id, group, created, started, ends, completed: ends.at(-1) ?? started }
  }),
)

export const variedWorld: World = (_region, now) => ({
  codedeploy: {
    applications: [{ applicationName: 'varied' }],
    groups: GROUPS.map(({ name }) => ({ applicationName: 'varied', deploymentGroupName: name })),
    deployments: plans.filter(({ created }) => created <= now).map((plan) => deploymentAt(plan, now)),
    pageSizes: { ListDeployments: 100, ListDeploymentTargets: 100 },
  },
})

function deploymentAt({ id, group, created, started, ends, completed }: Planned, now: number) {
  const status = now < started ? 'Queued' : now < completed ? 'InProgress' : 'Succeeded'
  const ended = ends.filter((end) => end <= now).length
  const { instancesPerStep: size } = group
  const all = (size ?? 0) * ends.length
  const info: DeploymentInfo = {
    ...group.info,
    deploymentId: id,
    ...{ applicationName: 'varied', deploymentGroupName: group.name, status },
    createTime: new Date(created),
    startTime: now < started ? undefined : new Date(started),
    completeTime: now < completed ? undefined : new Date(completed),
    deploymentOverview:
      size === undefined
        ? undefined
        : {
            Succeeded: ended * size,
            InProgress: status === 'InProgress' ? size : 0,
            Pending: status === 'Succeeded' ? 0 : all - ended * size - (status === 'InProgress' ? size : 0),
          },
  }
  return deploymentOf(info, status === 'InProgress' && !size ? [targetAt(ends, started, now)] : [])
}

/** The one target of a function or a service, the traffic of which moves before its last event. */
function targetAt(ends: readonly number[], started: number, now: number): DeploymentTarget {
  const names = ['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic']
  const lifecycleEvents = names.map((lifecycleEventName, index): LifecycleEvent => {
    const [start, end] = [ends[index - 1] ?? started, ends[index] ?? started]
    if (now < start) return { lifecycleEventName, status: 'Pending' }
    const startTime = new Date(start)
    return now < end
      ? { lifecycleEventName, status: 'InProgress', startTime }
      : { lifecycleEventName, status: 'Succeeded', startTime, endTime: new Date(end) }
  })
  return { deploymentTargetType: 'LambdaTarget', lambdaTarget: { targetId: 'one', lifecycleEvents } }
}
