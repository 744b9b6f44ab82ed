import type { Context } from '../../context.ts'
import type * as Schema from '../../generated/resolvers.ts'
import type { Complete } from '../../graphql/complete.ts'
import type { Deployment } from '../model.ts'
import { firstTargets, movingTargets } from './first-targets.ts'
import { percentDone } from './overview.ts'
import { isFleet, type Progress, progressOf } from './progress.ts'
import { deadlineOf, latestEndOf, type Waiting } from './waiting.ts'

/** The targets that show the progress of a deployment: those in progress of a fleet, otherwise its only one. */
const readProgress = async (deployment: Deployment, { codedeploy }: Context): Promise<Progress> =>
  progressOf(deployment, await movingTargets(codedeploy, deployment))

const DeploymentProgress: Complete<Schema.DeploymentProgressResolvers, Deployment> = {
  percent: async (deployment, _, context) => {
    if (deployment.status === 'Succeeded') return 100
    if (isFleet(deployment)) return percentDone(deployment.deploymentOverview)
    return (await readProgress(deployment, context)).percent
  },
  trafficPercent: async (deployment, _, context) =>
    isFleet(deployment) ? null : (await readProgress(deployment, context)).trafficPercent,
  currentEvent: async (deployment, _, context) => (await readProgress(deployment, context)).currentEvent,
  currentEventSince: async (deployment, _, context) => (await readProgress(deployment, context)).currentEventSince,
}

/** Since when it waits; a deployment that is Ready has targets that are. */
async function sinceOf({ deployment, kind }: Waiting, { codedeploy }: Context): Promise<Date | undefined> {
  const filter = kind === 'ORIGINAL_TERMINATION' ? undefined : { statuses: ['READY' as const] }
  return latestEndOf(await firstTargets(codedeploy, deployment, filter))
}

const DeploymentWaiting: Complete<Schema.DeploymentWaitingResolvers, Waiting> = {
  since: (waiting, _, context) => sinceOf(waiting, context),
  deadline: async (waiting, _, context) =>
    waiting.waitMinutes === undefined ? null : deadlineOf(waiting, await sinceOf(waiting, context)),
}

export const progressResolvers = { DeploymentProgress, DeploymentWaiting }
