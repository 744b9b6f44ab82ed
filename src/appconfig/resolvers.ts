import { activityFields } from '../activity/activity-type.ts'
import type { Context } from '../context.ts'
import type * as Schema from '../generated/resolvers.ts'
import type { Complete } from '../graphql/complete.ts'
import { connectionResolvers as relay } from '../graphql/connection-resolvers.ts'
import { nestedConnection } from '../graphql/connections.ts'
import { countArgument } from '../graphql/cursors.ts'
import { encodeId } from '../graphql/ids.ts'
import { keyValues } from '../graphql/key-values.ts'
import { location } from '../graphql/shared-fields.ts'
import { activity } from './activity.ts'
import { ConfigurationVersionChange, configurationChange } from './configuration-change.ts'
import { configurationStates } from './configuration-states.ts'
import { configurationProfiles, deployments, deploymentsOfApplication, environments } from './connections.ts'
import type {
  ConfigurationState as State,
  ConfigurationStateConnection as StateConnection,
} from './environment-states.ts'
import { estimateOf } from './estimate.ts'
import type * as Model from './model.ts'
import { Query } from './queries.ts'
import { application, ConfigurationProfile, DeploymentStrategy } from './settings-resolvers.ts'
import type { AppConfigSource } from './source.ts'

type Parents = Schema.ResolversParentTypes

// AppConfig spells its members with capitals: none of them answers a field by itself.

/** A member that GetDeployment has and ListDeployments has not. */
const detail =
  <Member extends keyof NonNullable<Awaited<ReturnType<AppConfigSource['deploymentDetail']>>>>(member: Member) =>
  async (deployment: Model.Deployment, _: unknown, { appconfig }: Context) =>
    (await appconfig.deploymentDetail(deployment))?.[member]

/** The same of a list: empty if AWS gives none, null if it no longer knows the deployment. */
const detailList =
  <Member extends 'EventLog' | 'AppliedExtensions'>(member: Member) =>
  async (deployment: Model.Deployment, _: unknown, { appconfig }: Context) => {
    const detailed = await appconfig.deploymentDetail(deployment)
    return detailed && (detailed[member] ?? [])
  }

const ConfigurationStateConnection: Complete<Schema.ConfigurationStateConnectionResolvers, StateConnection> = {
  nodes: ({ edges }) => edges.map(({ node }) => node),
}

const ConfigurationState: Complete<Schema.ConfigurationStateResolvers, State> = {
  recent: ({ recent }, { last }) => recent.slice(0, countArgument('last', last)).reverse(),
}

const AppConfigDeployment: Complete<Schema.AppConfigDeploymentResolvers, Model.Deployment> = {
  ...activityFields(activity),
  id: ({ kind, location, ApplicationId, EnvironmentId, DeploymentNumber }) =>
    encodeId(kind, location, ApplicationId, EnvironmentId, String(DeploymentNumber)),
  location,
  applicationId: ({ ApplicationId }) => ApplicationId,
  environmentId: ({ EnvironmentId }) => EnvironmentId,
  deploymentNumber: ({ DeploymentNumber }) => DeploymentNumber,
  state: ({ State }) => State ?? 'UNKNOWN',
  type: ({ Type }) => Type,
  percentComplete: ({ PercentageComplete }) => PercentageComplete,
  configurationName: ({ ConfigurationName }) => ConfigurationName,
  configurationVersion: ({ ConfigurationVersion }) => ConfigurationVersion,
  versionLabel: ({ VersionLabel }) => VersionLabel,
  deploymentDurationInMinutes: ({ DeploymentDurationInMinutes }) => DeploymentDurationInMinutes,
  growthType: ({ GrowthType }) => GrowthType,
  growthFactor: ({ GrowthFactor }) => GrowthFactor,
  finalBakeTimeInMinutes: ({ FinalBakeTimeInMinutes }) => FinalBakeTimeInMinutes,
  change: configurationChange,
  configurationProfileId: (deployment, args, context) => profileId(deployment, args, context),
  estimate: (deployment, _, { now }) => estimateOf(deployment, now),
  description: detail('Description'),
  deploymentStrategyId: detail('DeploymentStrategyId'),
  configurationLocationUri: detail('ConfigurationLocationUri'),
  kmsKeyArn: detail('KmsKeyArn'),
  kmsKeyIdentifier: detail('KmsKeyIdentifier'),
  eventLog: detailList('EventLog'),
  appliedExtensions: detailList('AppliedExtensions'),
  application,
  environment: ({ location, ApplicationId, EnvironmentId }, _, { appconfig }) =>
    appconfig.environment(location, ApplicationId, EnvironmentId),
  configurationProfile: async (deployment, args, context) => {
    const id = await profileId(deployment, args, context)
    return id ? context.appconfig.configurationProfile(deployment.location, deployment.ApplicationId, id) : null
  },
  deploymentStrategy: async (deployment, args, context) => {
    const id = await detail('DeploymentStrategyId')(deployment, args, context)
    return id ? context.appconfig.deploymentStrategy(deployment.location, id) : null
  },
}

