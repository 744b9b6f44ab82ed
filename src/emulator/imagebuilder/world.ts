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
  /** Resources besides its policy that it is listed for. */
  resourceArns?: string[]
  /** Without a parent they are the resources that the policy selected, with one what hangs on them. */
  resources?: { resource: LifecycleExecutionResource; parentResourceId?: string }[]
}
