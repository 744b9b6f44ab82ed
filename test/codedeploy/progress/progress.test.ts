import type { DeploymentInfo, DeploymentTarget, LifecycleEvent } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import { NOW, ONE_LOCATION, useGateways } from '../../support/gateway.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

const STARTED = NOW - 3_600_000
const at = (minutes: number) => new Date(STARTED + minutes * 60_000)

/** Succeeded, then one in progress, then those ahead; each took a minute. */
const events = (names: string[], current: number): LifecycleEvent[] =>
  names.map((lifecycleEventName, index) => {
    if (index < current)
      return { lifecycleEventName, status: 'Succeeded', startTime: at(index), endTime: at(index + 1) }
    return index === current
      ? { lifecycleEventName, status: 'InProgress', startTime: at(index) }
      : { lifecycleEventName, status: 'Pending' }
  })
const SHIFT = ['BeforeInstall', 'Install', 'BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic']
const FLEET = ['ApplicationStop', 'Install', 'ValidateService']

const running = (info: DeploymentInfo, targets: DeploymentTarget[]) => () => ({
  codedeploy: {
    deployments: [
      deploymentOf(
        { deploymentId: 'd-RUN000001', status: 'InProgress', createTime: at(-1), startTime: at(0), ...info },
        targets,
      ),
    ],
    pageSizes: { ListDeploymentTargets: 100 },
  },
})

const ecs = (current: number, trafficWeight: number): DeploymentTarget => ({
  deploymentTargetType: 'ECSTarget',
  ecsTarget: {
    ...{ targetId: 'cluster:service', status: current < SHIFT.length ? 'InProgress' : 'Succeeded' },
    lifecycleEvents: events(SHIFT, current),
    taskSetsInfo: [
      { taskSetLabel: 'Blue', trafficWeight: 100 - trafficWeight },
      { taskSetLabel: 'Green', trafficWeight },
    ],
  },
})
const ecsEvents = (...statuses: NonNullable<LifecycleEvent['status']>[]): DeploymentTarget => ({
  deploymentTargetType: 'ECSTarget',
  ecsTarget: {
    targetId: 'cluster:service',
    lifecycleEvents: statuses.map((status, index) => ({ lifecycleEventName: SHIFT[index], status })),
  },
})
const lambda: DeploymentTarget = {
  deploymentTargetType: 'LambdaTarget',
  lambdaTarget: {
    ...{ targetId: 'pricing:live', status: 'InProgress' },
    lifecycleEvents: events(SHIFT.slice(2), 1),
    lambdaFunctionInfo: { targetVersionWeight: 0.25 },
  },
}
const stack: DeploymentTarget = {
  deploymentTargetType: 'CloudFormationTarget',
  cloudFormationTarget: {
    ...{
      targetId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/web/9a7f-11',
      status: 'InProgress',
      targetVersionWeight: 50,
    },
    lifecycleEvents: events(SHIFT, 3),
  },
}
const instances = (count: number): DeploymentTarget[] =>
  Array.from({ length: count }, (_, index) => ({
    deploymentTargetType: 'InstanceTarget',
    instanceTarget: {
      ...{ targetId: `i-${String(index).padStart(3, '0')}`, status: 'InProgress' },
      // Two in three are in Install, since a minute more with each.
      lifecycleEvents: events(FLEET, index % 3 === 0 ? 2 : 1).map((event) =>
        event.status === 'InProgress' ? { ...event, startTime: at(index + 1) } : event,
      ),
    },
  }))

const PROGRESS = `{ codeDeployDeployment(deploymentId: "d-RUN000001") {
  progress { percent trafficPercent currentEvent currentEventSince }
} }`
const TWO_CALLS = { BatchGetDeployments: 1, ListDeploymentTargets: 1, BatchGetDeploymentTargets: 1 }

