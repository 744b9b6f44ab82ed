import type {
  LifecyclePolicy,
  LifecyclePolicySummary,
  ListLifecycleExecutionResourcesRequest,
  ListLifecycleExecutionResourcesResponse,
  ListLifecycleExecutionsRequest,
  ListLifecycleExecutionsResponse,
  ListLifecyclePoliciesRequest,
  ListLifecyclePoliciesResponse,
} from '@aws-sdk/client-imagebuilder'
import { page } from '../pages.ts'
import { AwsError } from '../wire.ts'
import type { Account } from './account.ts'

const PAGE = 25 // maxResults: "Valid Range: Minimum value of 1. Maximum value of 25."

interface PageRequest {
  maxResults?: number | undefined
  nextToken?: string | undefined
}

/** The executions of a policy or of another resource, newest first. A policy must exist, another resource need not. */
export function listLifecycleExecutions(
  input: ListLifecycleExecutionsRequest,
  account: Account,
): ListLifecycleExecutionsResponse {
  const { resourceArn = '' } = input
  if (resourceArn.includes(':lifecycle-policy/')) account.policy(resourceArn)
  const executions = account.executions
    .filter(({ execution, resourceArns = [] }) => [execution.lifecyclePolicyArn, ...resourceArns].includes(resourceArn))
    .map(({ execution }) => execution)
  const key = (one: (typeof executions)[number]) => one.lifecycleExecutionId ?? ''
  const { items, nextToken } = cut('ListLifecycleExecutions', input, account, executions, key)
  return { lifecycleExecutions: items, nextToken }
}

/** The resources that the policy selected, or those that belong to the parent. */
export function listLifecycleExecutionResources(
  input: ListLifecycleExecutionResourcesRequest,
  account: Account,
): ListLifecycleExecutionResourcesResponse {
  const { execution, resources = [] } = account.execution(input.lifecycleExecutionId)
  const children = resources
    .filter(({ parentResourceId }) => parentResourceId === input.parentResourceId)
    .map(({ resource }) => resource)
  const key = (one: (typeof children)[number]) => `${one.accountId}/${one.region}/${one.resourceId}`
  const { items, nextToken } = cut('ListLifecycleExecutionResources', input, account, children, key)
  return {
    lifecycleExecutionId: execution.lifecycleExecutionId,
    lifecycleExecutionState: execution.state,
    resources: items,
    nextToken,
  }
}

/** Summaries, filtered by name and status: botocore's documentation of this operation writes `Name` and `Status`, that of
 * all others `name` and `status`, which is also what was recorded. */
export function listLifecyclePolicies(
  input: ListLifecyclePoliciesRequest,
  account: Account,
): ListLifecyclePoliciesResponse {
  const predicates = (input.filters ?? []).map(({ name, values = [] }, index) => {
    if (name === 'name' || name === 'Name') return (policy: LifecyclePolicy) => values.includes(policy.name ?? '')
    if (name === 'status' || name === 'Status')
      return (policy: LifecyclePolicy) => values.some((value) => value === policy.status)
    const message = `The value supplied for parameter 'filters[${index}].name' is not valid. Allowed values: name, status.`
    throw new AwsError('InvalidParameterValueException', message)
  })
  const policies = account.policies.filter((policy) => predicates.every((matches) => matches(policy)))
  const { items, nextToken } = cut('ListLifecyclePolicies', input, account, policies, ({ arn = '' }) => arn)
  return { lifecyclePolicySummaryList: items.map(summary), nextToken }
}

function cut<T>(
  operation: keyof Account['pageSizes'],
  { maxResults = PAGE, nextToken: token, ...request }: PageRequest,
  account: Account,
  items: T[],
  key: (item: T) => string,
) {
  const size = Math.min(maxResults, account.pageSizes[operation] ?? PAGE)
  return page({ request: [operation, request], items, key, size, token, refusal: 'InvalidPaginationTokenException' })
}

function summary({ policyDetails, resourceSelection, ...shown }: LifecyclePolicy): LifecyclePolicySummary {
  return shown
}
