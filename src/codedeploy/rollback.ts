import type { Deployment } from './model.ts'

// DeploymentInfo.creator, https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html
const ROLLBACK_CREATORS: ReadonlySet<string> = new Set(['codeDeployRollback', 'CloudFormationRollback'])

/** Whether a deployment brings an earlier revision back. The deployment that it follows has a rollbackInfo, too. */
export function isRollback({ creator, deploymentId, rollbackInfo }: Deployment): boolean {
  const triggering = rollbackInfo?.rollbackTriggeringDeploymentId
  return ROLLBACK_CREATORS.has(creator ?? '') || (Boolean(triggering) && triggering !== deploymentId)
}
