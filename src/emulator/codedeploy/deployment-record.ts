import type { DeploymentInfo, DeploymentTarget } from '@aws-sdk/client-codedeploy'
import { RAW } from '../wire.ts'
import type { DeploymentRecord } from './world.ts'

/** The members that every kind of target has. */
export type TargetDetail = NonNullable<
  | DeploymentTarget['instanceTarget']
  | DeploymentTarget['lambdaTarget']
  | DeploymentTarget['ecsTarget']
  | DeploymentTarget['cloudFormationTarget']
>

/** The one member of a target that is set for its type. */
export function detailOf(target: DeploymentTarget | undefined): TargetDetail | undefined {
  return target?.instanceTarget ?? target?.lambdaTarget ?? target?.ecsTarget ?? target?.cloudFormationTarget
}

/** A target of a kind that the SDK's model lacks, in its wire format. */
export interface RawTarget extends DeploymentTarget {
  targetId: string
  [RAW]: object
}

/** Such a target; `member` is its name in AWS's answer, `wire` its value, with times in epoch seconds. */
export const rawTarget = (type: string, member: string, wire: { targetId: string }): RawTarget => ({
  targetId: wire.targetId,
  [RAW]: { deploymentTargetType: type, [member]: wire },
})

/** A deployment whose targets are listed individually; each needs its `targetId`. */
export function deploymentOf(info: DeploymentInfo, targets: (DeploymentTarget | RawTarget)[] = []): DeploymentRecord {
  const idOf = (target: DeploymentTarget | RawTarget) =>
    'targetId' in target ? target.targetId : (detailOf(target)?.targetId ?? '')
  const byId = new Map(targets.map((target) => [idOf(target), target]))
  return { info, targetIds: [...byId.keys()], target: (targetId) => byId.get(targetId) }
}
