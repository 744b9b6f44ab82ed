import { type CompletionEstimate, NO_ESTIMATE, scheduled } from '../../activity/estimate.ts'
import type { Context } from '../../context.ts'
import { GatewayError } from '../../errors.ts'
import type { Deployment, Target } from '../model.ts'
import { firstTargets } from '../progress/first-targets.ts'
import { totalOf } from '../progress/overview.ts'
import { isFleet } from '../progress/progress.ts'
import { readProgress } from '../progress/progress-resolvers.ts'
import { deadlineOf, latestEndOf, type Waiting, waitingOf } from '../progress/waiting.ts'
import { estimateFromHistory, percentile, type Sample } from './estimate-history.ts'
import { shiftMs } from './traffic-schedule.ts'

const ENDED: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Stopped'])
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

// How many of the group's last successes an estimate comes from.
const MAX_SAMPLES = 10

/**
 * When a deployment should end; undefined once it has. A wait for its termination and traffic that moves by a canary or a
 * linear configuration have a schedule; a wait for a person has none, and all other deployments are estimated from the group's history.
 */
export async function estimateOf(deployment: Deployment, context: Context): Promise<CompletionEstimate | undefined> {
  if (ENDED.has(deployment.status ?? '')) return undefined
  const waiting = waitingOf(deployment)
  if (waiting && waiting.kind !== 'ORIGINAL_TERMINATION') return NO_ESTIMATE
  const end = waiting ? await terminationEnd(waiting, context) : await shiftEnd(deployment, context)
  if (end) return scheduled(end, context.now)
  const samples = await samplesOf(deployment, context)
  const { startTime, createTime, deploymentOverview: overview } = deployment
  const started = startTime ?? createTime
  if (!started) return NO_ESTIMATE
  const { Succeeded = 0, Failed = 0, Skipped = 0 } = overview ?? {}
  const running = {
    elapsedMs: context.now - started.getTime(),
    targetsLeft: isFleet(deployment) && overview ? totalOf(overview) - Succeeded - Failed - Skipped : undefined,
  }
  return {
    ...estimateFromHistory(running, samples, context.now),
    stuckSince: (context) => stuckSince(deployment, samples, context),
  }
}

const terminationEnd = async (waiting: Waiting, { codedeploy }: Context) =>
  waiting.waitMinutes === undefined
    ? undefined
    : deadlineOf(waiting, latestEndOf(await firstTargets(codedeploy, waiting.deployment)))

/** The end of a shift of traffic that has begun, and of the wait behind it; undefined if no times are set. */
async function shiftEnd(deployment: Deployment, { codedeploy }: Context): Promise<Date | undefined> {
  const { location, deploymentConfigName, blueGreenDeploymentConfiguration } = deployment
  if (isFleet(deployment) || !deploymentConfigName || deployment.status === 'Created') return undefined
  const config = await codedeploy.config(location, deploymentConfigName)
  const duration = shiftMs(config?.trafficRoutingConfig)
  if (duration === undefined) return undefined
  const began = (await firstTargets(codedeploy, deployment)).flatMap(shiftStart)[0]
  const { action, terminationWaitTimeInMinutes = 0 } =
    blueGreenDeploymentConfiguration?.terminateBlueInstancesOnDeploymentSuccess ?? {}
  const wait = action === 'TERMINATE' ? terminationWaitTimeInMinutes * MINUTE_MS : 0
  return began && new Date(began.getTime() + duration + wait)
}

/** When the event that moves production traffic began, while it runs. */
const shiftStart = ({ lifecycleEvents = [] }: Target): Date[] =>
  lifecycleEvents.flatMap(({ lifecycleEventName, status, startTime }) =>
    lifecycleEventName === 'AllowTraffic' && status === 'InProgress' && startTime ? [startTime] : [],
  )

/** The group's last successes: one ListDeployments and one BatchGetDeployments. */
async function samplesOf(deployment: Deployment, { codedeploy }: Context): Promise<Sample[]> {
  const { location, applicationName, deploymentGroupName } = deployment
  if (!applicationName || !deploymentGroupName) return []
  const of = { location, applicationName, deploymentGroupName }
  const { items, failures } = await codedeploy.lists.deployments(of, { statuses: ['SUCCEEDED'] }, MAX_SAMPLES)
  if (items.length === 0 && failures.length > 0) throw failures[0]
  return items.flatMap(({ value }) => (value instanceof GatewayError || waitsForPeople(value) ? [] : sampleOf(value)))
}

const waitsForPeople = ({ blueGreenDeploymentConfiguration }: Deployment) =>
  blueGreenDeploymentConfiguration?.deploymentReadyOption?.actionOnTimeout === 'STOP_DEPLOYMENT'

function sampleOf({ createTime, startTime, completeTime, deploymentOverview }: Deployment): Sample[] {
  const started = startTime ?? createTime
  if (!started || !completeTime) return []
  const targets = deploymentOverview && totalOf(deploymentOverview)
  return [{ durationMs: completeTime.getTime() - started.getTime(), targets }]
}

/** The start of the running event, where it runs for longer than nine in ten deployments took, or than an hour. */
async function stuckSince(deployment: Deployment, samples: readonly Sample[], context: Context) {
  const { currentEventSince } = await readProgress(deployment, context)
  const durations = samples.map(({ durationMs }) => durationMs)
  const longest = percentile(durations, 90) ?? HOUR_MS
  return currentEventSince && context.now - currentEventSince.getTime() > longest ? currentEventSince : undefined
}
