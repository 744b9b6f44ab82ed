import { errorSentence, shortened } from './headline.ts'
import type { Deployment } from './model.ts'
import { isRollback } from './rollback.ts'

/**
 * Why a deployment is in its phase, in one sentence told from DeploymentInfo alone: AWS's error, what a deployment that
 * is Ready waits for, or what a rollback rolls back. Undefined where there is nothing to say.
 */
export function reasonOf(deployment: Deployment): string | undefined {
  const { status, rollbackInfo, deploymentId } = deployment
  const error = errorSentence(deployment)
  if (error) {
    const rollback = rollbackInfo?.rollbackDeploymentId
    const end = rollback && rollback !== deploymentId ? ` Rolled back by ${rollback}.` : ''
    return end ? shortened(`${error.replace(/(?<![.!?…])$/, '.')}${end}`) : error
  }
  if (status === 'Ready') return waitingSentence(deployment)
  if (isRollback(deployment)) return shortened(rollbackInfo?.rollbackMessage ?? '') || undefined
  return undefined
}

/** DeploymentReadyOption: what happens when nobody reroutes the traffic. */
function waitingSentence({ blueGreenDeploymentConfiguration }: Deployment): string {
  const { actionOnTimeout, waitTimeInMinutes = 0 } = blueGreenDeploymentConfiguration?.deploymentReadyOption ?? {}
  const wait = 'Waits for traffic to be rerouted'
  if (actionOnTimeout !== 'STOP_DEPLOYMENT') return `${wait}.`
  const minutes = waitTimeInMinutes === 1 ? '1 minute' : `${waitTimeInMinutes} minutes`
  return `${wait}, and is stopped after ${minutes} without it.`
}
