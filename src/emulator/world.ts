import type {
  Application,
  ConfigurationProfile,
  Deployment,
  DeploymentStrategy,
  DeploymentSummary,
  Environment,
} from '@aws-sdk/client-appconfig'
import type {
  ApplicationInfo,
  DeploymentConfigInfo,
  DeploymentGroupInfo,
  DeploymentInfo,
  DeploymentTarget,
} from '@aws-sdk/client-codedeploy'
import type { LifecycleExecution, LifecycleExecutionResource, LifecyclePolicy } from '@aws-sdk/client-imagebuilder'
import { RAW } from './wire.ts'

export { DEMO_LOCATIONS, demoWorld } from './worlds/demo/demo-world.ts'
export { type FleetOptions, fleetWorld } from './worlds/fleet/fleet-world.ts'

/** Everything that exists in a region at a moment (epoch milliseconds). Pure: equal arguments, equal worlds. */
export type World = (region: string, now: number) => RegionWorld

/** One region of a world; a service left out is an empty one. */
export interface RegionWorld {
  codedeploy?: CodeDeployWorld
  appconfig?: AppConfigWorld
  imagebuilder?: ImageBuilderWorld
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

/** The members every kind of target has. */
export type TargetDetail = NonNullable<
  | DeploymentTarget['instanceTarget']
  | DeploymentTarget['lambdaTarget']
  | DeploymentTarget['ecsTarget']
  | DeploymentTarget['cloudFormationTarget']
>

/** The one member of a target that its type fills in. */
export function detailOf(target: DeploymentTarget | undefined): TargetDetail | undefined {
  return target?.instanceTarget ?? target?.lambdaTarget ?? target?.ecsTarget ?? target?.cloudFormationTarget
}

/** A target of a kind that the SDK's model lacks, as it is on the wire. */
export interface RawTarget extends DeploymentTarget {
  targetId: string
  [RAW]: object
}

/** Such a target; `member` is where AWS's answer has it, `wire` what it has there: times are epoch seconds. */
export const rawTarget = (type: string, member: string, wire: { targetId: string }): RawTarget => ({
  targetId: wire.targetId,
  [RAW]: { deploymentTargetType: type, [member]: wire },
})

/** A deployment whose targets are written out one by one; each needs its `targetId`. */
export function deploymentOf(info: DeploymentInfo, targets: (DeploymentTarget | RawTarget)[] = []): DeploymentRecord {
  const idOf = (target: DeploymentTarget | RawTarget) =>
    'targetId' in target ? target.targetId : (detailOf(target)?.targetId ?? '')
  const byId = new Map(targets.map((target) => [idOf(target), target]))
  return { info, targetIds: [...byId.keys()], target: (targetId) => byId.get(targetId) }
}

/** An AppConfig deployment; without a type, a user's. */
export type AppConfigDeployment = Deployment & Pick<DeploymentSummary, 'Type'>

/** AppConfig's part of a region. Every list may be left out; the order of lists does not matter. */
export interface AppConfigWorld {
  applications?: Application[]
  environments?: Environment[]
  configurationProfiles?: ConfigurationProfile[]
  /** The account's own strategies; the predefined ones are always there. */
  deploymentStrategies?: DeploymentStrategy[]
  /** As GetDeployment answers them; the summaries of ListDeployments are taken from them, and have a type of their own. */
  deployments?: AppConfigDeployment[]
  /** The most items that a page holds, whatever the caller asks: a service may answer fewer. */
  pageSizes?: {
    ListApplications?: number
    ListEnvironments?: number
    ListConfigurationProfiles?: number
    ListDeployments?: number
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
