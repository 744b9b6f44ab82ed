import type { DeploymentInfo, Diagnostics, InstanceTarget, LifecycleEvent } from '@aws-sdk/client-codedeploy'
import type { LocationConfig } from '../../src/config/locations.ts'
import { type Region, readAll } from './read-all.ts'

/** A deployment and its targets as the gateway answers them. */
export async function wholeDeployment({ client, location }: Region, deploymentId: string): Promise<object> {
  const { deploymentInfo, targetIds, targets } = await readAll(client, deploymentId)
  return {
    codeDeployDeployment: {
      ...deployment(deploymentInfo, deploymentId, location),
      targets: {
        totalCount: targetIds.length,
        targetIds,
        pageInfo: { hasNextPage: false, hasPreviousPage: false },
        nodes: targetIds.map((id) => target(targets.get(id) ?? {}, deploymentId, location)),
      },
    },
  }
}

/** A global id, as the gateway makes it. */
export const id = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')

const SPELLINGS = new Map(
  [
    'Created',
    'Queued',
    'InProgress',
    'Baking',
    'Succeeded',
    'Failed',
    'Stopped',
    'Ready',
    'Pending',
    'Skipped',
    'Success',
  ]
    .concat('Server', 'Lambda', 'ECS', 'Blue', 'Green', 'ScriptMissing', 'ScriptNotExecutable', 'ScriptTimedOut')
    .concat('ScriptFailed', 'UnknownError')
    .map((word) => [word, word.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()]),
)

/** An enum's value as the schema spells it. */
export const spelled = (word: string | undefined): string | null => (word ? (SPELLINGS.get(word) ?? 'UNKNOWN') : null)

const PHASES = new Map([
  ['Created', 'PENDING'],
  ['Queued', 'PENDING'],
  ['InProgress', 'IN_PROGRESS'],
  ['Baking', 'IN_PROGRESS'],
  ['Ready', 'WAITING'],
])

/** The deployment's title: its stack, or its application and group. */
export function titleOf(info: DeploymentInfo): string {
  const { applicationName, deploymentGroupName, deploymentId, externalId = '' } = info
  const stack = /:stack\/([^/]+)/.exec(externalId)?.[1]
  const what = stack ?? [applicationName ?? deploymentId, deploymentGroupName].filter(Boolean).join(' → ')
  return isRollback(info) ? `${what} (rollback)` : what
}

function isRollback({ creator, deploymentId, rollbackInfo }: DeploymentInfo): boolean {
  const triggering = rollbackInfo?.rollbackTriggeringDeploymentId
  const isByAws = creator === 'codeDeployRollback' || creator === 'CloudFormationRollback'
  return isByAws || (triggering ?? deploymentId) !== deploymentId
}

/** How many instances are where, and all together. */
export function overviewOf({ deploymentOverview }: DeploymentInfo) {
  const { Pending = 0, InProgress = 0, Succeeded = 0, Failed = 0, Skipped = 0, Ready = 0 } = deploymentOverview ?? {}
  return {
    pending: Pending,
    inProgress: InProgress,
    succeeded: Succeeded,
    failed: Failed,
    skipped: Skipped,
    ready: Ready,
    total: Pending + InProgress + Succeeded + Failed + Skipped + Ready,
  }
}

// An in-place deployment to servers is all this was written for: what such a one does not have is null.
function deployment(info: DeploymentInfo, deploymentId: string, { name, region, accountId }: LocationConfig): object {
  const overview = overviewOf(info)
  const { succeeded, failed, skipped, total } = overview
  return {
    id: id('CodeDeployDeployment', name, deploymentId),
    service: 'CODEDEPLOY',
    location: { name, region, accountId: accountId ?? null },
    title: titleOf(info),
    isRollback: isRollback(info),
    phase: PHASES.get(info.status ?? '') ?? spelled(info.status),
    rawStatus: info.status,
    createdAt: info.createTime ?? null,
    startedAt: info.startTime ?? null,
    completedAt: info.completeTime ?? null,
    consoleUrl: consolePage(deploymentId, region),
    description: info.description ?? null,
    percentComplete: total === 0 ? null : (100 * (succeeded + failed + skipped)) / total,
    deploymentId,
    status: spelled(info.status),
    applicationName: info.applicationName ?? null,
    deploymentGroupName: info.deploymentGroupName ?? null,
    deploymentConfigName: info.deploymentConfigName ?? null,
    computePlatform: spelled(info.computePlatform),
    creator: info.creator ?? null,
    revision: info.revision ?? null,
    previousRevision: info.previousRevision ?? null,
    overview,
    error: info.errorInformation ?? null,
    rollback: info.rollbackInfo ?? null,
    relatedDeployments: info.relatedDeployments ?? null,
    ignoreApplicationStopFailures: info.ignoreApplicationStopFailures ?? null,
    autoRollbackConfiguration: info.autoRollbackConfiguration ?? null,
    updateOutdatedInstancesOnly: info.updateOutdatedInstancesOnly ?? null,
    deploymentStyle: info.deploymentStyle ?? null,
    targetInstances: info.targetInstances ?? null,
    instanceTerminationWaitTimeStarted: info.instanceTerminationWaitTimeStarted ?? null,
    blueGreenDeploymentConfiguration: info.blueGreenDeploymentConfiguration ?? null,
    loadBalancerInfo: info.loadBalancerInfo ?? null,
    additionalDeploymentStatusInfo: info.additionalDeploymentStatusInfo ?? null,
    fileExistsBehavior: info.fileExistsBehavior ?? null,
    deploymentMode: spelled(info.deploymentMode),
    deploymentStatusMessages: info.deploymentStatusMessages ?? [],
    externalId: info.externalId ?? null,
    overrideAlarmConfiguration: info.overrideAlarmConfiguration ?? null,
  }
}

const consolePage = (deploymentId: string, region: string) =>
  `https://${region}.console.aws.amazon.com/codesuite/codedeploy/deployments/${deploymentId}?region=${region}`

const target = (of: InstanceTarget, deploymentId: string, { name, region, accountId }: LocationConfig) => ({
  __typename: 'InstanceTarget',
  id: id('InstanceTarget', name, deploymentId, of.targetId ?? ''),
  consoleUrl: consolePage(deploymentId, region),
  location: { name, region, accountId: accountId ?? null },
  deploymentId,
  targetId: of.targetId,
  status: spelled(of.status),
  rawStatus: of.status,
  lastUpdatedAt: of.lastUpdatedAt ?? null,
  lifecycleEvents: of.lifecycleEvents?.map(event) ?? [],
  targetArn: of.targetArn ?? null,
  instanceLabel: spelled(of.instanceLabel),
})

const event = ({ lifecycleEventName, status, startTime, endTime, diagnostics }: LifecycleEvent) => ({
  name: lifecycleEventName,
  status: spelled(status),
  rawStatus: status,
  startedAt: startTime ?? null,
  endedAt: endTime ?? null,
  durationMs: startTime && endTime ? endTime.getTime() - startTime.getTime() : null,
  diagnostics: diagnosticsOf(diagnostics),
})

/** The diagnostics of a lifecycle event's script. */
export const diagnosticsOf = (of: Diagnostics | undefined) =>
  of
    ? {
        errorCode: spelled(of.errorCode),
        scriptName: of.scriptName ?? null,
        message: of.message ?? null,
        logTail: of.logTail ?? null,
      }
    : null
