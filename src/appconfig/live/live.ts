import type * as Sdk from '@aws-sdk/client-appconfig'
import type { SubscriptionAppConfigDeploymentArgs } from '../../generated/resolvers.ts'
import type { LiveType } from '../../live/live-type.ts'
import type { Deployment } from '../model.ts'
import { checkedId, checkedNumber } from '../queries.ts'
import { events } from './events.ts'
import { nextStepAt } from './next-step.ts'

type Thing = Deployment & Pick<Sdk.GetDeploymentCommandOutput, 'EventLog'>

// One that is complete can be reverted for three days, which nobody watches.
const ENDS: ReadonlySet<string> = new Set(['COMPLETE', 'ROLLED_BACK', 'REVERTED'] satisfies Sdk.DeploymentState[])

// An alarm, or somebody, may stop it between its steps.
const MAX_PAUSE_MS = 15_000
// A step is a moment late.
const STEP_MS = 500
// One that is later is read often, until the estimate of its moment is more likely to be wrong.
const LATE_MS = 30_000
const LATE_PAUSE_MS = 2_000

/** AppConfig deployments, one per GetDeployment. */
export const live: LiveType<Thing, SubscriptionAppConfigDeploymentArgs> = {
  field: 'appConfigDeployment',
  action: 'appconfig:GetDeployment',
  perCall: 1,
  keyOf: ({ applicationId, environmentId, deploymentNumber }) => ({
    search: ['appconfig', checkedId(applicationId, 'applicationId')],
    part: [checkedId(environmentId, 'environmentId'), String(checkedNumber(deploymentNumber))],
    what: `deployment ${deploymentNumber} of environment "${environmentId}" of an application "${applicationId}"`,
  }),
  read: async ({ appconfig }, location, { applicationId, environmentId, deploymentNumber }) => {
    const deployment = await appconfig.deployment(location, applicationId, environmentId, deploymentNumber)
    if (!deployment) return undefined
    return { ...deployment, EventLog: (await appconfig.deploymentDetail(deployment))?.EventLog }
  },
  hasEnded: ({ State }) => ENDS.has(State ?? ''),
  pauseMs: (deployment, now) => {
    const at = nextStepAt(deployment)
    if (at === undefined || now >= at + LATE_MS) return undefined
    return at > now ? Math.min(at - now + STEP_MS, MAX_PAUSE_MS) : LATE_PAUSE_MS
  },
  isPlanned: true,
  update: (deployment) => ({ deployment }),
  events,
}
