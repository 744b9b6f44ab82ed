import type {
  BatchGetDeploymentTargetsInput,
  BatchGetDeploymentTargetsOutput,
  GetDeploymentTargetInput,
  GetDeploymentTargetOutput,
  ListDeploymentTargetsInput,
  ListDeploymentTargetsOutput,
} from '@aws-sdk/client-codedeploy'
import { page } from '../pages.ts'
import { AwsError } from '../wire.ts'
import type { Account } from './account.ts'
import { detailOf } from './deployment-record.ts'
import { checkBatch, checkDeploymentId, checkLabels, checkTargetStatuses } from './input.ts'
import { shuffled } from './shuffle.ts'
import type { DeploymentRecord } from './world.ts'

const TARGETS_PER_BATCH = 25 // BatchGetDeploymentTargets: "maximum number of deployment target IDs you can specify is 25"

export function listDeploymentTargets(
  { deploymentId = '', targetFilters = {}, nextToken }: ListDeploymentTargetsInput,
  account: Account,
): ListDeploymentTargetsOutput {
  const deployment = startedDeployment(deploymentId, account)
  const { TargetStatus: statuses, ServerInstanceLabel: labels, ...unknown } = targetFilters
  const [badFilter] = Object.keys(unknown)
  if (badFilter) throw new AwsError('InvalidTargetFilterNameException', `Invalid target filter name: ${badFilter}`)
  const { items, nextToken: next } = page({
    request: ['ListDeploymentTargets', deploymentId, targetFilters],
    items: deployment.targetIds,
    key: (id) => id,
    keep: targetFilter(deployment, statuses, labels),
    size: account.pageSizes.ListDeploymentTargets,
    token: nextToken,
  })
  return { targetIds: items, nextToken: next }
}

export function getDeploymentTarget(
  { deploymentId = '', targetId = '' }: GetDeploymentTargetInput,
  account: Account,
): GetDeploymentTargetOutput {
  const deployment = startedDeployment(deploymentId, account)
  checkTargetId(targetId, deployment)
  const deploymentTarget = deployment.target(targetId)
  if (!deploymentTarget) throw noSuchTarget(targetId, deployment)
  return { deploymentTarget }
}

export function batchGetDeploymentTargets(
  { deploymentId = '', targetIds = [] }: BatchGetDeploymentTargetsInput,
  account: Account,
): BatchGetDeploymentTargetsOutput {
  checkBatch(targetIds, TARGETS_PER_BATCH)
  const deployment = startedDeployment(deploymentId, account)
  if (targetIds.length > 1 && deployment.info.computePlatform !== 'Server') {
    const message = 'The target list of an Amazon ECS or AWS Lambda deployment must have exactly one item.'
    throw new AwsError('DeploymentTargetListSizeExceededException', message)
  }
  for (const id of targetIds) checkTargetId(id, deployment)
  const targets = targetIds.flatMap((id) => {
    const target = deployment.target(id)
    if (!target && account.missingTargets === 'fail') throw noSuchTarget(id, deployment)
    return target ?? []
  })
  return { deploymentTargets: shuffled(targets, targetIds) }
}

/** A deployment that has targets: one that is Created or Queued has none yet. */
export function startedDeployment(id: string, account: Account): DeploymentRecord {
  checkDeploymentId(id)
  const deployment = account.deployment(id)
  const { status } = deployment.info
  if (status === 'Created' || status === 'Queued') {
    throw new AwsError('DeploymentNotStartedException', `Deployment ${id} has not started`)
  }
  return deployment
}

/**
 * Selects the target ids with one of the statuses and one of the labels; a missing list is no condition. Throws for a
 * status or label that does not exist, and for a label on a deployment that is not blue/green.
 */
export function targetFilter(
  { info, target }: DeploymentRecord,
  statuses: string[] | undefined,
  labels: string[] | undefined,
): (targetId: string) => boolean {
  checkTargetStatuses(statuses ?? [])
  checkLabels(labels ?? [])
  if (labels && (info.deploymentStyle?.deploymentType !== 'BLUE_GREEN' || info.computePlatform !== 'Server')) {
    const message = 'Instance types are supported for blue/green deployments only.'
    throw new AwsError('InvalidDeploymentInstanceTypeException', message)
  }
  if (!statuses && !labels) return () => true
  return (id) => {
    const candidate = target(id)
    const status = detailOf(candidate)?.status ?? ''
    const label = candidate?.instanceTarget?.instanceLabel ?? ''
    return (!statuses || statuses.includes(status)) && (!labels || labels.includes(label))
  }
}

function checkTargetId(id: string, { info }: DeploymentRecord): void {
  if (info.computePlatform === 'ECS' && !id.includes(':')) {
    const message = `Invalid id ${id} for ECS deployment, valid Id should be in format <cluster-name>:<service-name>`
    throw new AwsError('InvalidDeploymentTargetIdException', message)
  }
  if (/^[\w.:/+=,@-]{1,256}$/.test(id)) return
  throw new AwsError('InvalidDeploymentTargetIdException', `Invalid deployment target id: ${id}`)
}

function noSuchTarget(id: string, { info }: DeploymentRecord): AwsError {
  const message = `Target ${id} does not belong to deployment ${info.deploymentId}`
  return new AwsError('DeploymentTargetDoesNotExistException', message)
}
