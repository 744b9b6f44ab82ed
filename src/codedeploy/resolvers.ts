import { activityFields } from '../activity/activity-type.ts'
import type { Context } from '../context.ts'
import type * as Schema from '../generated/resolvers.ts'
import type { Complete } from '../graphql/complete.ts'
import { eachListed, nullOnError, connectionResolvers as relay } from '../graphql/connection-resolvers.ts'
import { nestedConnection } from '../graphql/connections.ts'
import { encodeId } from '../graphql/ids.ts'
import { location, status } from '../graphql/shared-fields.ts'
import { activity } from './activity.ts'
import { revisionChange, revisionOf, revisionResolvers } from './change/revision-resolvers.ts'
import { deployments, groups, targetByName, targets } from './connections.ts'
import { groupPage } from './console-pages.ts'
import { estimateOf } from './estimate/estimate.ts'
import { failureResolvers } from './failure/failure-resolvers.ts'
import { failureSummary } from './failure/failure-summary.ts'
import { Query as HistoryQuery, historyResolvers } from './history/resolvers.ts'
import type * as Model from './model.ts'
import { eventCounts } from './progress/event-counts.ts'
import { percentDone, totalOf } from './progress/overview.ts'
import { progressResolvers } from './progress/progress-resolvers.ts'
import { waitingOf } from './progress/waiting.ts'
import { Query } from './queries.ts'
import { isRollback } from './rollback.ts'
import { targetResolvers } from './target-resolvers.ts'

/** The deployment that an id beside it names, or null if there is no id. */
const deploymentOf = (at: string, deploymentId: string | undefined, { codedeploy }: Context) =>
  deploymentId ? codedeploy.deployment(at, deploymentId) : null

const application = (parent: { location: string; applicationName?: string }, _: unknown, { codedeploy }: Context) =>
  parent.applicationName ? codedeploy.application(parent.location, parent.applicationName) : null

const deploymentConfig = (
  parent: { location: string; deploymentConfigName?: string },
  _: unknown,
  { codedeploy }: Context,
) => (parent.deploymentConfigName ? codedeploy.config(parent.location, parent.deploymentConfigName) : null)

const CodeDeployDeployment: Complete<Schema.CodeDeployDeploymentResolvers, Model.Deployment> = {
  ...activityFields(activity),
  id: ({ kind, location, deploymentId }) => encodeId(kind, location, deploymentId),
  location,
  status: ({ status }) => status ?? 'UNKNOWN',
  application,
  deploymentGroup: ({ location, applicationName, deploymentGroupName }, _, { codedeploy }) =>
    applicationName && deploymentGroupName ? codedeploy.group(location, applicationName, deploymentGroupName) : null,
  deploymentConfig,
  percentComplete: ({ deploymentOverview }) => percentDone(deploymentOverview),
  progress: (deployment) => deployment,
  waiting: (deployment) => waitingOf(deployment),
  eventCounts: async (deployment, { inspect }, { codedeploy }) => {
    const { counts: entries, failures } = await eventCounts(codedeploy, deployment, inspect ?? 0)
    return eachListed({ entries, failures })
  },
  estimate: (deployment, _, context) => estimateOf(deployment, context),
  failureSummary: (deployment, { inspect }, { codedeploy }) => failureSummary(codedeploy, deployment, inspect ?? 0),
  overview: ({ deploymentOverview }) => deploymentOverview,
  error: ({ errorInformation }) => errorInformation,
  revision: (deployment) => revisionOf(deployment, deployment.revision),
  previousRevision: (deployment) => revisionOf(deployment, deployment.previousRevision),
  change: revisionChange,
  isRollback,
  rollback: ({ rollbackInfo, location }) => rollbackInfo && Object.assign({}, rollbackInfo, { location }),
  relatedDeployments: ({ relatedDeployments, location }) =>
    relatedDeployments && Object.assign({}, relatedDeployments, { location }),
  targets: (deployment, { filter, ...page }, { codedeploy }) =>
    nestedConnection(() => targets(codedeploy, page, deployment, filter)),
  target: (deployment, { targetId }, { codedeploy }) => targetByName(codedeploy, deployment, targetId),
}

const RollbackInfo: Complete<Schema.RollbackInfoResolvers, Model.RollbackInfo> = {
  message: ({ rollbackMessage }) => rollbackMessage,
  rollbackDeployment: (info, _, context) => deploymentOf(info.location, info.rollbackDeploymentId, context),
  triggeringDeployment: (info, _, context) => deploymentOf(info.location, info.rollbackTriggeringDeploymentId, context),
}

