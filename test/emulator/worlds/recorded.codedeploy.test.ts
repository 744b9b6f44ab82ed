import type { DeploymentInfo } from '@aws-sdk/client-codedeploy'
import { expect, test } from '@jest/globals'
import { BUILT_IN_CONFIGS } from '../../../src/emulator/codedeploy/built-in-configs.ts'
import { deploymentsAt, eventsOf, isOver, regionsAt, START, secondsOf, sightings } from './sightings.ts'

// Source of the facts tested here: public captures of live AWS.

test('an event on an instance names its script only where it fails in one', () => {
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

test('a Lambda target is named by its function and alias, and an on-premises machine has an ARN with a suffix', () => {
  const targetsOf = (isWanted: (info: DeploymentInfo) => boolean) =>
    sightings
      .filter(({ info }) => isWanted(info))
      .flatMap((one) => one.targetIds.map((id) => ({ id, ...one.target(id) })))
  const lambda = targetsOf(({ computePlatform }) => computePlatform === 'Lambda')
  expect(lambda.length).toBeGreaterThan(50)
  for (const { id, lambdaTarget } of lambda) {
    const { functionName, functionAlias } = lambdaTarget?.lambdaFunctionInfo ?? {}
    expect(id).toBe(`${functionName}:${functionAlias}`)
  }
  const machines = targetsOf(({ deploymentGroupName }) => deploymentGroupName === 'on-premises')
  expect(machines.length).toBeGreaterThan(50)
  for (const { id, instanceTarget } of machines)
    expect(instanceTarget?.targetArn).toMatch(new RegExp(`^arn:aws:codedeploy:.*:instance/${id}_[A-Za-z0-9]{10}$`))
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
    for (const shape of targetIds.map(target)) {
      if (shape?.lambdaTarget) lambda.add(shape.lambdaTarget.lambdaFunctionInfo?.targetVersionWeight)
      for (const { trafficWeight } of shape?.ecsTarget?.taskSetsInfo ?? []) ecs.add(trafficWeight)
    }
  }
  expect([...lambda].sort()).toEqual([0, 0.1, 1])
  expect(Math.max(...[...ecs].map(Number))).toBe(100)
})

test('the demo has the unusual cases of real accounts', () => {
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

test('a restart deploys the current revision', () => {
  const restarts = sightings.filter(({ info }) => info.deploymentMode === 'RESTART')
  for (const { info } of restarts) expect(info.revision).toEqual(info.previousRevision)
})
