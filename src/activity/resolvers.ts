import type { Deployment as AppConfigDeploymentParent } from '../appconfig/source.ts'
import type { Context } from '../context.ts'
import { GatewayError } from '../errors.ts'
import type * as Schema from '../generated/resolvers.ts'
import { location } from '../graphql/shared-fields.ts'
import { appConfigConsoleUrl, codeDeployConsoleUrl, imageBuilderConsoleUrl } from './console-url.ts'
import { type Activity, feed } from './feed.ts'
import { APPCONFIG, CODEDEPLOY, IMAGE_BUILDER, phaseOf } from './phase.ts'

// What every activity has, however its service calls it.
type ActivityFields = Exclude<keyof Schema.Activity, 'id' | 'location'>
type DeploymentFields = ActivityFields | 'percentComplete'

const CodeDeployDeployment: Required<Pick<Schema.CodeDeployDeploymentResolvers, DeploymentFields>> = {
  service: () => 'CODEDEPLOY',
  title: ({ applicationName, deploymentGroupName, deploymentId }) =>
    [applicationName ?? deploymentId, deploymentGroupName].filter(Boolean).join(' → '),
  phase: ({ status }) => phaseOf(CODEDEPLOY, status),
  rawStatus: ({ status }) => status ?? 'UNKNOWN',
  createdAt: ({ createTime }) => createTime,
  startedAt: ({ startTime }) => startTime,
  completedAt: ({ completeTime }) => completeTime,
  consoleUrl: ({ location, deploymentId }, _, { locations }) =>
    codeDeployConsoleUrl(locations.named(location).region, deploymentId),
  percentComplete: ({ deploymentOverview }) => {
    if (!deploymentOverview) return null
    const { Pending = 0, InProgress = 0, Ready = 0, Succeeded = 0, Failed = 0, Skipped = 0 } = deploymentOverview
    const done = Succeeded + Failed + Skipped
    const total = done + Pending + InProgress + Ready
    return total === 0 ? null : (100 * done) / total
  },
}

const AppConfigDeployment: Required<Pick<Schema.AppConfigDeploymentResolvers, DeploymentFields>> = {
  service: () => 'APPCONFIG',
  title: async (deployment, _, context) => {
    const what = deployment.ConfigurationName ?? `${deployment.ApplicationId} #${deployment.DeploymentNumber}`
    return `${what} → ${await environmentName(deployment, context)}`
  },
  phase: ({ State }) => phaseOf(APPCONFIG, State),
  rawStatus: ({ State }) => State ?? 'UNKNOWN',
  createdAt: ({ StartedAt }) => StartedAt,
  startedAt: ({ StartedAt }) => StartedAt,
  completedAt: ({ CompletedAt }) => CompletedAt,
  consoleUrl: ({ location, ApplicationId, EnvironmentId, DeploymentNumber }, _, { locations }) =>
    appConfigConsoleUrl(locations.named(location).region, ApplicationId, EnvironmentId, DeploymentNumber),
  percentComplete: ({ PercentageComplete }) => PercentageComplete,
}

// A title is for people: where the environment's name cannot be read, its id says as much as can be said.
async function environmentName(deployment: AppConfigDeploymentParent, { appconfig }: Context): Promise<string> {
  const name = await appconfig.environmentName(deployment).catch((error) => {
    if (error instanceof GatewayError) return undefined
    throw error
  })
  return name ?? deployment.EnvironmentId
}

const LifecycleExecution: Required<Pick<Schema.LifecycleExecutionResolvers, ActivityFields>> = {
  service: () => 'IMAGE_BUILDER',
  title: ({ lifecyclePolicyArn, lifecycleExecutionId }) =>
    lifecyclePolicyArn?.slice(lifecyclePolicyArn.lastIndexOf('/') + 1) ?? lifecycleExecutionId,
  phase: ({ state }) => phaseOf(IMAGE_BUILDER, state?.status),
  rawStatus: ({ state }) => state?.status ?? 'UNKNOWN',
  createdAt: ({ startTime }) => startTime,
  startedAt: ({ startTime }) => startTime,
  completedAt: ({ endTime }) => endTime,
  consoleUrl: ({ location, lifecyclePolicyArn }, _, { locations }) =>
    imageBuilderConsoleUrl(locations.named(location).region, lifecyclePolicyArn),
}

const Query: Required<Pick<Schema.QueryResolvers, 'activity'>> = {
  activity: (_, { filter, ...page }, context) => feed(context, page, filter ?? {}),
}

const ActivityConnection: Required<Schema.ActivityConnectionResolvers> = {
  edges: ({ slice }) => slice().then(({ edges }) => edges),
  nodes: ({ slice }) => slice().then(({ edges }) => edges.map(({ node }) => node)),
  pageInfo: ({ slice }) => slice().then(({ pageInfo }) => pageInfo),
  problems: ({ slice }) => slice().then(({ problems }) => problems),
}

const byKind = { __resolveType: ({ kind }: Activity) => kind }

export const resolvers = {
  Query,
  Activity: byKind,
  Deployment: byKind,
  CodeDeployDeployment,
  AppConfigDeployment,
  LifecycleExecution,
  ActivityConnection,
  SourceProblem: { location },
}
