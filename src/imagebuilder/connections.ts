import { type PageArguments, summaryConnection } from '../graphql/connections.ts'
import type { Execution, ExecutionConnection, ExecutionResourceConnection, PolicyConnection } from './model.ts'
import type { ImageBuilderSource } from './source.ts'

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

/** Location after location: one ListLifecyclePolicies per 25. Of that name, or all. */
export const policies = (
  source: ImageBuilderSource,
  page: PageArguments,
  locations: readonly string[],
  name?: string | null,
): PolicyConnection =>
  summaryConnection(
    locations.map((location) => (name == null ? source.policies(location) : source.policiesNamed(location, name))),
    page,
  )
