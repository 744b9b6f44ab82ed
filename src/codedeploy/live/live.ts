import type { SubscriptionCodeDeployDeploymentArgs } from '../../generated/resolvers.ts'
import type { LiveType } from '../../live/live-type.ts'
import type { Deployment } from '../model.ts'
import { waitingOf } from '../progress/waiting.ts'
import { checkedDeploymentId } from '../queries.ts'
import { DEPLOYMENTS_PER_BATCH, hasCompleted } from '../source.ts'
import { ChangedTargets } from './changed-targets.ts'
import { events } from './events.ts'

const QUEUED_MS = 10_000
const WAITING_MS = 30_000

// A rollback is started, and noted in rollbackInfo, within some seconds.
const ROLLBACK_MS = 60_000

/** CodeDeploy deployments, 25 per BatchGetDeployments. */
export const live: LiveType<Deployment, SubscriptionCodeDeployDeploymentArgs> = {
  field: 'codeDeployDeployment',
  action: 'codedeploy:BatchGetDeployments',
  perCall: DEPLOYMENTS_PER_BATCH,
  keyOf: ({ deploymentId }) => ({
    search: ['deployment', checkedDeploymentId(deploymentId)],
    what: `deployment ${deploymentId}`,
  }),
  read: ({ codedeploy }, location, { deploymentId }) => codedeploy.deployment(location, deploymentId),
  hasEnded: (deployment, now) => hasCompleted(deployment) && !awaitsRollback(deployment, now),
  pauseMs: (deployment, _, stretch) => {
    if (deployment.status === 'Created' || deployment.status === 'Queued') return QUEUED_MS * stretch
    return waitingOf(deployment) ? WAITING_MS * stretch : undefined
  },
  update: (deployment) => ({ deployment }),
  events,
  parts: { fields: ['changedTargets', 'changedTargetCount'], create: () => new ChangedTargets() },
}

/** Whether a deployment that did not succeed is about to be rolled back. */
function awaitsRollback(deployment: Deployment, now: number): boolean {
  const { status, completeTime, autoRollbackConfiguration, rollbackInfo } = deployment
  if (status === 'Succeeded' || !completeTime || !autoRollbackConfiguration?.enabled) return false
  return !rollbackInfo?.rollbackDeploymentId && now - completeTime.getTime() < ROLLBACK_MS
}
