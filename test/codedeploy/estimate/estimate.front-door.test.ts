import type { DeploymentInfo, DeploymentTarget, LifecycleEvent } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../../src/emulator/world.ts'
import { NOW, ONE_LOCATION, useGateways } from '../../support/gateway.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

// Which of the two projects of jest.config.js this is.
declare const CACHE: boolean

const MINUTE_MS = 60_000
const at = (minutes: number) => new Date(NOW + minutes * MINUTE_MS)
const iso = (minutes: number) => at(minutes).toISOString()

const group = { applicationName: 'web', deploymentGroupName: 'production' }

/** A deployment that began ten minutes ago, and earlier ones of the group that took so many minutes. */
const worldOf =
  (
    info: DeploymentInfo,
    targets: DeploymentTarget[] = [],
    durations: number[] = [],
    more: DeploymentInfo = {},
  ): World =>
  () => ({
    codedeploy: {
      applications: [{ applicationName: 'web' }],
      groups: [group],
      configs: [
        {
          deploymentConfigName: 'linear',
          trafficRoutingConfig: {
            type: 'TimeBasedLinear',
            timeBasedLinear: { linearPercentage: 25, linearInterval: 10 },
          },
        },
      ],
      deployments: [
        deploymentOf(
          {
            ...{ ...group, deploymentId: 'd-NOW000001', status: 'InProgress', computePlatform: 'ECS' },
            ...{ createTime: at(-12), startTime: at(-10), ...info },
          },
          targets,
        ),
        ...durations.map((minutes, index) =>
          deploymentOf({
            ...{
              ...group,
              deploymentId: `d-OLD00000${index}`,
              status: 'Succeeded',
              deploymentOverview: { Succeeded: 4 },
            },
            ...{ createTime: at(-1000 * (index + 1) - 5), startTime: at(-1000 * (index + 1)) },
            ...{ completeTime: at(-1000 * (index + 1) + minutes), ...more },
          }),
        ),
      ],
    },
  })

const target = (...lifecycleEvents: LifecycleEvent[]): DeploymentTarget => ({
  deploymentTargetType: 'ECSTarget',
  ecsTarget: { targetId: 'cluster:service', lifecycleEvents },
})
const moving = (lifecycleEventName: string, since: number) =>
  target(
    { lifecycleEventName: 'Install', status: 'Succeeded', startTime: at(since - 2), endTime: at(since) },
    { lifecycleEventName, status: 'InProgress', startTime: at(since) },
  )
const instance = (index: number, since: number): DeploymentTarget => ({
  deploymentTargetType: 'InstanceTarget',
  instanceTarget: {
    ...{ targetId: `i-${index}`, status: 'InProgress' },
    lifecycleEvents: [{ lifecycleEventName: 'Install', status: 'InProgress', startTime: at(since) }],
  },
})

