import type { Deployment, Target } from '../model.ts'
import { percentDone } from './overview.ts'

/** How far the one target of an ECS, Lambda or CloudFormation deployment is, or a fleet, as far as its targets were read. */
export interface Progress {
  percent: number | undefined
  trafficPercent: number | undefined
  currentEvent: string | undefined
  currentEventSince: Date | undefined
}

const DONE: ReadonlySet<string> = new Set(['Succeeded', 'Skipped'])
const ENDED: ReadonlySet<string> = new Set(['Failed', 'Stopped'])

/** Whether AWS counts the targets of a deployment while it runs. */
export const isFleet = ({ computePlatform, deploymentOverview }: Deployment): boolean =>
  computePlatform === 'Server' || (computePlatform === undefined && deploymentOverview !== undefined)

/**
 * Percent of targets done on a fleet; elsewhere of the lifecycle events done before one failed, of which the one that
 * moves traffic counts for the share it has moved. A deployment that succeeded is done.
 */
export function progressOf(deployment: Deployment, targets: readonly Target[]): Progress {
  const [target] = targets
  const current = currentEventOf(targets)
  const trafficPercent = isFleet(deployment) ? undefined : target && trafficPercentOf(target)
  const isDone = deployment.status === 'Succeeded'
  return {
    percent: isDone
      ? 100
      : isFleet(deployment)
        ? percentDone(deployment.deploymentOverview)
        : target && eventsDone(target, ENDED.has(deployment.status ?? ''), trafficPercent),
    trafficPercent,
    currentEvent: current?.name,
    currentEventSince: current?.since,
  }
}

/** Share of production traffic on the new version, 0 to 100: Lambda's weight is 0 to 1, the others are percentages. */
function trafficPercentOf(target: Target): number | undefined {
  if (target.kind === 'LambdaTarget') {
    const weight = target.lambdaFunctionInfo?.targetVersionWeight
    return weight === undefined ? undefined : 100 * weight
  }
  if (target.kind === 'CloudFormationTarget') return target.targetVersionWeight
  if (target.kind === 'EcsTarget')
    return target.taskSetsInfo?.find(({ taskSetLabel }) => taskSetLabel === 'Green')?.trafficWeight
  return undefined
}

// The event in which production traffic moves, on every platform.
const TRAFFIC_EVENT = 'AllowTraffic'

/** Percent of the events before one that failed; what a deployment that has ended did not reach is Skipped, too. */
function eventsDone(
  { lifecycleEvents: events = [] }: Target,
  hasEnded: boolean,
  trafficPercent = 0,
): number | undefined {
  if (events.length === 0) return undefined
  const failed = events.findIndex(({ status }) => status === 'Failed')
  const passed = failed < 0 ? events : events.slice(0, failed)
  const reached = hasEnded ? passed.findLastIndex(({ status }) => status !== 'Skipped') + 1 : passed.length
  const done = passed.slice(0, reached).reduce((sum, { lifecycleEventName, status }) => {
    if (DONE.has(status ?? '')) return sum + 1
    return lifecycleEventName === TRAFFIC_EVENT && status === 'InProgress' ? sum + trafficPercent / 100 : sum
  }, 0)
  return (100 * done) / events.length
}

/** The lifecycle event that most targets are in, and since when the first of them is; of equally many the later one. */
function currentEventOf(targets: readonly Target[]) {
  const events = new Map<string, { name: string; count: number; position: number; since: Date | undefined }>()
  for (const { lifecycleEvents = [] } of targets)
    for (const [position, { lifecycleEventName: name, status, startTime }] of lifecycleEvents.entries()) {
      if (status !== 'InProgress' || !name) continue
      const event = events.get(name) ?? { name, count: 0, position, since: undefined }
      event.count++
      if (startTime && !(event.since && event.since <= startTime)) event.since = startTime
      events.set(name, event)
    }
  return [...events.values()].sort((one, other) => other.count - one.count || other.position - one.position)[0]
}

/** When one of these targets last began or ended a lifecycle event; undefined if none of them is in one. */
export function lastMoveOf(targets: readonly Target[]): Date | undefined {
  const events = targets.flatMap(({ lifecycleEvents = [] }) => lifecycleEvents)
  if (!events.some(({ status }) => status === 'InProgress')) return undefined
  return events
    .flatMap(({ startTime, endTime }) => endTime ?? startTime ?? [])
    .reduce<Date | undefined>((latest, moment) => (latest && latest >= moment ? latest : moment), undefined)
}
