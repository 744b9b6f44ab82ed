import type { DeploymentInfo, LifecycleEvent } from '@aws-sdk/client-codedeploy'
import { describe, expect, test } from '@jest/globals'
import { BUILT_IN_CONFIGS } from '../../../src/emulator/codedeploy/built-in-configs.ts'
import { detailOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { DeploymentRecord } from '../../../src/emulator/codedeploy/world.ts'
import { DEMO_LOCATIONS, demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'

// What public captures of live AWS show, held at moments of all hours and of several years.
const HOUR = 3_600_000
const MINUTE = 60_000
const START = Date.parse('2026-11-21T09:30:00Z')
const MOMENTS = Array.from({ length: 10 }, (_, index) => START + index * 101 * 24 * HOUR + index * 71 * MINUTE)
const FINAL: unknown[] = ['Succeeded', 'Failed', 'Stopped']

const world = demoWorld()
const regionsAt = (now: number) => DEMO_LOCATIONS.map(({ region }) => world(region, now))
const deploymentsAt = (now: number) => regionsAt(now).flatMap(({ codedeploy }) => codedeploy?.deployments ?? [])
const known = new Map(MOMENTS.map((now) => [now, deploymentsAt(now)]))
const sightings = [...known].flatMap(([now, deployments]) => deployments.map((deployment) => ({ now, ...deployment })))
const isOver = ({ info }: DeploymentRecord) => FINAL.includes(info.status)
const targetsOf = (one: DeploymentRecord) => one.targetIds.map((id) => detailOf(one.target(id)))
const eventsOf = (one: DeploymentRecord) => targetsOf(one).flatMap((target) => target?.lifecycleEvents ?? [])
const secondsOf = ({ startTime, endTime }: LifecycleEvent) => (Number(endTime) - Number(startTime)) / 1_000
const groupKey = ({ applicationName, deploymentGroupName }: DeploymentInfo) =>
  `${applicationName}/${deploymentGroupName}`

describe('a deployment that an alarm stops', () => {
  const stopped = sightings.filter(({ info }) => info.errorInformation?.code === 'ALARM_ACTIVE')

  test('is Stopped with the message of AWS, which names the alarm of its group in angle brackets', () => {
    expect(stopped.length).toBeGreaterThan(50)
    const groups = regionsAt(START).flatMap(({ codedeploy }) => codedeploy?.groups ?? [])
    for (const { info } of stopped) {
      const group = groups.find((one) => groupKey(one) === groupKey(info))
      const name = group?.alarmConfiguration?.alarms?.[0]?.name
      expect([info.status, info.errorInformation?.message]).toEqual([
        'Stopped',
        `One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: <${name}>`,
      ])
    }
  })

  test('has its running event Failed, the earlier ones Succeeded and the later ones Skipped', () => {
    const failedIn = new Set<string | undefined>()
    for (const one of stopped) {
      const events = eventsOf(one)
      const at = events.findIndex(({ status }) => status === 'Failed')
      failedIn.add(events[at]?.lifecycleEventName)
      expect(events.slice(0, at).every(({ status }) => status === 'Succeeded')).toBe(true)
      expect(events.slice(at + 1).every(({ status }) => status === 'Skipped')).toBe(true)
    }
    expect([...failedIn].sort()).toEqual(['AllowTraffic', 'Install'])
  })

  test('leaves the green task set DRAINING with weight 0 and the blue one PRIMARY with 100', () => {
    const sets = stopped
      .filter(({ info }) => info.computePlatform === 'ECS')
      .flatMap((one) => one.targetIds.map((id) => one.target(id)?.ecsTarget?.taskSetsInfo ?? []))
    expect(sets.length).toBeGreaterThan(20)
    for (const set of sets) {
      expect(set.map(({ taskSetLabel, status, trafficWeight }) => [taskSetLabel, status, trafficWeight])).toEqual([
        ['Blue', 'PRIMARY', 100],
        ['Green', 'DRAINING', 0],
      ])
    }
  })
})

describe('a rollback', () => {
  const rollbacks = sightings.filter(({ info }) => info.creator === 'codeDeployRollback')
  const parentsOf = (now: number) => new Map((known.get(now) ?? []).map(({ info }) => [info.deploymentId, info]))

  test('and the deployment that it rolls back name each other in the words of AWS', () => {
    expect(rollbacks.length).toBeGreaterThan(100)
    for (const { now, info } of rollbacks) {
      const own = info.rollbackInfo
      const parent = parentsOf(now).get(own?.rollbackTriggeringDeploymentId)
      expect(own?.rollbackMessage).toBe(
        `Deployment ${info.deploymentId} is triggered to roll back deployment ${parent?.deploymentId}.`,
      )
      expect(parent?.rollbackInfo).toEqual({
        rollbackDeploymentId: info.deploymentId,
        rollbackMessage: `Deployment ${parent?.deploymentId} terminated. Automatic rollback is triggered with a DeploymentId ${info.deploymentId}.`,
      })
    }
  })

  test('of an ECS service starts at once, takes seconds, all at once and without a task set of its own', () => {
    const ecs = rollbacks.filter((one) => one.info.computePlatform === 'ECS' && isOver(one))
    expect(ecs.length).toBeGreaterThan(50)
    for (const { now, info, targetIds, target } of ecs) {
      const parent = known
        .get(now)
        ?.find((one) => one.info.deploymentId === info.rollbackInfo?.rollbackTriggeringDeploymentId)
      expect(info.deploymentConfigName).toBe('CodeDeployDefault.ECSAllAtOnce')
      expect(Number(info.createTime) - Number(parent?.info.completeTime)).toBeLessThan(1_000)
      expect(Number(info.completeTime) - Number(info.createTime)).toBeLessThan(30_000)
      const [id = ''] = targetIds
      expect(target(id)?.ecsTarget?.taskSetsInfo).toEqual(parent?.target(id)?.ecsTarget?.taskSetsInfo)
    }
  })

  test('follows exactly the endings that the group rolls back', () => {
    const events: Record<string, string> = {
      MANUAL_STOP: 'DEPLOYMENT_STOP_ON_REQUEST',
      ALARM_ACTIVE: 'DEPLOYMENT_STOP_ON_ALARM',
    }
    const seen = new Set<string>()
    for (const { info } of sightings.filter(isOver).filter((one) => one.info.status !== 'Succeeded')) {
      const event = events[info.errorInformation?.code ?? ''] ?? 'DEPLOYMENT_FAILURE'
      const wanted = info.autoRollbackConfiguration?.events?.some((one) => one === event) ?? false
      expect([info.deploymentId, info.rollbackInfo !== undefined]).toEqual([info.deploymentId, wanted])
      if (wanted) seen.add(event)
    }
    expect([...seen].sort()).toEqual(['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'])
  })

  test('is not known yet in the moment in which the deployment has just ended', () => {
    const parent = sightings.find(({ info }) => info.status === 'Failed' && info.rollbackInfo?.rollbackDeploymentId)
    const justEnded = deploymentsAt(Number(parent?.info.completeTime) + 1).find(
      ({ info }) => info.deploymentId === parent?.info.deploymentId,
    )
    expect(justEnded?.info.rollbackInfo).toEqual({})
  })
})

test('an ECS or Lambda deployment has an overview when it has ended, and an EC2 deployment from its start', () => {
  for (const one of sightings) {
    const { computePlatform, deploymentOverview, startTime } = one.info
    const counted = computePlatform === 'Server' ? startTime !== undefined : isOver(one)
    expect([one.info.deploymentId, deploymentOverview !== undefined]).toEqual([one.info.deploymentId, counted])
  }
})

test('an ECS deployment that succeeds waits five minutes after its last event, with both task sets running', () => {
  const done = sightings.filter(
    (one) =>
      one.info.computePlatform === 'ECS' &&
      one.info.status === 'Succeeded' &&
      one.info.creator !== 'codeDeployRollback',
  )
  expect(done.length).toBeGreaterThan(100)
  for (const one of done) {
    const last = Math.max(...eventsOf(one).map(({ endTime }) => Number(endTime)))
    expect(Math.round((Number(one.info.completeTime) - last) / 1_000)).toBe(300)
  }
  const one = done.find(({ info }) => info.applicationName === 'storefront')
  const waiting = deploymentsAt(Number(one?.info.completeTime) - 2 * MINUTE).find(
    ({ info }) => info.deploymentId === one?.info.deploymentId,
  )
  expect(waiting?.info).toMatchObject({ status: 'InProgress', instanceTerminationWaitTimeStarted: true })
  const sets = waiting?.target(waiting.targetIds[0] ?? '')?.ecsTarget?.taskSetsInfo
  expect(sets?.map(({ status, trafficWeight, runningCount }) => [status, trafficWeight, runningCount])).toEqual([
    ['ACTIVE', 0, 6],
    ['PRIMARY', 100, 6],
  ])
})

test('groups that move traffic roll back on failure, alarm and request', () => {
  const groups = regionsAt(START).flatMap(({ codedeploy }) => codedeploy?.groups ?? [])
  for (const { computePlatform, autoRollbackConfiguration } of groups.filter(
    (one) => one.computePlatform !== 'Server',
  )) {
    expect([computePlatform, autoRollbackConfiguration]).toEqual([
      computePlatform,
      {
        enabled: true,
        events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
      },
    ])
  }
})

test('an event that succeeds on an instance names no script, and one that fails in a script does', () => {
  const events = deploymentsAt(START)
    .filter((one) => one.info.computePlatform === 'Server' && isOver(one))
    .flatMap(eventsOf)
  const succeeded = events.filter(({ status }) => status === 'Succeeded')
  expect(succeeded.length).toBeGreaterThan(1_000)
  expect(succeeded.filter(({ diagnostics }) => diagnostics?.errorCode !== 'Success' || diagnostics.scriptName)).toEqual(
    [],
  )
  const scripts = events.filter(({ diagnostics }) => diagnostics?.errorCode?.startsWith('Script'))
  expect(scripts.length).toBeGreaterThan(10)
  expect(scripts.filter(({ diagnostics }) => !diagnostics?.scriptName)).toEqual([])
})

test('an instance takes about 90 seconds to leave its load balancer', () => {
  const blocked = deploymentsAt(START)
    .flatMap(eventsOf)
    .filter(({ lifecycleEventName, status }) => lifecycleEventName === 'BlockTraffic' && status === 'Succeeded')
  expect(blocked.length).toBeGreaterThan(100)
  for (const event of blocked) {
    expect(secondsOf(event)).toBeGreaterThanOrEqual(84)
    expect(secondsOf(event)).toBeLessThanOrEqual(96)
  }
})

test('built-in configurations have ids of zeros and no creation time', () => {
  for (const { deploymentConfigId, createTime } of BUILT_IN_CONFIGS) {
    expect(deploymentConfigId).toMatch(/^00000000-0000-0000-0000-0000000000\d\d$/)
    expect(createTime).toBeUndefined()
  }
  const ids = new Map(BUILT_IN_CONFIGS.map((one) => [one.deploymentConfigName, one.deploymentConfigId?.slice(-2)]))
  expect(ids.size).toBe(new Set(ids.values()).size)
  expect(ids.get('CodeDeployDefault.OneAtATime')).toBe('01')
  expect(ids.get('CodeDeployDefault.ECSLinear10PercentEvery1Minutes')).toBe('15')
})

test('a Lambda weight is a share of 1, and an ECS weight is a percentage', () => {
  const lambda = new Set<number | undefined>()
  const ecs = new Set<number | undefined>()
  for (const { targetIds, target } of sightings.filter(
    ({ info }) => info.computePlatform !== 'Server' && info.startTime,
  )) {
    for (const found of targetIds.map(target)) {
      if (found?.lambdaTarget) lambda.add(found.lambdaTarget.lambdaFunctionInfo?.targetVersionWeight)
      for (const { trafficWeight } of found?.ecsTarget?.taskSetsInfo ?? []) ecs.add(trafficWeight)
    }
  }
  expect([...lambda].sort()).toEqual([0, 0.1, 1])
  expect(Math.max(...[...ecs].map(Number))).toBe(100)
})

test('the demo shows what real accounts have beside the ordinary', () => {
  const infos = sightings.map(({ info }) => info)
  const codes = new Set(infos.flatMap(({ errorInformation }) => errorInformation?.code ?? []))
  expect([...codes].sort()).toEqual([
    ...['ALARM_ACTIVE', 'ECS_UPDATE_ERROR', 'HEALTH_CONSTRAINTS', 'HOOK_EXECUTION_FAILURE', 'MANUAL_STOP'],
    'NO_INSTANCES',
  ])
  const scripts = deploymentsAt(START)
    .filter(({ info }) => info.status === 'Failed')
    .flatMap(eventsOf)
  expect(new Set(scripts.flatMap(({ diagnostics }) => diagnostics?.errorCode ?? []))).toEqual(
    new Set(['Success', 'ScriptTimedOut', 'ScriptFailed', 'ScriptMissing', 'UnknownError']),
  )
  expect(infos.some(({ deploymentMode }) => deploymentMode === 'RESTART')).toBe(true)
  expect(infos.some(({ overrideAlarmConfiguration }) => overrideAlarmConfiguration)).toBe(true)
  const { groups = [], configs = [] } = regionsAt(START)[0]?.codedeploy ?? {}
  expect(groups.some(({ ec2TagFilters }) => ec2TagFilters?.length)).toBe(true)
  expect(configs.some(({ zonalConfig }) => zonalConfig)).toBe(true)
  expect(
    groups.some(
      ({ blueGreenDeploymentConfiguration }) =>
        blueGreenDeploymentConfiguration?.terminateBlueInstancesOnDeploymentSuccess?.action === 'KEEP_ALIVE',
    ),
  ).toBe(true)
})

test('a restart deploys the revision that is there', () => {
  const restarts = sightings.filter(({ info }) => info.deploymentMode === 'RESTART')
  for (const { info } of restarts) expect(info.revision).toEqual(info.previousRevision)
})

describe('AppConfig', () => {
  const deployments = MOMENTS.flatMap((now) => regionsAt(now).flatMap(({ appconfig }) => appconfig?.deployments ?? []))

  test('numbers are those of a young environment and differ from the version that is deployed', () => {
    for (const { DeploymentNumber = 0, ConfigurationVersion } of deployments) {
      expect(DeploymentNumber).toBeGreaterThanOrEqual(1)
      expect(DeploymentNumber).toBeLessThan(2_500)
      expect(ConfigurationVersion).not.toBe(String(DeploymentNumber))
    }
  })

  test('invocation ids are four to seven small letters and digits', () => {
    const events = regionsAt(START).flatMap(({ appconfig }) =>
      (appconfig?.deployments ?? []).flatMap(({ EventLog }) => EventLog ?? []),
    )
    const ids = events
      .flatMap(({ ActionInvocations }) => ActionInvocations ?? [])
      .map(({ InvocationId }) => InvocationId)
    expect(ids.length).toBeGreaterThan(100)
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]{4,7}$/)
  })

  test('some deployments were started by an experiment', () => {
    expect(new Set(deployments.map(({ Type }) => Type))).toEqual(new Set(['USER', 'MANAGED']))
  })
})

