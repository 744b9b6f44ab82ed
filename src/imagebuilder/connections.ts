import { type Edge, type ListingConnection, type PageArguments, summaryConnection } from '../graphql/connections.ts'
import type { Execution, ExecutionResource, ImageBuilderSource, Policy } from './source.ts'

export type ExecutionConnection = ListingConnection<Execution>
export type ExecutionEdge = Edge<Execution>
export type ExecutionResourceConnection = ListingConnection<ExecutionResource>
export type ExecutionResourceEdge = Edge<ExecutionResource>
export type PolicyConnection = ListingConnection<Policy>
export type PolicyEdge = Edge<Policy>

/** Newest first: one ListLifecycleExecutions per 25. */
export const executions = (
  source: ImageBuilderSource,
  page: PageArguments,
  location: string,
  arn: string,
): ExecutionConnection => summaryConnection([source.executions(location, arn)], page)

/** One ListLifecycleExecutionResources per 25. */
export const resources = (
  source: ImageBuilderSource,
  page: PageArguments,
  execution: Execution,
  parentResourceId?: string | null,
): ExecutionResourceConnection => summaryConnection([source.resources(execution, parentResourceId)], page)

/** Location after location: one ListLifecyclePolicies per 25. */
export const policies = (
  source: ImageBuilderSource,
  page: PageArguments,
  locations: readonly string[],
): PolicyConnection =>
  summaryConnection(
    locations.map((location) => source.policies(location)),
    page,
  )
