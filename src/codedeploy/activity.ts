import { type ActivityType, isWanted } from '../activity/activity-type.ts'
import { statusesIn } from '../activity/phase.ts'
import { consoleOf } from '../aws/console.ts'
import { only } from '../aws/request/newest.ts'
import { GatewayError } from '../errors.ts'
import type { Phase } from '../generated/resolvers.ts'
import type { ListedFilter } from './lists.ts'
import type { Deployment } from './model.ts'

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

  // ListDeployments takes bounds and statuses. What it lists but BatchGetDeployments no longer knows is gone.
  sources: async ({ codedeploy }, location, filter, after) => {
    const wanted = filter.phases?.length ? (statusesIn(phases, filter.phases) as ListedFilter['statuses']) : undefined
    const bounds = { createdAfter: filter.since, createdBefore: filter.until, statuses: wanted }
    const belongs = (value: Deployment | GatewayError): value is Deployment =>
      !(value instanceof GatewayError) && isWanted(phases, filter, value.status)
    return { sources: [only(codedeploy.lists.newest(location, {}, bounds, after), belongs)] }
  },
}
