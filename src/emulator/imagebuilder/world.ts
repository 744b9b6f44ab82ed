import type { LifecycleExecution, LifecycleExecutionResource, LifecyclePolicy } from '@aws-sdk/client-imagebuilder'

declare module '../world.ts' {
  interface RegionWorld {
    imagebuilder?: ImageBuilderWorld
  }
}

/** Image Builder's part of a region. Every list is optional; the order of policies and executions does not matter. */
export interface ImageBuilderWorld {
  policies?: LifecyclePolicy[]
  executions?: ExecutionRecord[]
  /** The maximum page size, whatever the caller requests: a service may return fewer items. */
  pageSizes?: {
    ListLifecyclePolicies?: number
    ListLifecycleExecutions?: number
    ListLifecycleExecutionResources?: number
  }
}

/** An execution and its resources, in listing order. */
export interface ExecutionRecord {
  execution: LifecycleExecution
  /** Resources, besides its policy, whose listings include it. */
  resourceArns?: string[]
  /** Resources without a parent were selected by the policy; the others belong to their parent. */
  resources?: { resource: LifecycleExecutionResource; parentResourceId?: string }[]
}
