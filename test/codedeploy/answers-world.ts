import type { DeploymentInfo, DeploymentTarget, LifecycleEvent } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { NOW } from '../support/gateway.ts'

const MINUTE_MS = 60_000
/** A moment, so many minutes before or after an hour ago. */
const at = (minutes: number) => new Date(NOW + (minutes - 60) * MINUTE_MS)

export const DEPLOYMENTS = 20
export const deploymentId = (number: number) => `d-ANSWER${String(number).padStart(3, '0')}`

/** The deployments of a kind: what AWS says of each, and its targets. */
export interface Kind {
  info: DeploymentInfo
  targets: DeploymentTarget[]
  /** Earlier successes of the group. */
  successes?: number
}

const instance = (index: number, status: 'Failed' | 'InProgress', event: LifecycleEvent): DeploymentTarget => ({
  deploymentTargetType: 'InstanceTarget',
  instanceTarget: { targetId: `i-${String(index).padStart(3, '0')}`, status, lifecycleEvents: [event] },
})
const instances = (count: number, status: 'Failed' | 'InProgress', event: LifecycleEvent) =>
  Array.from({ length: count }, (_, index) => instance(index, status, event))

const shifting = (event: string): DeploymentTarget => ({
  deploymentTargetType: 'ECSTarget',
  ecsTarget: {
    ...{ targetId: 'cluster:service', status: event === 'Ready' ? 'Ready' : 'InProgress' },
    lifecycleEvents: [
      { lifecycleEventName: 'Install', status: 'Succeeded', startTime: at(0), endTime: at(2) },
      ...(event === 'Ready' ? [] : [{ lifecycleEventName: event, status: 'InProgress' as const, startTime: at(57) }]),
    ],
    taskSetsInfo: [{ taskSetLabel: 'Green', trafficWeight: 10 }],
  },
})

const running = { status: 'InProgress', startTime: at(0) } satisfies DeploymentInfo

export const KINDS = {
  failedFleet: {
    info: {
      ...{ computePlatform: 'Server', status: 'Failed', completeTime: at(20) },
      deploymentOverview: { Failed: 30, Succeeded: 10 },
      errorInformation: { code: 'HEALTH_CONSTRAINTS', message: 'Too many failed.' },
    },
    targets: instances(30, 'Failed', { lifecycleEventName: 'Install', status: 'Failed', endTime: at(10) }),
  },
  runningFleet: {
    info: { ...running, computePlatform: 'Server', deploymentOverview: { InProgress: 30, Succeeded: 10 } },
    targets: instances(30, 'InProgress', { lifecycleEventName: 'Install', status: 'InProgress', startTime: at(1) }),
    successes: 12,
  },
  newFleet: {
    info: { ...running, computePlatform: 'Server', deploymentOverview: { InProgress: 30, Succeeded: 10 } },
    targets: [],
  },
  shifting: {
    info: {
      ...{ ...running, computePlatform: 'ECS' },
      deploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
    },
    targets: [shifting('AllowTraffic')],
    successes: 12,
  },
  allAtOnce: {
    info: { ...running, computePlatform: 'ECS', deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce' },
    targets: [shifting('AfterAllowTraffic')],
    successes: 12,
  },
  ready: {
    info: {
      ...{ ...running, computePlatform: 'ECS', status: 'Ready' },
      blueGreenDeploymentConfiguration: {
        deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 120 },
      },
    },
    targets: [shifting('Ready')],
  },
  terminating: {
    info: {
      ...{ ...running, computePlatform: 'ECS', instanceTerminationWaitTimeStarted: true },
      blueGreenDeploymentConfiguration: {
        terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 90 },
      },
    },
    targets: [shifting('Ready')],
  },
} satisfies Record<string, Kind>

/** Twenty deployments of a kind to one group, and the group's earlier successes, which are older. */
export const worldOf =
  ({ info, targets, successes = 0 }: Kind, pageSize: number): World =>
  () => {
    const group = { applicationName: 'answers', deploymentGroupName: 'production' }
    const asked = Array.from({ length: DEPLOYMENTS }, (_, number) => {
      const createTime = new Date(at(-1).getTime() - number)
      return deploymentOf({ ...group, ...info, createTime, deploymentId: deploymentId(number) }, targets)
    })
    const ended = Array.from({ length: successes }, (_, number) => {
      const start = at(-200 - 20 * number)
      const completeTime = new Date(start.getTime() + 200 * MINUTE_MS)
      return deploymentOf({
        ...{ ...group, deploymentId: `d-SUCCESS${String(number).padStart(2, '0')}`, status: 'Succeeded' },
        ...{ createTime: start, startTime: start, completeTime, deploymentOverview: { Succeeded: 40 } },
      })
    })
    return {
      codedeploy: {
        applications: [{ applicationName: 'answers' }],
        groups: [group],
        deployments: [...asked, ...ended],
        pageSizes: { ListDeployments: pageSize, ListDeploymentTargets: pageSize },
      },
    }
  }
