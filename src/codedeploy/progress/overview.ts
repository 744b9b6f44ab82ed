import type { DeploymentOverview } from '@aws-sdk/client-codedeploy'

// The counts that AWS leaves out are zero.

/** How many targets a deployment has. */
export const totalOf = ({
  Pending = 0,
  InProgress = 0,
  Succeeded = 0,
  Failed = 0,
  Skipped = 0,
  Ready = 0,
}: DeploymentOverview): number => Pending + InProgress + Succeeded + Failed + Skipped + Ready

/** Percent of the targets that are done; undefined if AWS counts no target. */
export function percentDone(overview: DeploymentOverview | undefined): number | undefined {
  if (!overview) return undefined
  const { Succeeded = 0, Failed = 0, Skipped = 0 } = overview
  const percent = (100 * (Succeeded + Failed + Skipped)) / totalOf(overview)
  return Number.isFinite(percent) ? percent : undefined
}
