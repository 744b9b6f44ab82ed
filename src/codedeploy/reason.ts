import { sentence } from '../activity/sentence.ts'
import { errorSentence } from './failure/headline.ts'
import type { Deployment } from './model.ts'
import { type Waiting, waitingOf } from './progress/waiting.ts'
import { isRollback } from './rollback.ts'

/**
 * Why a deployment is in its phase, in one sentence from DeploymentInfo alone: AWS's error, what the deployment
 * waits for, or what a rollback rolls back. Undefined if there is nothing to say.
 */
export function reasonOf(deployment: Deployment): string | undefined {
  const { rollbackInfo, deploymentId } = deployment
  const { rollbackDeploymentId: rollback, rollbackTriggeringDeploymentId: triggering } = rollbackInfo ?? {}
  const error = errorSentence(deployment)
  if (error) {
    const end = rollback && rollback !== deploymentId ? ` Rolled back by ${rollback}.` : ''
    return sentence(`${sentence(error)}${end}`)
  }
  const waiting = waitingOf(deployment)
  if (waiting) return waitingSentence(waiting)
  if (!isRollback(deployment)) return undefined
  return sentence(rollbackInfo?.rollbackMessage || (triggering ? `Rolls back ${triggering}` : '')) || undefined
}

/** The outcome if nobody acts, and when. */
function waitingSentence({ kind, waitMinutes }: Waiting): string | undefined {
  const minutes = waitMinutes === 1 ? '1 minute' : `${waitMinutes} minutes`
  if (kind === 'TRAFFIC_REROUTE')
    return waitMinutes === undefined
      ? 'Waits for traffic to be rerouted.'
      : `Waits for traffic to be rerouted, and is stopped after ${minutes} without it.`
  if (kind === 'ORIGINAL_TERMINATION' && waitMinutes !== undefined)
    return `Keeps the original environment for ${minutes}.`
  return undefined
}
