import type { DeploymentInfo, DeploymentTarget } from '@aws-sdk/client-codedeploy'
import { RAW } from '../wire.ts'
import type { DeploymentRecord } from './world.ts'

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
