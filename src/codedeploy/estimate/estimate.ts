import { type CompletionEstimate, NO_ESTIMATE, scheduled } from '../../activity/estimate.ts'
import type { Context } from '../../context.ts'
import { percentile } from '../history/percentiles.ts'
import type { Deployment, Target } from '../model.ts'
import { firstTargets, movingTargets } from '../progress/first-targets.ts'
import { totalOf } from '../progress/overview.ts'
import { isFleet, lastMoveOf } from '../progress/progress.ts'
import { deadlineOf, latestEndOf, type Waiting, waitingOf } from '../progress/waiting.ts'
import { estimateFromHistory, type Sample, type TargetsLeft } from './estimate-history.ts'
import { shiftMs } from './traffic-schedule.ts'

const ENDED: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Stopped'])
const NOT_STARTED: ReadonlySet<string> = new Set(['Created', 'Queued'])
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

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
  const samples = await context.codedeploy.samples(deployment)
  const { startTime, createTime } = deployment
  const started = startTime ?? createTime
  if (!started) return NO_ESTIMATE
  const running = { elapsedMs: context.now - started.getTime(), targets: targetsLeft(deployment) }
  return {
    stuckSince: (context) => stuckSince(deployment, samples, context),
    ...estimateFromHistory(running, samples, context.now),
  }
}

function targetsLeft(deployment: Deployment): TargetsLeft | undefined {
  const { deploymentOverview: overview } = deployment
  if (!isFleet(deployment) || !overview) return undefined
  const { Pending: pending = 0, InProgress = 0, Ready = 0 } = overview
  return { total: totalOf(overview), left: pending + InProgress + Ready, pending }
}

const terminationEnd = async (waiting: Waiting, { codedeploy }: Context) =>
  waiting.waitMinutes === undefined
    ? undefined
    : deadlineOf(waiting, latestEndOf(await firstTargets(codedeploy, waiting.deployment)))

/** The end of a shift of traffic that has begun, and of the wait behind it; undefined if no times are set. */
async function shiftEnd(deployment: Deployment, { codedeploy }: Context): Promise<Date | undefined> {
  const { location, status, deploymentConfigName, blueGreenDeploymentConfiguration } = deployment
  if (isFleet(deployment) || !deploymentConfigName || NOT_STARTED.has(status ?? '')) return undefined
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

/**
 * Since when nothing has moved on the targets in progress, if that is longer than nine in ten deployments took as a
 * whole, or than an hour.
 */
async function stuckSince(deployment: Deployment, samples: readonly Sample[], { codedeploy, now }: Context) {
  const moved = lastMoveOf(await movingTargets(codedeploy, deployment))
  const durations = samples.map(({ durationMs }) => durationMs)
  const longest = percentile(durations, 90) ?? HOUR_MS
  return moved && now - moved.getTime() > longest ? moved : undefined
}