describe('the progress of a deployment', () => {
  test.each<[string, DeploymentInfo, DeploymentTarget[], object, Record<string, number>]>([
    [
      'of ECS counts its lifecycle events, and AllowTraffic by the weight of the green task set',
      { computePlatform: 'ECS' },
      [ecs(3, 30)],
      { percent: 66, trafficPercent: 30, currentEvent: 'AllowTraffic', currentEventSince: at(3).toISOString() },
      TWO_CALLS,
    ],
    [
      'of ECS is 100 percent while only the original task set waits for its termination',
      { computePlatform: 'ECS', instanceTerminationWaitTimeStarted: true },
      [ecs(5, 100)],
      { percent: 100, trafficPercent: 100, currentEvent: null, currentEventSince: null },
      TWO_CALLS,
    ],
    [
      'of ECS ends at the event that failed',
      { computePlatform: 'ECS', status: 'Failed' },
      [ecsEvents('Succeeded', 'Succeeded', 'Failed', 'Skipped', 'Skipped')],
      { percent: 40, trafficPercent: null, currentEvent: null, currentEventSince: null },
      TWO_CALLS,
    ],
    [
      'of ECS ends at the event before which it was stopped',
      { computePlatform: 'ECS', status: 'Stopped' },
      [ecsEvents('Skipped', 'Succeeded', 'Skipped', 'Skipped', 'Skipped')],
      { percent: 40, trafficPercent: null, currentEvent: null, currentEventSince: null },
      TWO_CALLS,
    ],
    [
      'of ECS counts events that are left out while it runs',
      { computePlatform: 'ECS' },
      [ecsEvents('Skipped', 'Succeeded', 'Skipped', 'Pending', 'Pending')],
      { percent: 60, trafficPercent: null, currentEvent: null, currentEventSince: null },
      TWO_CALLS,
    ],
    [
      'of Lambda has its weight, which AWS sends as 0 to 1, in percent',
      { computePlatform: 'Lambda' },
      [lambda],
      { percent: 125 / 3, trafficPercent: 25, currentEvent: 'AllowTraffic', currentEventSince: at(1).toISOString() },
      TWO_CALLS,
    ],
    [
      'of CloudFormation has the weight of its target',
      { computePlatform: 'ECS' },
      [stack],
      { percent: 70, trafficPercent: 50, currentEvent: 'AllowTraffic', currentEventSince: at(3).toISOString() },
      TWO_CALLS,
    ],
    [
      'of a fleet counts targets, and names the event that most of the first 25 in progress are in',
      { computePlatform: 'Server', deploymentOverview: { Succeeded: 40, InProgress: 60, Pending: 100 } },
      instances(60),
      { percent: 20, trafficPercent: null, currentEvent: 'Install', currentEventSince: at(2).toISOString() },
      TWO_CALLS,
    ],
    [
      'of a fleet in which nothing is in progress costs no call',
      { computePlatform: 'Server', deploymentOverview: { Succeeded: 40, Pending: 40 } },
      [],
      { percent: 50, trafficPercent: null, currentEvent: null, currentEventSince: null },
      { BatchGetDeployments: 1 },
    ],
    [
      'is not known before ECS has a target',
      { computePlatform: 'ECS', status: 'Created' },
      [],
      { percent: null, trafficPercent: null, currentEvent: null, currentEventSince: null },
      { BatchGetDeployments: 1, ListDeploymentTargets: 1 },
    ],
  ])('%s', async (_, info, targets, expected, expectedCalls) => {
    const { query, calls } = await start({ world: running(info, targets) })
    const { data, errors } = await query(PROGRESS)
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment.progress).toEqual(expected)
    expect(calls()).toEqual(expectedCalls)
  })

  test('of a fleet in percent costs no call', async () => {
    const info = { computePlatform: 'Server', deploymentOverview: { InProgress: 60 } } as const
    const { query, calls } = await start({ world: running(info, instances(60)) })
    const { data } = await query('{ codeDeployDeployment(deploymentId: "d-RUN000001") { progress { percent } } }')
    expect(data.codeDeployDeployment.progress).toEqual({ percent: 0 })
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
  })
})

const WAITING = `{ codeDeployDeployment(deploymentId: "d-RUN000001") {
  reason waiting { kind since deadline phaseAtDeadline }
} }`
const readyOption = (actionOnTimeout?: 'STOP_DEPLOYMENT' | 'CONTINUE_DEPLOYMENT', waitTimeInMinutes?: number) => ({
  ...{ computePlatform: 'ECS' as const, status: 'Ready' as const },
  blueGreenDeploymentConfiguration: { deploymentReadyOption: { actionOnTimeout, waitTimeInMinutes } },
})
const termination = (action: 'TERMINATE' | 'KEEP_ALIVE', terminationWaitTimeInMinutes?: number) => ({
  ...{ computePlatform: 'ECS' as const, instanceTerminationWaitTimeStarted: true },
  blueGreenDeploymentConfiguration: {
    terminateBlueInstancesOnDeploymentSuccess: { action, terminationWaitTimeInMinutes },
  },
})
const readyTarget: DeploymentTarget = {
  deploymentTargetType: 'ECSTarget',
  ecsTarget: { targetId: 'cluster:service', status: 'Ready', lifecycleEvents: events(SHIFT, 2).slice(0, 2) },
}

