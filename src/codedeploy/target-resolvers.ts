import type { Context } from '../context.ts'
import type * as Schema from '../generated/resolvers.ts'
import type { Complete } from '../graphql/complete.ts'
import { eachListed, nullOnError, connectionResolvers as relay } from '../graphql/connection-resolvers.ts'
import { encodeId } from '../graphql/ids.ts'
import { location, status } from '../graphql/shared-fields.ts'
import { deploymentPage } from './console-pages.ts'
import { failedEventOf } from './failure/failed-event.ts'
import { lifecycleEvents } from './lifecycle.ts'
import type {
  CloudFormationTarget,
  EcsTarget,
  InstanceSummary,
  InstanceTarget,
  LambdaTarget,
  Target,
  TargetConnection,
  UnknownTarget,
} from './model.ts'

const events = (parent: Parameters<typeof lifecycleEvents>[0], _: unknown, { readsLogs }: Context) =>
  lifecycleEvents(parent, readsLogs)

type Parents = Schema.ResolversParentTypes

const target = {
  ...status,
  id: ({ kind, location, deploymentId, targetId }: Target) => encodeId(kind, location, deploymentId, targetId),
  deployment: ({ location, deploymentId }: Target, _: unknown, { codedeploy }: Context) =>
    codedeploy.deployment(location, deploymentId),
  lifecycleEvents: events,
  failedEvent: (target: Target, _: unknown, { readsLogs }: Context) => {
    const event = failedEventOf(target)
    return event && lifecycleEvents({ lifecycleEvents: [event] }, readsLogs)[0]
  },
  location,
  consoleUrl: ({ location, deploymentId }: Target, _: unknown, { locations }: Context) =>
    deploymentPage(deploymentId, locations.named(location).region),
}

const LambdaTargetResolvers: Complete<Schema.LambdaTargetResolvers, LambdaTarget> = {
  ...target,
  function: ({ lambdaFunctionInfo }) => lambdaFunctionInfo,
}

const EcsTargetResolvers: Complete<Schema.EcsTargetResolvers, EcsTarget> = {
  ...target,
  taskSets: ({ taskSetsInfo = [] }) => taskSetsInfo,
}

const EcsTaskSet: Complete<Schema.EcsTaskSetResolvers, Parents['EcsTaskSet']> = {
  identifier: ({ identifer }) => identifer, // AWS's spelling
  targetGroupName: ({ targetGroup }) => targetGroup?.name,
  label: ({ taskSetLabel }) => taskSetLabel,
}

const InstanceSummaries: Complete<Schema.InstanceSummariesResolvers, Parents['InstanceSummaries']> = {
  instances: ({ instances }) => nullOnError<InstanceSummary>(instances),
}

const TargetConnectionResolvers: Complete<Schema.TargetConnectionResolvers, TargetConnection> = {
  ...relay.connection,
  totalCount: async ({ allIds }) => (await allIds()).length,
  targetIds: async ({ ids }) => eachListed(await ids()),
}

export const targetResolvers = {
  Target: { __resolveType: ({ kind }: Target) => kind },
  DeploymentTarget: { __resolveType: ({ kind }: Target) => kind },
  InstanceTarget: target satisfies Complete<Schema.InstanceTargetResolvers, InstanceTarget>,
  LambdaTarget: LambdaTargetResolvers,
  EcsTarget: EcsTargetResolvers,
  CloudFormationTarget: target satisfies Complete<Schema.CloudFormationTargetResolvers, CloudFormationTarget>,
  UnknownTarget: target satisfies Complete<Schema.UnknownTargetResolvers, UnknownTarget>,
  EcsTaskSet,
  InstanceSummary: { ...status, lifecycleEvents: events } satisfies Complete<
    Schema.InstanceSummaryResolvers,
    InstanceSummary
  >,
  InstanceSummaries,
  TargetConnection: TargetConnectionResolvers,
  TargetEdge: relay.edge,
}