// Newer answers of ListDeployments have it; with older ones GetDeployment is asked.
const profileId = async (deployment: Model.Deployment, args: unknown, context: Context) =>
  deployment.ConfigurationProfileId ?? detail('ConfigurationProfileId')(deployment, args, context)

const AppConfigEvent: Complete<Schema.AppConfigEventResolvers, Parents['AppConfigEvent']> = {
  eventType: ({ EventType }) => EventType ?? 'UNKNOWN',
  triggeredBy: ({ TriggeredBy }) => TriggeredBy,
  description: ({ Description }) => Description,
  occurredAt: ({ OccurredAt }) => OccurredAt,
  actionInvocations: ({ ActionInvocations = [] }) => ActionInvocations,
}

const ActionInvocation: Complete<Schema.ActionInvocationResolvers, Parents['ActionInvocation']> = {
  extensionIdentifier: ({ ExtensionIdentifier }) => ExtensionIdentifier,
  actionName: ({ ActionName }) => ActionName,
  uri: ({ Uri }) => Uri,
  roleArn: ({ RoleArn }) => RoleArn,
  errorMessage: ({ ErrorMessage }) => ErrorMessage,
  errorCode: ({ ErrorCode }) => ErrorCode,
  invocationId: ({ InvocationId }) => InvocationId,
}

const AppliedExtension: Complete<Schema.AppliedExtensionResolvers, Parents['AppliedExtension']> = {
  extensionId: ({ ExtensionId }) => ExtensionId,
  extensionAssociationId: ({ ExtensionAssociationId }) => ExtensionAssociationId,
  versionNumber: ({ VersionNumber }) => VersionNumber,
  parameters: ({ Parameters }) => keyValues(Parameters),
}

const AppConfigApplication: Complete<Schema.AppConfigApplicationResolvers, Model.Application> = {
  id: ({ kind, location, Id }) => encodeId(kind, location, Id),
  location,
  applicationId: ({ Id }) => Id,
  name: ({ Name }) => Name,
  description: ({ Description }) => Description,
  environments: (parent, page, { appconfig }) => nestedConnection(() => environments(appconfig, page, parent)),
  configurationProfiles: (parent, page, { appconfig }) =>
    nestedConnection(() => configurationProfiles(appconfig, page, parent)),
  deployments: (parent, page, { appconfig }) =>
    nestedConnection(() => deploymentsOfApplication(appconfig, page, parent)),
}

const AppConfigEnvironment: Complete<Schema.AppConfigEnvironmentResolvers, Model.Environment> = {
  id: ({ kind, location, ApplicationId, Id }) => encodeId(kind, location, ApplicationId, Id),
  location,
  applicationId: ({ ApplicationId }) => ApplicationId,
  environmentId: ({ Id }) => Id,
  name: ({ Name }) => Name,
  description: ({ Description }) => Description,
  state: ({ State }) => State,
  monitors: ({ Monitors = [] }) => Monitors,
  application,
  latestDeployment: async ({ location, ApplicationId, Id }, _, { appconfig }) =>
    (await appconfig.lists.deployments(location, ApplicationId, Id).read(undefined)).items[0],
  deployments: ({ location, ApplicationId, Id }, page, { appconfig }) =>
    nestedConnection(() => deployments(appconfig, page, location, ApplicationId, Id)),
}

const AppConfigMonitor: Complete<Schema.AppConfigMonitorResolvers, Parents['AppConfigMonitor']> = {
  alarmArn: ({ AlarmArn }) => AlarmArn,
  alarmRoleArn: ({ AlarmRoleArn }) => AlarmRoleArn,
}

export const resolvers = {
  Query: {
    ...Query,
    configurationStates: (_: unknown, args: Schema.QueryConfigurationStatesArgs, context: Context) =>
      configurationStates(args, context),
  },
  ConfigurationStateConnection,
  ConfigurationState,
  AppConfigDeployment,
  ConfigurationVersionChange,
  AppConfigEvent,
  ActionInvocation,
  AppliedExtension,
  AppConfigApplication,
  AppConfigEnvironment,
  AppConfigMonitor,
  ConfigurationProfile,
  DeploymentStrategy,
  AppConfigApplicationConnection: relay.connection,
  AppConfigApplicationEdge: relay.edge,
  AppConfigEnvironmentConnection: relay.connection,
  AppConfigEnvironmentEdge: relay.edge,
  ConfigurationProfileConnection: relay.connection,
  ConfigurationProfileEdge: relay.edge,
  AppConfigDeploymentConnection: relay.connection,
  AppConfigDeploymentEdge: relay.edge,
}
