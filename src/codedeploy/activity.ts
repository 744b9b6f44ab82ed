import { type ActivityType, isWanted } from '../activity/activity-type.ts'
import { statusesIn } from '../activity/phase.ts'
import { ReadError } from '../aws/calls/errors.ts'
import { consoleOf } from '../aws/console.ts'
import { only } from '../aws/request/newest.ts'
import type { Phase } from '../generated/resolvers.ts'
import type { ListedFilter } from './lists.ts'
import type { Deployment } from './model.ts'
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

export const activity: ActivityType<Deployment> = {
  service: 'CODEDEPLOY',
  phases,
  status: ({ status }) => status,
  title: ({ applicationName, deploymentGroupName, deploymentId }) =>
    [applicationName ?? deploymentId, deploymentGroupName].filter(Boolean).join(' → '),
  consoleUrl: ({ deploymentId }, region) =>
    `${consoleOf(region)}/codesuite/codedeploy/deployments/${encodeURIComponent(deploymentId)}?region=${region}`,
  times: ({ createTime, startTime, completeTime }) => ({
    createdAt: createTime,
    startedAt: startTime,
    completedAt: completeTime,
  }),

  isRollback,
  hasApplication: async ({ codedeploy }, location, name) => codedeploy.lists.hasApplication(location, name),

  // ListDeployments takes bounds and statuses. What it lists but BatchGetDeployments no longer knows is gone.
  sources: async ({ codedeploy }, location, filter, after) => {
    const wanted = filter.phases?.length ? (statusesIn(phases, filter.phases) as ListedFilter['statuses']) : undefined
    const { applicationName } = filter
    const bounds = { createdAfter: filter.since, createdBefore: filter.until, statuses: wanted }
    const belongs = (value: Deployment | ReadError): value is Deployment =>
      !(value instanceof ReadError) && isWanted(activity, filter, value)
    const { sources } = await codedeploy.lists.sources(location, { applicationName }, bounds, after)
    return { sources: sources.map((source) => only(source, belongs)) }
  },
}
