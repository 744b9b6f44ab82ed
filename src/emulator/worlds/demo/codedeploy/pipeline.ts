import type { ComputePlatform, DeploymentStyle } from '@aws-sdk/client-codedeploy'
import type { Replacement } from './blue-green.ts'
import type { Rollout } from './instance-fleet.ts'
import type { Shift } from './traffic-shift.ts'

/** A pipeline's platform and plan. */
export type Plan =
  | { kind: 'rolling'; rollout: Rollout; onPremises?: boolean }
  | { kind: 'blueGreen'; replacement: Replacement }
  | { kind: 'ecs'; cluster: string; service: string; shift: Shift }
  | { kind: 'lambda'; functionName: string; alias: string; shift: Shift }
  | { kind: 'cloudFormation'; stack: string; shift: Shift }

/** A deployment group with recurring deployments. */
export interface Pipeline {
  region: string
  /** CloudFormation's deployments have neither application nor group. */
  application?: string
  group?: string
  config?: string
  platform: ComputePlatform
  style: DeploymentStyle
  plan: Plan
  /** Milliseconds between two deployments; in the second region they run half of it later. */
  every: number
  /** One in this many deployments stays in the history for two weeks; the others leave it after two hours. */
  keep: number
  /** One in this many of the others fails. */
  failsEvery?: number
  /** One in this many of the others is stopped by an alarm. */
  alarmsEvery?: number
  /** One in this many deployments restarts the installed revision. */
  restartsEvery?: number
  /** Whether instances that join during a deployment are updated by a deployment of their own. */
  autoUpdates?: boolean
}

export const SECOND = 1_000
export const MINUTE = 60_000
