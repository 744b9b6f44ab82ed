import type { LifecycleExecution, LifecycleExecutionResource, LifecyclePolicy } from '@aws-sdk/client-imagebuilder'

declare module '../world.ts' {
  interface RegionWorld {
    imagebuilder?: ImageBuilderWorld
  }
}

/** Image Builder's part of a region. Every list may be left out; the order of policies and executions does not matter. */
export interface ImageBuilderWorld {
  policies?: LifecyclePolicy[]
  executions?: ExecutionRecord[]
  /** The most items that a page holds, whatever the caller asks: a service may answer fewer. */
  pageSizes?: {
    ListLifecyclePolicies?: number
    ListLifecycleExecutions?: number
    ListLifecycleExecutionResources?: number
  }
}

/** An execution and the resources it touched, in the order they are listed in. */
export interface ExecutionRecord {
  execution: LifecycleExecution
  /** The resources, besides its policy, whose listings include it. */
  resourceArns?: string[]
  /** Those without a parent were selected by the policy; the others belong to their parent. */
  resources?: { resource: LifecycleExecutionResource; parentResourceId?: string }[]
}
