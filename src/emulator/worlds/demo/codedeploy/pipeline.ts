import type { ComputePlatform, DeploymentStyle } from '@aws-sdk/client-codedeploy'
import type { Replacement } from './blue-green.ts'
import type { Rollout } from './instance-fleet.ts'
import type { Shift } from './traffic-shift.ts'

/** What a pipeline deploys to, and how. */
export type Plan =
  | { kind: 'rolling'; rollout: Rollout; onPremises?: boolean }
  | { kind: 'blueGreen'; replacement: Replacement }
  | { kind: 'ecs'; cluster: string; service: string; shift: Shift }
  | { kind: 'lambda'; functionName: string; shift: Shift }
  | { kind: 'cloudFormation'; stack: string; shift: Shift }

/** A deployment group that deploys again and again. */
export interface Pipeline {
  region: string
  /** CloudFormation's deployments have neither application nor group. */
  application?: string
  group?: string
  config?: string
  platform: ComputePlatform
  style: DeploymentStyle
  plan: Plan
  /** Between two deployments, ms; the second region's run half of it later. */
  every: number
  /** Every so many deployments one stays in the history for two weeks; the others go after two hours. */
  keep: number
  /** Every so many of the others fail, too. */
  failsEvery?: number
  /** Every so many of the others are stopped by an alarm. */
  alarmsEvery?: number
  /** Every so many deployments one restarts the revision that is there instead of installing another one. */
  restartsEvery?: number
  /** Instances that join while it deploys are brought up to date by a deployment of their own. */
  autoUpdates?: boolean
}

export const SECOND = 1_000
export const MINUTE = 60_000
