import type { DeploymentStatus } from '@aws-sdk/client-codedeploy'
import { type ActivityType, isWanted } from '../activity/activity-type.ts'
import { statusesIn } from '../activity/phase.ts'
import { filterSource } from '../aws/request/newest.ts'
import { GatewayError } from '../errors.ts'
import type { ActivityFilter, Phase } from '../generated/resolvers.ts'
import { deploymentPage } from './console-pages.ts'
import type { ListedFilter } from './deployments-filter.ts'
import type { Deployment } from './model.ts'
import { waitingOf } from './progress/waiting.ts'
import { reasonOf } from './reason.ts'
import { isRollback } from './rollback.ts'

/** DeploymentInfo.status. https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html */
const phases: ReadonlyMap<string, Phase> = new Map<string, Phase>([
  ['Created', 'PENDING'],
  ['Queued', 'PENDING'],
  ['InProgress', 'IN_PROGRESS'],
  ['Baking', 'IN_PROGRESS'],
  ['Ready', 'WAITING'],
  ['Succeeded', 'SUCCEEDED'],
  ['Failed', 'FAILED'],
  ['Stopped', 'STOPPED'],
])

// arn:partition:cloudformation:region:account:stack/name/UUID. https://docs.aws.amazon.com/cli/latest/reference/cloudformation/
const STACK_NAME = /^arn:[\w-]+:cloudformation:[^:]*:[^:]*:stack\/([^/]+)(?:\/|$)/

export const activity: ActivityType<Deployment> = {
  service: 'CODEDEPLOY',
  phases,
  status: ({ status }) => status,
  title: (deployment) => {
    const { applicationName, deploymentGroupName, deploymentId, externalId = '' } = deployment
    const stack = STACK_NAME.exec(externalId)?.[1]
    const what = stack ?? [applicationName ?? deploymentId, deploymentGroupName].filter(Boolean).join(' → ')
    return isRollback(deployment) ? `${what} (rollback)` : what
  },
  reason: reasonOf,
  consoleUrl: ({ deploymentId }, region) => deploymentPage(deploymentId, region),
  times: ({ createTime, startTime, completeTime }) => ({
    createdAt: createTime,
    startedAt: startTime,
    completedAt: completeTime,
  }),

  isRollback,
  isWaiting: (deployment) => waitingOf(deployment) !== undefined,
  hasApplication: async ({ codedeploy }, location, name) => codedeploy.lists.hasApplication(location, name),

  applicationName: ({ applicationName }) => applicationName,
  reread: ({ location, deploymentId }, { codedeploy }) => codedeploy.deployment(location, deploymentId),

  // ListDeployments takes bounds and statuses. A deployment that BatchGetDeployments no longer knows has been deleted.
  sources: async ({ codedeploy }, location, filter, after) => {
    const statuses = listedStatuses(filter)
    if (statuses?.length === 0) return { sources: [] }
    const { applicationName } = filter
    const bounds = { createdAfter: filter.since, createdBefore: filter.until, statuses }
    const belongs = (value: Deployment | GatewayError): value is Deployment =>
      !(value instanceof GatewayError) && isWanted(activity, filter, value)
    const { sources } = await codedeploy.lists.sources(location, { applicationName }, bounds, after)
    return { sources: sources.map((source) => filterSource(source, belongs)) }
  },
}

// In which a deployment may wait: see waitingOf.
const WAITING: readonly string[] = ['Ready', 'InProgress'] satisfies DeploymentStatus[]

/** The statuses in the input of ListDeployments; undefined for all of them. */
function listedStatuses({ phases: wanted, isWaiting }: ActivityFilter): ListedFilter['statuses'] {
  const statuses = wanted?.length ? statusesIn(phases, wanted) : undefined
  const listed = isWaiting ? (statuses?.filter((status) => WAITING.includes(status)) ?? WAITING) : statuses
  return listed as ListedFilter['statuses']
}
