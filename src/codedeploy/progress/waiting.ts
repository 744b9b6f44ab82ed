import type { Deployment, Target } from '../model.ts'

/** The parent of DeploymentWaiting; `waitMinutes` where the wait ends by itself. */
export interface Waiting {
  deployment: Deployment
  kind: 'TRAFFIC_REROUTE' | 'ORIGINAL_TERMINATION' | 'UNKNOWN'
  waitMinutes: number | undefined
  phaseAtDeadline: 'STOPPED' | 'SUCCEEDED' | undefined
}

/**
 * The wait of a deployment, derived from DeploymentInfo. With CONTINUE_DEPLOYMENT, or no DeploymentReadyOption, a
 * deployment that is Ready continues by itself: it does not wait.
 */
export function waitingOf(deployment: Deployment): Waiting | undefined {
  const { status, blueGreenDeploymentConfiguration, instanceTerminationWaitTimeStarted } = deployment
  const { deploymentReadyOption, terminateBlueInstancesOnDeploymentSuccess } = blueGreenDeploymentConfiguration ?? {}
  if (status === 'Ready') {
    const { actionOnTimeout, waitTimeInMinutes } = deploymentReadyOption ?? {}
    if (!actionOnTimeout || actionOnTimeout === 'CONTINUE_DEPLOYMENT') return undefined
    if (actionOnTimeout !== 'STOP_DEPLOYMENT')
      return { deployment, kind: 'UNKNOWN', waitMinutes: undefined, phaseAtDeadline: undefined }
    return { deployment, kind: 'TRAFFIC_REROUTE', waitMinutes: waitTimeInMinutes, phaseAtDeadline: 'STOPPED' }
  }
  if (status === 'InProgress' && instanceTerminationWaitTimeStarted) {
    const { action, terminationWaitTimeInMinutes } = terminateBlueInstancesOnDeploymentSuccess ?? {}
    const waitMinutes = action === 'TERMINATE' ? terminationWaitTimeInMinutes : undefined
    return { deployment, kind: 'ORIGINAL_TERMINATION', waitMinutes, phaseAtDeadline: 'SUCCEEDED' }
  }
  return undefined
}

/** The end of the latest lifecycle event: AWS does not say when a wait began, which is no earlier. */
export function latestEndOf(targets: readonly Target[]): Date | undefined {
  const ends = targets.flatMap(({ lifecycleEvents = [] }) => lifecycleEvents.flatMap(({ endTime }) => endTime ?? []))
  return ends.reduce<Date | undefined>((latest, end) => (latest && latest >= end ? latest : end), undefined)
}

/** When a wait that began at a moment ends by itself; undefined if it does not. */
export const deadlineOf = ({ waitMinutes }: Waiting, since: Date | undefined): Date | undefined =>
  since && waitMinutes !== undefined ? new Date(since.getTime() + waitMinutes * 60_000) : undefined