const RelatedDeployments: Complete<Schema.RelatedDeploymentsResolvers, Model.RelatedDeployments> = {
  rootDeployment: (related, _, context) =>
    deploymentOf(related.location, related.autoUpdateOutdatedInstancesRootDeploymentId, context),
  deployments: ({ location, autoUpdateOutdatedInstancesDeploymentIds = [] }, _, context) =>
    nullOnError(autoUpdateOutdatedInstancesDeploymentIds.map((id) => deploymentOf(location, id, context))),
}

const DeploymentOverview: Complete<
  Schema.DeploymentOverviewResolvers,
  Schema.ResolversParentTypes['DeploymentOverview']
> = {
  pending: ({ Pending }) => Pending,
  inProgress: ({ InProgress }) => InProgress,
  succeeded: ({ Succeeded }) => Succeeded,
  failed: ({ Failed }) => Failed,
  skipped: ({ Skipped }) => Skipped,
  ready: ({ Ready }) => Ready,
  total: totalOf,
}

const CodeDeployApplication: Complete<Schema.CodeDeployApplicationResolvers, Model.Application> = {
  id: ({ kind, location, applicationName }) => encodeId(kind, location, applicationName),
  location,
  createdAt: ({ createTime }) => createTime,
  deploymentGroups: (parent, page, { codedeploy }) => nestedConnection(() => groups(codedeploy, page, parent)),
  deployments: ({ location, applicationName }, { filter, ...page }, { codedeploy, now }) =>
    nestedConnection(() => deployments(codedeploy, page, { location, applicationName }, now, filter)),
}

const DeploymentGroup: Complete<Schema.DeploymentGroupResolvers, Model.DeploymentGroup> = {
  id: ({ kind, location, applicationName, deploymentGroupName }) =>
    encodeId(kind, location, applicationName, deploymentGroupName),
  location,
  application,
  deploymentConfig,
  consoleUrl: ({ location, applicationName, deploymentGroupName }, _, { locations }) =>
    groupPage(applicationName, deploymentGroupName, locations.named(location).region),
  targetRevision: (group) => revisionOf(group, group.targetRevision),
  latestDeploymentId: ({ lastAttemptedDeployment }) => lastAttemptedDeployment?.deploymentId,
  latestDeployment: (group, _, context) =>
    deploymentOf(group.location, group.lastAttemptedDeployment?.deploymentId, context),
  latestSuccessfulDeploymentId: ({ lastSuccessfulDeployment }) => lastSuccessfulDeployment?.deploymentId,
  latestSuccessfulDeployment: (group, _, context) =>
    deploymentOf(group.location, group.lastSuccessfulDeployment?.deploymentId, context),
  deployments: ({ location, applicationName, deploymentGroupName }, { filter, ...page }, { codedeploy, now }) =>
    nestedConnection(() =>
      deployments(codedeploy, page, { location, applicationName, deploymentGroupName }, now, filter),
    ),
}

const LastDeployment: Complete<Schema.LastDeploymentResolvers, Schema.ResolversParentTypes['LastDeployment']> = {
  ...status,
  createdAt: ({ createTime }) => createTime,
  completedAt: ({ endTime }) => endTime,
}

const DeploymentConfig: Complete<Schema.DeploymentConfigResolvers, Model.DeploymentConfig> = {
  id: ({ kind, location, deploymentConfigName }) => encodeId(kind, location, deploymentConfigName),
  location,
  createdAt: ({ createTime }) => createTime,
}

// CodeDeploy spells the members of a tag filter with capitals, and only those.
const tagFilter = {
  key: ({ Key }: { Key?: string }) => Key,
  value: ({ Value }: { Value?: string }) => Value,
  type: ({ Type }: { Type?: string }) => Type,
}

export const resolvers = {
  Query: { ...Query, ...HistoryQuery },
  CodeDeployDeployment,
  RollbackInfo,
  RelatedDeployments,
  DeploymentOverview,
  CodeDeployApplication,
  DeploymentGroup,
  LastDeployment,
  DeploymentConfig,
  Ec2TagFilter: tagFilter,
  TagFilter: tagFilter,
  ...targetResolvers,
  ...failureResolvers,
  ...revisionResolvers,
  ...historyResolvers,
  ...progressResolvers,
  CodeDeployDeploymentConnection: relay.connection,
  CodeDeployDeploymentEdge: relay.edge,
  CodeDeployApplicationConnection: relay.connection,
  CodeDeployApplicationEdge: relay.edge,
  DeploymentGroupConnection: relay.connection,
  DeploymentGroupEdge: relay.edge,
  DeploymentConfigConnection: relay.connection,
  DeploymentConfigEdge: relay.edge,
}
