import type {
  ApplicationInfo,
  DeploymentConfigInfo,
  DeploymentGroupInfo,
  DeploymentInfo,
  DeploymentTarget,
} from '@aws-sdk/client-codedeploy'

declare module '../world.ts' {
  interface RegionWorld {
    codedeploy?: CodeDeployWorld
  }
}

/** CodeDeploy's part of a region. Every list is optional; the order of lists does not matter. */
export interface CodeDeployWorld {
  applications?: ApplicationInfo[]
  groups?: DeploymentGroupInfo[]
  /** The account's own configurations; the CodeDeployDefault ones always exist. */
  configs?: DeploymentConfigInfo[]
  deployments?: DeploymentRecord[]
  /** Number of ids on a page of a list operation: AWS documents no number and accepts none. */
  pageSizes?: PageSizes
  /**
   * Whether an unknown id makes BatchGetDeploymentTargets fail (default) or is omitted from its answer: undocumented.
   */
  missingTargets?: 'fail' | 'omit'
  /** Groups that BatchGetDeploymentGroups omits from its answer, and its message about them. */
  leftOutGroups?: { names: string[]; errorMessage: string }
  /** Whether BatchGetApplicationRevisions gives the contents of AppSpec files: undocumented, by default it does not. */
  batchedContents?: boolean
  /** The errorMessage that BatchGetApplicationRevisions returns instead of any revision. */
  leftOutRevisions?: { errorMessage: string }
}

export interface PageSizes {
  ListApplications?: number
  ListDeploymentGroups?: number
  ListDeploymentConfigs?: number
  ListDeployments?: number
  ListDeploymentTargets?: number
  ListDeploymentInstances?: number
}

/** A deployment and its targets; `target` is called only for ids that a call reads. */
export interface DeploymentRecord {
  info: DeploymentInfo
  targetIds: string[]
  target: (targetId: string) => DeploymentTarget | undefined
}
