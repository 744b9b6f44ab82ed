import type { DeploymentOverview } from '@aws-sdk/client-codedeploy'

/** How many targets a deployment has: the counts that AWS leaves out are zero. */
export const totalOf = ({
  Pending = 0,
  InProgress = 0,
  Succeeded = 0,
  Failed = 0,
  Skipped = 0,
  Ready = 0,
}: DeploymentOverview): number => Pending + InProgress + Succeeded + Failed + Skipped + Ready
