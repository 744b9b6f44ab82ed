import type * as Sdk from '@aws-sdk/client-imagebuilder'
import type { Located } from '../aws/request/tag-shapes.ts'
import type { Edge, ListingConnection } from '../graphql/connections.ts'
import type { Update } from '../live/live-type.ts'

// The parents of Image Builder's types: the SDK's own shapes with what AWS always sends, and the location they came from.

export type Execution = Located<'LifecycleExecution', Sdk.LifecycleExecution, 'lifecycleExecutionId'>
export type ExecutionResource = Sdk.LifecycleExecutionResource

/** A policy as ListLifecyclePolicies gives it. */
export type Policy = Located<'LifecyclePolicy', Sdk.LifecyclePolicySummary, 'arn'>

export type ExecutionUpdate = Update<{ execution: Execution }>

export type ExecutionConnection = ListingConnection<Execution>
export type ExecutionEdge = Edge<Execution>
export type ExecutionResourceConnection = ListingConnection<ExecutionResource>
export type ExecutionResourceEdge = Edge<ExecutionResource>
export type PolicyConnection = ListingConnection<Policy>
export type PolicyEdge = Edge<Policy>
