import type * as Sdk from '@aws-sdk/client-imagebuilder'
import {
  GetLifecycleExecutionCommand,
  GetLifecyclePolicyCommand,
  ListLifecycleExecutionResourcesCommand,
  ListLifecycleExecutionsCommand,
  ListLifecyclePoliciesCommand,
} from '@aws-sdk/client-imagebuilder'
import type { AwsRequest } from '../aws/request/aws-request.ts'
import type { AwsListing, Listing } from '../aws/request/listing.ts'
import { identified } from '../aws/request/tag-shapes.ts'
import { client } from './client.ts'
import type { Execution, ExecutionResource, Policy } from './model.ts'

const MAX_RESULTS = 25 // The most that a page of an Image Builder list holds.

// AWS does not document that an ended execution no longer changes: it counts as final after this time.
const GRACE_MS = 5 * 60_000
export const ENDS: ReadonlySet<string> = new Set([
  'SUCCESS',
  'FAILED',
  'CANCELLED',
] satisfies Sdk.LifecycleExecutionStatus[])

export type ImageBuilderSource = ReturnType<typeof createImageBuilderSource>

declare module '../context.ts' {
  interface Sources {
    imagebuilder: ImageBuilderSource
  }
}

/** Reads Image Builder's image lifecycles for one request. Image Builder has no batch reads. */
export function createImageBuilderSource(aws: AwsRequest) {
  const { locations } = aws
  const imagebuilder = aws.service(client)
  /** GetLifecycleExecution. */
  const execution = imagebuilder.each(GetLifecycleExecutionCommand, {
    input: (lifecycleExecutionId: string) => ({ lifecycleExecutionId }),
    value: ({ lifecycleExecution }, location, id) =>
      lifecycleExecution && withLocation(lifecycleExecution, location, id),
    idOf: ({ lifecycleExecutionId }) => lifecycleExecutionId,
    isFinal: hasEnded,
  })

  /** ListLifecycleExecutions of a policy or of any other resource, newest first. */
  const executions = (location: string, resourceArn: string): Listing<Execution> =>
    imagebuilder.listing(ListLifecycleExecutionsCommand, location, {
      input: (nextToken) => ({ resourceArn, maxResults: MAX_RESULTS, nextToken }),
      page: ({ lifecycleExecutions, nextToken }) => {
        const { items, isIncomplete } = identified(lifecycleExecutions, 'lifecycleExecutionId')
        const executions = items.map((one) => withLocation(one, location, one.lifecycleExecutionId))
        return { items: executions, nextToken, isIncomplete }
      },
      idOf: ({ lifecycleExecutionId }) => lifecycleExecutionId,
    })

  /** ListLifecycleExecutionResources: the resources of an execution or, with a parent, those that belong to it. */
  const resources = (of: Execution, parentResourceId?: string | null): Listing<ExecutionResource> =>
    imagebuilder.listing(ListLifecycleExecutionResourcesCommand, of.location, {
      input: (nextToken) => ({
        lifecycleExecutionId: of.lifecycleExecutionId,
        parentResourceId: parentResourceId ?? undefined,
        maxResults: MAX_RESULTS,
        nextToken,
      }),
      page: ({ resources = [], nextToken }) => ({ items: resources, nextToken }),
      idOf: ({ accountId, region, resourceId }) => [accountId, region, resourceId].join(' '),
      isFinal: (now) => hasEnded(of, now),
    })

  /** The members that ListLifecyclePolicies lacks: GetLifecyclePolicy. */
  const policyDetail = imagebuilder.each(GetLifecyclePolicyCommand, {
    input: (lifecyclePolicyArn: string) => ({ lifecyclePolicyArn }),
    value: ({ lifecyclePolicy }) => lifecyclePolicy,
  })

  /** ListLifecyclePolicies of one location: summaries. */
  const policies = (location: string): AwsListing<Policy> =>
    imagebuilder.listing(ListLifecyclePoliciesCommand, location, {
      input: (nextToken) => ({ maxResults: MAX_RESULTS, nextToken }),
      page: ({ lifecyclePolicySummaryList, nextToken }) => {
        const { items, isIncomplete } = identified(lifecyclePolicySummaryList, 'arn')
        const policies = items.map((one) => Object.assign(one, { kind: 'LifecyclePolicy', location } as const))
        return { items: policies, nextToken, isIncomplete }
      },
      idOf: ({ arn }) => arn,
    })

  /**
   * The policies of that name, filtered from the same listing; it is missing when there are none. AWS has a filter for it,
   * which one of its documents spells Name and another name, and whose case matters.
   */
  const policiesNamed = (location: string, name: string): Listing<Policy> => {
    const listing = policies(location)
    return {
      ...listing,
      read: async (token) => {
        const { items, ...page } = await listing.read(token)
        const named = items.filter((policy) => policy.name === name)
        return { ...page, items: named, isMissing: named.length === 0 && !page.nextToken && !page.isIncomplete }
      },
    }
  }

  return {
    execution,
    executions,
    resources,
    policyDetail,
    policies,
    policiesNamed,

    /** The execution, in the named location or wherever it is. */
    findExecution: (lifecycleExecutionId: string, location?: string | null) =>
      locations.find(['execution', lifecycleExecutionId], location, (at) => execution(at, lifecycleExecutionId)),

    /** A policy by GetLifecyclePolicy, in the shape that lists have. */
    policy: async (location: string, arn: string): Promise<Policy | undefined> => {
      const detail = await policyDetail(location, arn)
      return detail && { ...detail, kind: 'LifecyclePolicy', location, arn }
    },

    /** Every lifecycle policy of a location; once per request. */
    allPolicies: async (location: string): Promise<readonly Policy[]> =>
      (await imagebuilder.enumeration(policies(location))).items,
  }
}

const withLocation = (shape: Sdk.LifecycleExecution, location: string, lifecycleExecutionId: string): Execution =>
  Object.assign(shape, { kind: 'LifecycleExecution', location, lifecycleExecutionId } as const)

const hasEnded = ({ state, endTime }: Execution, now: number): boolean =>
  ENDS.has(state?.status ?? '') && endTime !== undefined && now - endTime.getTime() > GRACE_MS
