import type { Deployment, Target } from '../model.ts'
import type { CodeDeploySource } from '../source.ts'
import { TARGETS_PER_BATCH, type TargetFilter } from '../targets.ts'
import { isFleet } from './progress.ts'

/**
 * The first 25 targets of a deployment that match a filter: one ListDeploymentTargets and one BatchGetDeploymentTargets.
 * A target that AWS listed and no longer describes is left out.
 */
export async function firstTargets(
  { targets: { ids, target } }: CodeDeploySource,
  { location, deploymentId }: Deployment,
  filter?: TargetFilter,
): Promise<Target[]> {
  const { items } = await ids(location, deploymentId, filter).read(undefined)
  const reads = items.slice(0, TARGETS_PER_BATCH).map((id) => target(location, deploymentId, id))
  return (await Promise.all(reads)).filter((one) => one !== undefined)
}

/** The first 25 targets in progress of a fleet, without a call where AWS counts none; elsewhere the one there is. */
export async function movingTargets(codedeploy: CodeDeploySource, deployment: Deployment): Promise<Target[]> {
  if (!isFleet(deployment)) return firstTargets(codedeploy, deployment)
  if (!deployment.deploymentOverview?.InProgress) return []
  return firstTargets(codedeploy, deployment, { statuses: ['IN_PROGRESS'] })
}