describe('the wait of a deployment', () => {
  test.each<[string, DeploymentInfo, DeploymentTarget[], object | null, string | null, Record<string, number>]>([
    [
      'is somebody who reroutes the traffic, before it is stopped',
      readyOption('STOP_DEPLOYMENT', 60),
      [readyTarget],
      {
        kind: 'TRAFFIC_REROUTE',
        since: at(2).toISOString(),
        deadline: at(62).toISOString(),
        phaseAtDeadline: 'STOPPED',
      },
      'Waits for traffic to be rerouted, and is stopped after 60 minutes without it.',
      TWO_CALLS,
    ],
    [
      'is the termination of the original environment',
      termination('TERMINATE', 5),
      [ecs(5, 100)],
      {
        kind: 'ORIGINAL_TERMINATION',
        since: at(5).toISOString(),
        deadline: at(10).toISOString(),
        phaseAtDeadline: 'SUCCEEDED',
      },
      'Keeps the original environment for 5 minutes.',
      TWO_CALLS,
    ],
    [
      'has no deadline where the original environment is kept',
      termination('KEEP_ALIVE'),
      [ecs(5, 100)],
      { kind: 'ORIGINAL_TERMINATION', since: at(5).toISOString(), deadline: null, phaseAtDeadline: 'SUCCEEDED' },
      null,
      TWO_CALLS,
    ],
    [
      'is nothing where it goes on by itself',
      readyOption('CONTINUE_DEPLOYMENT', 0),
      [readyTarget],
      null,
      null,
      { BatchGetDeployments: 1 },
    ],
    ['is nothing where AWS says nothing', readyOption(), [readyTarget], null, null, { BatchGetDeployments: 1 }],
    [
      'is unknown where the action is newer than the schema',
      readyOption('PAGE_SOMEBODY' as never),
      [readyTarget],
      { kind: 'UNKNOWN', since: at(2).toISOString(), deadline: null, phaseAtDeadline: null },
      null,
      TWO_CALLS,
    ],
    ['is nothing while it runs', { computePlatform: 'ECS' }, [ecs(1, 0)], null, null, { BatchGetDeployments: 1 }],
  ])('%s', async (_, info, targets, expected, reason, expectedCalls) => {
    const { query, calls } = await start({ world: running(info, targets) })
    const { data, errors } = await query(WAITING)
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment).toEqual({ reason, waiting: expected })
    expect(calls()).toEqual(expectedCalls)
  })

  test('can be asked of the feed, which reads only what may wait', async () => {
    const others = [
      deploymentOf({ deploymentId: 'd-RUN000002', status: 'InProgress', createTime: at(-2) }, []),
      deploymentOf({ deploymentId: 'd-END000001', status: 'Succeeded', createTime: at(-3) }, []),
    ]
    const waiting = running(termination('TERMINATE', 5), [ecs(5, 100)])().codedeploy
    const world = () => ({
      codedeploy: {
        ...waiting,
        applications: [{ applicationName: 'web' }],
        deployments: [...waiting.deployments, ...others].map((one) => ({
          ...one,
          info: { ...one.info, applicationName: 'web', deploymentGroupName: 'production' },
        })),
      },
    })
    const { query, emulator } = await start({ world })
    const { data, errors } = await query(
      '{ activity(filter: { isWaiting: true }) { nodes { title ... on CodeDeployDeployment { deploymentId waiting { kind } } } } }',
    )
    expect(errors).toBeUndefined()
    expect(data.activity.nodes).toEqual([
      { title: 'web → production', deploymentId: 'd-RUN000001', waiting: { kind: 'ORIGINAL_TERMINATION' } },
    ])
    expect(emulator.calls.map(({ operation, input }) => [operation, input])).toEqual([
      ['ListDeployments', expect.objectContaining({ includeOnlyStatuses: ['Ready', 'InProgress'] })],
      ['BatchGetDeployments', { deploymentIds: expect.arrayContaining(['d-RUN000001', 'd-RUN000002']) }],
    ])
  })
})
