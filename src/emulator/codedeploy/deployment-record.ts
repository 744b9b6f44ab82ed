import type { DeploymentInfo, DeploymentTarget } from '@aws-sdk/client-codedeploy'
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

/** A deployment whose targets are written out one by one; each needs its `targetId`. */
export function deploymentOf(info: DeploymentInfo, targets: DeploymentTarget[] = []): DeploymentRecord {
  const byId = new Map(targets.map((target) => [detailOf(target)?.targetId ?? '', target]))
  return { info, targetIds: [...byId.keys()], target: (targetId) => byId.get(targetId) }
}
