import type { DeploymentInfo, DeploymentTarget, LifecycleEvent } from '@aws-sdk/client-codedeploy'
import type { CodeDeployWorld } from '../../codedeploy/world.ts'
import type { World } from '../../world.ts'

/** A fleet of equal instances; defaults are in brackets. */
export interface FleetOptions {
  /** [d-FLEET0001] */
  deploymentId?: string
  /** How many instances [1000]. */
  targets?: number
  /** Lifecycle events per target, each with diagnostics [10]. */
  events?: number
  /** Target ids per page of ListDeploymentTargets [100]. */
  pageSize?: number
  /** [fail] */
  missingTargets?: CodeDeployWorld['missingTargets']
  /** Members of the deployment that differ from a plain, finished one. */
  info?: DeploymentInfo
}

const CREATED = Date.parse('2026-11-20T09:00:00Z')
const EVENTS = [
  ...['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic', 'ApplicationStop', 'DownloadBundle', 'BeforeInstall'],
  ...['Install', 'AfterInstall', 'ApplicationStart', 'ValidateService', 'BeforeAllowTraffic', 'AllowTraffic'],
  'AfterAllowTraffic',
]

/**
 * A world that never changes and is the same in every region: one succeeded in-place deployment to any number of
 * instances. Targets are only created when a call reads them. Instance ids are `i-` and the number in 17 hexadecimal
 * digits.
 */
export function fleetWorld(options: FleetOptions = {}): World {
  const { deploymentId = 'd-FLEET0001', targets = 1000, events = 10, pageSize = 100, missingTargets } = options
  const targetIds = Array.from({ length: targets }, (_, index) => `i-${index.toString(16).padStart(17, '0')}`)
  const info: DeploymentInfo = {
    deploymentId,
    applicationName: 'fleet',
    deploymentGroupName: 'production',
    deploymentConfigName: 'CodeDeployDefault.OneAtATime',
    status: 'Succeeded',
    createTime: new Date(CREATED),
    startTime: new Date(CREATED + 1_000),
    completeTime: new Date(CREATED + 600_000),
    deploymentOverview: { Pending: 0, InProgress: 0, Succeeded: targets, Failed: 0, Skipped: 0, Ready: 0 },
    creator: 'user',
    deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' },
    computePlatform: 'Server',
    ...options.info,
  }
  const ids = new Set(targetIds)
  return (region) => ({
    codedeploy: {
      applications: [{ applicationName: 'fleet', applicationId: 'fleet', computePlatform: 'Server' }],
      groups: [{ applicationName: 'fleet', deploymentGroupName: 'production', computePlatform: 'Server' }],
      deployments: [
        { info, targetIds, target: (id) => (ids.has(id) ? instance(id, deploymentId, region, events) : undefined) },
      ],
      pageSizes: { ListDeploymentTargets: pageSize, ListDeploymentInstances: pageSize },
      missingTargets,
    },
  })
}

function instance(targetId: string, deploymentId: string, region: string, events: number): DeploymentTarget {
  return {
    deploymentTargetType: 'InstanceTarget',
    instanceTarget: {
      deploymentId,
      targetId,
      targetArn: `arn:aws:ec2:${region}:111122223333:instance/${targetId}`,
      status: 'Succeeded',
      lastUpdatedAt: new Date(CREATED + events * 1_000),
      lifecycleEvents: Array.from({ length: events }, (_, index) => event(index)),
    },
  }
}

function event(index: number): LifecycleEvent {
  const lifecycleEventName = EVENTS[index] ?? `Event${index}`
  return {
    lifecycleEventName,
    status: 'Succeeded',
    startTime: new Date(CREATED + index * 1_000 + 12),
    endTime: new Date(CREATED + index * 1_000 + 874),
    diagnostics: {
      errorCode: 'Success',
      scriptName: `scripts/${lifecycleEventName}.sh`,
      message: 'Succeeded',
      logTail: `[stdout]${lifecycleEventName}: done\n`,
    },
  }
}
