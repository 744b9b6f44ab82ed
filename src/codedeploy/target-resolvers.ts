import type { Context } from '../context.ts'
import type * as Schema from '../generated/resolvers.ts'
import type { Complete } from '../graphql/complete.ts'
import { eachAlone, connectionResolvers as relay } from '../graphql/connections.ts'
import { status } from '../graphql/fields.ts'
import { encodeId } from '../graphql/ids.ts'
import type { TargetConnection } from './connections.ts'
import type {
  CloudFormationTarget,
  EcsTarget,
  InstanceSummary,
  InstanceTarget,
  LambdaTarget,
  Target,
} from './targets.ts'

type Parents = Schema.ResolversParentTypes

const target = {
  ...status,
  id: ({ kind, location, deploymentId, targetId }: Target) => encodeId(kind, location, deploymentId, targetId),
  deployment: ({ location, deploymentId }: Target, _: unknown, { codedeploy }: Context) =>
    codedeploy.deployment(location, deploymentId),
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

const LifecycleEvent: Complete<Schema.LifecycleEventResolvers, Parents['LifecycleEvent']> = {
  ...status,
  name: ({ lifecycleEventName }) => lifecycleEventName ?? '',
  startedAt: ({ startTime }) => startTime,
  endedAt: ({ endTime }) => endTime,
  durationMs: ({ startTime, endTime }) => startTime && endTime && endTime.getTime() - startTime.getTime(),
}

const Diagnostics: Complete<Schema.DiagnosticsResolvers, Parents['Diagnostics']> = {
  errorCode: ({ errorCode }) => errorCode || null, // AWS leaves it empty where no script ran
}

const InstanceSummaries: Complete<Schema.InstanceSummariesResolvers, Parents['InstanceSummaries']> = {
  instances: ({ instances }) => eachAlone<InstanceSummary>(instances),
}

const TargetConnectionResolvers: Complete<Schema.TargetConnectionResolvers, TargetConnection> = {
  ...relay.connection,
  totalCount: async ({ allIds }) => (await allIds()).length,
  targetIds: ({ ids }) => ids(),
}

export const targetResolvers = {
  Target: { __resolveType: ({ kind }: Target) => kind },
  DeploymentTarget: { __resolveType: ({ kind }: Target) => kind },
  InstanceTarget: target satisfies Complete<Schema.InstanceTargetResolvers, InstanceTarget>,
  LambdaTarget: LambdaTargetResolvers,
  EcsTarget: EcsTargetResolvers,
  CloudFormationTarget: target satisfies Complete<Schema.CloudFormationTargetResolvers, CloudFormationTarget>,
  EcsTaskSet,
  LifecycleEvent,
  Diagnostics,
  InstanceSummary: status satisfies Complete<Schema.InstanceSummaryResolvers, InstanceSummary>,
  InstanceSummaries,
  TargetConnection: TargetConnectionResolvers,
  TargetEdge: relay.edge,
}