test('Image Builder runs a policy once a day, and an execution is PENDING from one run to the next', () => {
  let paused = 0
  for (const now of MOMENTS) {
    for (const { imagebuilder } of regionsAt(now)) {
      for (const { arn } of imagebuilder?.policies ?? []) {
        const starts = (imagebuilder?.executions ?? [])
          .filter(({ execution }) => execution.lifecyclePolicyArn === arn)
          .map(({ execution }) => Number(execution.startTime))
        const days = starts
          .slice(1)
          .map((start, index) => Math.round((Number(starts[index]) - start) / (12 * HOUR)) / 2)
        expect(days.every((count) => count === 1 || count === 2)).toBe(true)
      }
      for (const { execution } of imagebuilder?.executions ?? []) {
        if (execution.state?.status !== 'PENDING') continue
        paused += 1
        const policy = imagebuilder?.policies?.find(({ arn }) => arn === execution.lifecyclePolicyArn)
        const nextRun = Number(policy?.dateLastRun) + 24 * HOUR
        expect(policy?.dateLastRun).toEqual(execution.startTime)
        expect(nextRun).toBeGreaterThan(now - MINUTE)
      }
    }
  }
  expect(paused).toBeGreaterThan(5)
})

test('a failed lifecycle execution has a resource whose action failed', () => {
  const failed = MOMENTS.flatMap((now) => regionsAt(now).flatMap(({ imagebuilder }) => imagebuilder?.executions ?? []))
    .filter(({ execution }) => execution.state?.status === 'FAILED')
    .slice(0, 50)
  expect(failed.length).toBeGreaterThan(10)
  for (const { resources = [] } of failed) {
    expect(resources.some(({ resource }) => resource.state?.status === 'FAILED')).toBe(true)
  }
})
