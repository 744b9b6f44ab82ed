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

/** CodeDeploy's part of a region. Every list may be left out; the order of lists does not matter. */
export interface CodeDeployWorld {
  applications?: ApplicationInfo[]
  groups?: DeploymentGroupInfo[]
  /** The account's own configurations; the CodeDeployDefault ones are always there. */
  configs?: DeploymentConfigInfo[]
  deployments?: DeploymentRecord[]
  /** How many ids a page of a list operation holds: AWS documents no number and takes none. */
  pageSizes?: PageSizes
  /** Whether an unknown id fails BatchGetDeploymentTargets (default) or is left out of its answer: undocumented. */
  missingTargets?: 'fail' | 'omit'
  /** Groups that BatchGetDeploymentGroups leaves out of its answer, and what it says of them. */
  leftOutGroups?: { names: string[]; errorMessage: string }
  /** Whether BatchGetApplicationRevisions gives the contents of AppSpec files: undocumented, by default it does not. */
  batchedContents?: boolean
  /** What BatchGetApplicationRevisions says instead of giving any revision. */
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

/** A deployment and its targets; `target` is asked only for the ids that a call reads. */
export interface DeploymentRecord {
  info: DeploymentInfo
  targetIds: string[]
  target: (targetId: string) => DeploymentTarget | undefined
}
