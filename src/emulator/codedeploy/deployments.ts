import type {
  BatchGetDeploymentsInput,
  BatchGetDeploymentsOutput,
  DeploymentInfo,
  GetDeploymentInput,
  GetDeploymentOutput,
  ListDeploymentsInput,
  ListDeploymentsOutput,
} from '@aws-sdk/client-codedeploy'
import { page } from '../pages.ts'
import { AwsError } from '../wire.ts'
import type { Account } from './account.ts'
import { checkBatch, checkDeploymentId, checkDeploymentStatuses, checkName, missing } from './input.ts'
import { withoutContents } from './revision-record.ts'
import { shuffled } from './shuffle.ts'
import type { DeploymentRecord } from './world.ts'

const DEPLOYMENTS_PER_BATCH = 25 // BatchGetDeployments: "maximum number of deployment IDs you can specify is 25"

export function getDeployment({ deploymentId = '' }: GetDeploymentInput, account: Account): GetDeploymentOutput {
  checkDeploymentId(deploymentId)
  return { deploymentInfo: answered(account.deployment(deploymentId).info) }
}

/** Omits unknown ids: AWS's model has no not-found error here. */
export function batchGetDeployments(
  { deploymentIds = [] }: BatchGetDeploymentsInput,
  account: Account,
): BatchGetDeploymentsOutput {
  checkBatch(deploymentIds, DEPLOYMENTS_PER_BATCH)
  deploymentIds.forEach(checkDeploymentId)
  const deployments = deploymentIds.flatMap((id) => account.findDeployment(id)?.info ?? []).map(answered)
  return { deploymentsInfo: shuffled(deployments, deploymentIds) }
}

/** A deployment as AWS answers it: without the contents of its revisions. */
const answered = (info: DeploymentInfo): DeploymentInfo => ({
  ...info,
  revision: withoutContents(info.revision),
  previousRevision: withoutContents(info.previousRevision),
})

/** Newest first. */
export function listDeployments(input: ListDeploymentsInput, account: Account): ListDeploymentsOutput {
  checkFilters(input, account)
  const { nextToken: token, ...request } = input
  const { items, nextToken } = page({
    request: ['ListDeployments', request],
    items: account.deployments,
    key: ({ info }) => info.deploymentId ?? '',
    keep: (deployment) => matches(deployment, input),
    size: account.pageSizes.ListDeployments,
    token,
  })
  return { deployments: items.map(({ info }) => info.deploymentId ?? ''), nextToken }
}

function checkFilters(input: ListDeploymentsInput, account: Account): void {
  const { applicationName, deploymentGroupName, externalId, includeOnlyStatuses = [], createTimeRange } = input
  if (applicationName === undefined && deploymentGroupName !== undefined) throw missing('applicationName')
  if (applicationName !== undefined && deploymentGroupName === undefined) throw missing('deploymentGroupName')
  if (applicationName !== undefined && deploymentGroupName !== undefined) {
    checkName(applicationName, 'InvalidApplicationNameException')
    checkName(deploymentGroupName, 'InvalidDeploymentGroupNameException')
    account.application(applicationName)
    account.group(applicationName, deploymentGroupName)
  }
  if (externalId === '') throw new AwsError('InvalidExternalIdException', 'The external ID is not valid')
  checkDeploymentStatuses(includeOnlyStatuses)
  const { start, end } = createTimeRange ?? {}
  if (start && end && start > end) {
    throw new AwsError('InvalidTimeRangeException', 'The start of the time range is later than its end')
  }
}

function matches({ info }: DeploymentRecord, input: ListDeploymentsInput): boolean {
  const { applicationName, deploymentGroupName, externalId, includeOnlyStatuses = [], createTimeRange } = input
  const { start, end } = createTimeRange ?? {}
  const created = info.createTime ?? new Date(0)
  return (
    (applicationName === undefined || info.applicationName === applicationName) &&
    (deploymentGroupName === undefined || info.deploymentGroupName === deploymentGroupName) &&
    (externalId === undefined || info.externalId === externalId) &&
    (includeOnlyStatuses.length === 0 || includeOnlyStatuses.some((status) => status === info.status)) &&
    (!start || created >= start) &&
    (!end || created <= end)
  )
}