const ESTIMATE = `{ codeDeployDeployment(deploymentId: "d-NOW000001") {
  estimate { at latest basis samples isOverdue stuckSince }
} }`
const canary = { deploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes' }
const terminates = {
  blueGreenDeploymentConfiguration: {
    terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE' as const, terminationWaitTimeInMinutes: 30 },
  },
}
const keeps = {
  blueGreenDeploymentConfiguration: { terminateBlueInstancesOnDeploymentSuccess: { action: 'KEEP_ALIVE' as const } },
}
const waited = {
  blueGreenDeploymentConfiguration: {
    deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT' as const, waitTimeInMinutes: 60 },
  },
}

const schedule = (end: string | null) => ({
  ...{ at: end, latest: end, basis: 'SCHEDULE', samples: 0, isOverdue: end === null, stuckSince: null },
})
const NONE = { at: null, latest: null, basis: 'NONE', samples: 0, isOverdue: false, stuckSince: null }
const history = (likely: number | null, latest: number | null, samples: number, stuckSince: string | null = null) => ({
  at: likely === null ? null : iso(likely),
  latest: latest === null ? null : iso(latest),
  ...{ basis: 'HISTORY', samples, isOverdue: likely === null, stuckSince },
})

describe('the estimate of a deployment', () => {
  test.each<[string, World, object | null]>([
    [
      'by a canary is the end of its one interval',
      worldOf(canary, [moving('AllowTraffic', -2)], [90]),
      schedule(iso(3)),
    ],
    [
      'by a linear configuration is the end of its intervals, and of the termination wait',
      worldOf({ deploymentConfigName: 'linear', ...terminates }, [moving('AllowTraffic', -2)]),
      schedule(iso(58)),
    ],
    [
      'has no termination wait where the original environment is kept',
      worldOf({ ...canary, ...keeps }, [moving('AllowTraffic', -2)]),
      schedule(iso(3)),
    ],
    ['beyond its schedule is overdue', worldOf(canary, [moving('AllowTraffic', -6)]), schedule(null)],
    [
      'comes from history before traffic moves',
      worldOf(canary, [moving('AfterInstall', -2)], [20, 30, 40]),
      history(20, 30, 3),
    ],
    [
      'comes from history where the configuration is gone',
      worldOf({ deploymentConfigName: 'deleted' }, [moving('AllowTraffic', -2)], [20, 30, 40]),
      history(20, 30, 3),
    ],
    [
      'that waits for its termination is the end of the wait',
      worldOf({ ...terminates, instanceTerminationWaitTimeStarted: true }, [moving('AllowTraffic', -2)]),
      schedule(iso(28)),
    ],
    [
      'that has not started is told from when others were created',
      worldOf({ status: 'Queued', startTime: undefined }, [], [20, 30, 40]),
      history(23, 33, 3),
    ],
    ['of a group without a success is none', worldOf({}, [moving('Install', -2)]), NONE],
    [
      'of a group whose deployments waited for people is none',
      worldOf({}, [moving('Install', -2)], [20, 30], waited),
      NONE,
    ],
    ['that waits for somebody is none', worldOf({ status: 'Ready', ...waited }, [], [20]), NONE],
    ['without a group, as CloudFormation starts one, is none', worldOf({ applicationName: undefined }, [], [20]), NONE],
    ['that has ended is null', worldOf({ status: 'Succeeded', completeTime: at(-1) }, [], [20]), null],
    [
      'that takes longer than nine in ten did is overdue',
      worldOf({ startTime: at(-41) }, [moving('AfterInstall', -2)], [20, 30, 40]),
      history(null, null, 3),
    ],
    [
      'of a fleet is overdue, too',
      worldOf(
        { computePlatform: 'Server', deploymentOverview: { InProgress: 1, Succeeded: 1 } },
        [instance(0, -2)],
        [16],
      ),
      history(null, null, 1),
    ],
    [
      'is stuck where its event takes longer than nine in ten deployments did',
      worldOf({ startTime: at(-60) }, [moving('AfterInstall', -41)], [20, 30, 40]),
      history(null, null, 3, iso(-41)),
    ],
    [
      'is stuck after an hour without history',
      worldOf({ startTime: at(-90) }, [moving('AfterInstall', -61)]),
      { ...NONE, stuckSince: iso(-61) },
    ],
    [
      'of a fleet is not stuck while one of its targets moves',
      worldOf({ computePlatform: 'Server', startTime: at(-90), deploymentOverview: { InProgress: 2 } }, [
        instance(0, -80),
        instance(1, -2),
      ]),
      NONE,
    ],
    [
      'of a fleet is stuck since the last of its targets moved',
      worldOf({ computePlatform: 'Server', startTime: at(-90), deploymentOverview: { InProgress: 2 } }, [
        instance(0, -80),
        instance(1, -70),
      ]),
      { ...NONE, stuckSince: iso(-70) },
    ],
  ])('%s', async (_, world, expected) => {
    const { query } = await start({ world, gatewayClock: () => NOW })
    const { data, errors } = await query(ESTIMATE)
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment.estimate).toEqual(expected)
  })

  test('says how long the earlier deployments took in the median, and nothing without them', async () => {
    const usual = async (world: World) => {
      const { query } = await start({ world, gatewayClock: () => NOW })
      const { data } = await query(
        '{ codeDeployDeployment(deploymentId: "d-NOW000001") { estimate { usualSeconds } } }',
      )
      return data.codeDeployDeployment.estimate.usualSeconds
    }
    expect(await usual(worldOf({}, [moving('Install', -2)], [20, 30, 40]))).toBe(30 * 60)
    expect(await usual(worldOf({}, [moving('Install', -2)]))).toBeNull()
    expect(await usual(worldOf(canary, [moving('AllowTraffic', -2)], [90]))).toBeNull()
  })

  const BY_HISTORY = '{ codeDeployDeployment(deploymentId: "d-NOW000001") { estimate { basis samples } } }'

  test('reads the successes of its group once in a minute, as ENUMERATION_SECONDS says', async () => {
    if (!CACHE) return
    let now = NOW
    const world = worldOf({}, [moving('Install', -2)], [20, 30, 40])
    const { query, calls } = await start({ world, gatewayClock: () => now })
    await query(BY_HISTORY)
    expect(calls()).toEqual({ ListDeployments: 1, BatchGetDeployments: 2 })
    for (let poll = 0; poll < 5; poll++) {
      now += 10_000
      const { data, extensions } = await query(BY_HISTORY, {}, { 'x-aws-receipt': '1' })
      expect(data.codeDeployDeployment.estimate).toEqual({ basis: 'HISTORY', samples: 3 })
      expect(extensions?.aws).toMatchObject({ remembered: { 'codedeploy:ListDeployments': 1 } })
    }
    expect(calls()).toEqual({ BatchGetDeployments: 5 })
    now += 10_001
    await query(BY_HISTORY)
    expect(calls()).toEqual({ ListDeployments: 1, BatchGetDeployments: 1 })
  })

  test('keeps nothing of a group without a success, since the first one may follow soon', async () => {
    const { query, calls } = await start({ world: worldOf({}, [moving('Install', -2)]) })
    for (let time = 0; time < 2; time++) {
      const { data, errors } = await query(BY_HISTORY)
      expect(errors).toBeUndefined()
      expect(data.codeDeployDeployment.estimate).toEqual({ basis: 'NONE', samples: 0 })
      expect(calls()).toEqual({ ListDeployments: 1, BatchGetDeployments: 1 })
    }
  })

  test('is null with an error where its history cannot be read, beside what can', async () => {
    const fault = { operation: 'ListDeployments', error: { name: 'AccessDeniedException', status: 400 } }
    const { query } = await start({ world: worldOf({}, [moving('Install', -2)], [20]), faults: [fault] })
    const { data, errors } = await query(
      '{ codeDeployDeployment(deploymentId: "d-NOW000001") { status estimate { at } } }',
    )
    expect(data.codeDeployDeployment).toEqual({ status: 'IN_PROGRESS', estimate: null })
    expect(errors).toMatchObject([
      { path: ['codeDeployDeployment', 'estimate'], extensions: { code: 'AWS_ACCESS_DENIED' } },
    ])
  })
})
