import { activityFields } from '../activity/activity-type.ts'
import { inputError, quote } from '../errors.ts'
import type * as Schema from '../generated/resolvers.ts'
import type { Complete } from '../graphql/complete.ts'
import { connectionResolvers as relay } from '../graphql/connection-resolvers.ts'
import { nestedConnection, ofExisting } from '../graphql/connections.ts'
import { encodeId } from '../graphql/ids.ts'
import { keyValues } from '../graphql/key-values.ts'
import { location, status } from '../graphql/shared-fields.ts'
import { activity } from './activity.ts'
import { locationOfArn } from './arn.ts'
import { executions, policies, resources } from './connections.ts'
import type * as Model from './model.ts'

type Parents = Schema.ResolversParentTypes

// lce- and a UUID: https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_GetLifecycleExecution.html
const EXECUTION_ID = /^lce-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export function checkedExecutionId(id: string): string {
  if (EXECUTION_ID.test(id)) return id
  throw inputError(`"lifecycleExecutionId" was ${quote(id)}: expected "lce-" and a UUID.`)
}

type Fields = 'lifecycleExecution' | 'lifecycleExecutions' | 'lifecyclePolicy' | 'lifecyclePolicies'

const Query: Required<Pick<Schema.QueryResolvers, Fields>> = {
  lifecycleExecution: (_, { lifecycleExecutionId, location }, { imagebuilder }) =>
    imagebuilder.findExecution(checkedExecutionId(lifecycleExecutionId), location),
  lifecycleExecutions: (_, { resourceArn, ...page }, { imagebuilder, locations }) => {
    const at = locationOfArn(resourceArn, locations)
    const what = `Image Builder resource ${JSON.stringify(resourceArn)}`
    return ofExisting(executions(imagebuilder, page, at, resourceArn), what, [at])
  },
  lifecyclePolicy: (_, { arn }, { imagebuilder, locations }) => imagebuilder.policy(locationOfArn(arn, locations), arn),
  lifecyclePolicies: async (_, { location, name, ...page }, { imagebuilder, locations }) => {
    if (name === '') throw inputError('"name" was "": expected the name of a lifecycle policy.')
    const names = locations.namesOf(location)
    const listed = policies(imagebuilder, page, names, name)
    return name == null ? listed : ofExisting(listed, `lifecycle policy ${JSON.stringify(name)}`, names)
  },
}

const LifecycleExecution: Complete<Schema.LifecycleExecutionResolvers, Model.Execution> = {
  ...activityFields(activity),
  id: ({ kind, location, lifecycleExecutionId }) => encodeId(kind, location, lifecycleExecutionId),
  location,
  // The policy is in the execution's own location, whatever its ARN says of the account.
  lifecyclePolicy: ({ location, lifecyclePolicyArn }, _, { imagebuilder }) =>
    lifecyclePolicyArn ? imagebuilder.policy(location, lifecyclePolicyArn) : null,
  hasImpactedResources: ({ resourcesImpactedSummary }) => resourcesImpactedSummary?.hasImpactedResources,
  resources: (execution, { parentResourceId, ...page }, { imagebuilder }) =>
    nestedConnection(() => {
      if (parentResourceId === '') throw inputError('"parentResourceId" was "": expected the id of a resource.')
      return resources(imagebuilder, page, execution, parentResourceId)
    }),
}

const LifecycleExecutionResource: Complete<Schema.LifecycleExecutionResourceResolvers, Model.ExecutionResource> = {
  startedAt: ({ startTime }) => startTime,
  endedAt: ({ endTime }) => endTime,
}

const LifecyclePolicy: Complete<Schema.LifecyclePolicyResolvers, Model.Policy> = {
  ...status,
  id: ({ kind, location, arn }) => encodeId(kind, location, arn),
  location,
  createdAt: ({ dateCreated }) => dateCreated,
  updatedAt: ({ dateUpdated }) => dateUpdated,
  lastRunAt: ({ dateLastRun }) => dateLastRun,
  tags: ({ tags }) => keyValues(tags),
  // GetLifecyclePolicy has these, and ListLifecyclePolicies has not.
  policyDetails: async ({ location, arn }, _, { imagebuilder }) => {
    const policy = await imagebuilder.policyDetail(location, arn)
    return policy && (policy.policyDetails ?? [])
  },
  resourceSelection: async ({ location, arn }, _, { imagebuilder }) =>
    (await imagebuilder.policyDetail(location, arn))?.resourceSelection,
  executions: ({ location, arn }, page, { imagebuilder }) =>
    nestedConnection(() => executions(imagebuilder, page, location, arn)),
}

const tagMap = { tagMap: (parent: { tagMap?: Record<string, string> }) => keyValues(parent.tagMap) }

export const resolvers = {
  Query,
  LifecycleExecution,
  LifecycleExecutionState: status satisfies Complete<
    Schema.LifecycleExecutionStateResolvers,
    Parents['LifecycleExecutionState']
  >,
  LifecycleExecutionResource,
  LifecycleExecutionResourceState: status satisfies Complete<
    Schema.LifecycleExecutionResourceStateResolvers,
    Parents['LifecycleExecutionResourceState']
  >,
  LifecyclePolicy,
  LifecyclePolicyDetailExclusionRules: tagMap,
  LifecyclePolicyDetailExclusionRulesAmis: tagMap,
  LifecyclePolicyResourceSelection: tagMap,
  LifecycleExecutionConnection: relay.connection,
  LifecycleExecutionEdge: relay.edge,
  LifecycleExecutionResourceConnection: relay.connection,
  LifecycleExecutionResourceEdge: relay.edge,
  LifecyclePolicyConnection: relay.connection,
  LifecyclePolicyEdge: relay.edge,
}
