import type { LifecycleExecution, LifecyclePolicy } from '@aws-sdk/client-imagebuilder'
import { AwsError } from '../wire.ts'
import type { RegionWorld } from '../world.ts'
import type { ExecutionRecord, ImageBuilderWorld } from './world.ts'

/** A region's Image Builder; lookups throw the ResourceNotFoundException of AWS for an unknown resource. */
export interface Account {
  /** Ordered by ARN. */
  policies: LifecyclePolicy[]
  /** Newest first; executions that have not started come before all others. */
  executions: ExecutionRecord[]
  pageSizes: NonNullable<ImageBuilderWorld['pageSizes']>
  policy: (arn: string | undefined) => LifecyclePolicy
  execution: (id: string | undefined) => ExecutionRecord
}

const accounts = new WeakMap<RegionWorld, Account>()

/** The account of a region's world, indexed once per world. */
export function accountOf(region: RegionWorld): Account {
  const account = accounts.get(region) ?? index(region.imagebuilder ?? {})
  accounts.set(region, account)
  return account
}

function index({ policies = [], executions = [], pageSizes = {} }: ImageBuilderWorld): Account {
  return {
    policies: policies.toSorted((a, b) => ((a.arn ?? '') < (b.arn ?? '') ? -1 : 1)),
    executions: executions.toSorted((a, b) => newestFirst(a.execution, b.execution)),
    pageSizes,
    policy: (arn) => policies.find((one) => one.arn === arn) ?? unknown(arn),
    execution: (id) => executions.find(({ execution }) => execution.lifecycleExecutionId === id) ?? unknown(id),
  }
}

function newestFirst(a: LifecycleExecution, b: LifecycleExecution): number {
  const [startedA, startedB] = [startOf(a), startOf(b)]
  if (startedA !== startedB) return startedB - startedA
  return (a.lifecycleExecutionId ?? '') < (b.lifecycleExecutionId ?? '') ? -1 : 1
}

function startOf({ startTime }: LifecycleExecution): number {
  return startTime?.getTime() ?? Number.MAX_SAFE_INTEGER
}

function unknown(id: string | undefined): never {
  throw new AwsError('ResourceNotFoundException', `The resource '${id}' cannot be found.`)
}
