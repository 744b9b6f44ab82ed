import { describe, expect, test } from '@jest/globals'
import {
  deploymentsAt,
  deploymentsByMoment,
  eventsOf,
  groupKey,
  isOver,
  MINUTE,
  regionsAt,
  START,
  sightings,
} from './sightings.ts'

// Source of the facts tested here: public captures of live AWS.

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
  const parentsOf = (now: number) =>
    new Map((deploymentsByMoment.get(now) ?? []).map(({ info }) => [info.deploymentId, info]))

  test('and the deployment that it rolls back refer to each other in the words of AWS', () => {
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

  test('of an ECS service starts immediately, takes seconds, and moves all traffic without a task set of its own', () => {
    const ecs = rollbacks.filter((one) => one.info.computePlatform === 'ECS' && isOver(one))
    expect(ecs.length).toBeGreaterThan(50)
    for (const { now, info, targetIds, target } of ecs) {
      const parent = deploymentsByMoment
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

  test('does not exist yet at the moment at which the deployment ends', () => {
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
