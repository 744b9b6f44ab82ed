import type * as Sdk from '@aws-sdk/client-imagebuilder'
import {
  GetLifecycleExecutionCommand,
  GetLifecyclePolicyCommand,
  ListLifecycleExecutionResourcesCommand,
  ListLifecycleExecutionsCommand,
  ListLifecyclePoliciesCommand,
} from '@aws-sdk/client-imagebuilder'
import { type Listing, readAll } from '../aws/listing.ts'
import { each } from '../aws/loader.ts'
import type { Located } from '../aws/located.ts'
import type { Session } from '../aws/session.ts'

const maxResults = 25 // The most that a page of an Image Builder list holds.

export type Execution = Located<'LifecycleExecution', Sdk.LifecycleExecution, 'lifecycleExecutionId'>
export type ExecutionResource = Sdk.LifecycleExecutionResource

/** A policy as ListLifecyclePolicies gives it. */
export type Policy = Located<'LifecyclePolicy', Sdk.LifecyclePolicySummary, 'arn'>

/** What Image Builder can tell of image lifecycles, for one request. It has no batch reads. */
export class ImageBuilderSource {
  readonly #aws: Session
  readonly #read

  constructor(aws: Session) {
    this.#aws = aws
    this.#read = aws.reader(aws.clients.imagebuilder)
  }

  /** GetLifecycleExecution. */
  readonly execution = each(async (location: string, lifecycleExecutionId: string): Promise<Execution | undefined> => {
    const { lifecycleExecution } = await this.#read(
      location,
      new GetLifecycleExecutionCommand({ lifecycleExecutionId }),
    )
    return lifecycleExecution && execution(lifecycleExecution, location, lifecycleExecutionId)
  })

  findExecution(lifecycleExecutionId: string, location?: string | null): Promise<Execution | undefined> {
    return this.#aws.locations.find(['execution', lifecycleExecutionId], location, (at) =>
      this.execution(at, lifecycleExecutionId),
    )
  }

  /** ListLifecycleExecutions of a policy or of any other resource, newest first. */
  executions(location: string, resourceArn: string): Listing<Execution> {
    const idOf = ({ lifecycleExecutionId }: Execution) => lifecycleExecutionId
    return this.#aws.listing(location, `executions ${resourceArn}`, idOf, async (nextToken) => {
      const command = new ListLifecycleExecutionsCommand({ resourceArn, maxResults, nextToken })
      const page = await this.#read(location, command)
      const items = (page.lifecycleExecutions ?? []).map((one) =>
        execution(one, location, one.lifecycleExecutionId ?? ''),
      )
      return { items, nextToken: page.nextToken }
    })
  }

  /** ListLifecycleExecutionResources: what an execution touched or, with a parent, what hangs on that. */
  resources(
    { location, lifecycleExecutionId }: Execution,
    parentResourceId?: string | null,
  ): Listing<ExecutionResource> {
    const name = `resources ${lifecycleExecutionId} ${parentResourceId ?? ''}`
    const idOf = ({ accountId, region, resourceId }: ExecutionResource) => [accountId, region, resourceId].join(' ')
    return this.#aws.listing(location, name, idOf, async (nextToken) => {
      const command = new ListLifecycleExecutionResourcesCommand({
        lifecycleExecutionId,
        parentResourceId: parentResourceId ?? undefined,
        maxResults,
        nextToken,
      })
      const page = await this.#read(location, command)
      return { items: page.resources ?? [], nextToken: page.nextToken }
    })
  }

  /** What ListLifecyclePolicies leaves out: GetLifecyclePolicy. */
  readonly policyDetail = each(async (location: string, lifecyclePolicyArn: string) => {
    const { lifecyclePolicy } = await this.#read(location, new GetLifecyclePolicyCommand({ lifecyclePolicyArn }))
    return lifecyclePolicy
  })

  /** A policy by GetLifecyclePolicy, in the shape that lists have. */
  async policy(location: string, arn: string): Promise<Policy | undefined> {
    const detail = await this.policyDetail(location, arn)
    return detail && { ...detail, kind: 'LifecyclePolicy', location, arn }
  }

  /** ListLifecyclePolicies of one location: summaries. */
  policies(location: string): Listing<Policy> {
    return this.#aws.listing(
      location,
      'policies',
      ({ arn }) => arn,
      async (nextToken) => {
        const page = await this.#read(location, new ListLifecyclePoliciesCommand({ maxResults, nextToken }))
        const items = (page.lifecyclePolicySummaryList ?? []).map((summary) =>
          Object.assign(summary, { kind: 'LifecyclePolicy', location, arn: summary.arn ?? '' } as const),
        )
        return { items, nextToken: page.nextToken }
      },
    )
  }

  /** Every lifecycle policy of a location. */
  allPolicies(location: string): Promise<readonly Policy[]> {
    return this.#aws.enumerations.get(`imagebuilder ${location}`, () => readAll(this.policies(location).read))
  }
}

const execution = (shape: Sdk.LifecycleExecution, location: string, lifecycleExecutionId: string): Execution =>
  Object.assign(shape, { kind: 'LifecycleExecution', location, lifecycleExecutionId } as const)
