import { type CompletionEstimate, NO_ESTIMATE } from '../../activity/estimate.ts'
import { percentile } from '../history/percentiles.ts'

/** How long an earlier deployment of the group took that succeeded without waiting for a person, and over how many targets. */
export interface Sample {
  durationMs: number
  targets: number | undefined
}

/** The progress of a deployment: its start, and its targets if AWS counts them. */
export interface Running {
  elapsedMs: number
  targets: TargetsLeft | undefined
}

/** How many targets a fleet has, how many are not done, and how many of those have not begun. */
export interface TargetsLeft {
  total: number
  left: number
  pending: number
}

/**
 * Estimates the end of a deployment from the last successes of its group; `now` in milliseconds since 1970. On a fleet it is
 * the time that a target took them, for each target that is left; elsewhere the median of those that took longer than
 * this one has. A deployment is overdue when it has taken longer than nine in ten did, which on a fleet is a matter of
 * its size.
 */
export function estimateFromHistory(running: Running, samples: readonly Sample[], now: number): CompletionEstimate {
  if (samples.length === 0) return NO_ESTIMATE
  const { isOverdue, usualMs, leftMs } = fleetTimes(running, samples) ?? wholeTimes(running, samples)
  const moment = (percent: number) => {
    const ms = isOverdue ? undefined : leftMs(percent)
    return ms === undefined ? undefined : new Date(now + ms)
  }
  return {
    ...{ at: moment(50), latest: moment(90), basis: 'HISTORY', samples: samples.length, isOverdue },
    usualSeconds: Math.round(usualMs / 1000),
  }
}

interface Times {
  isOverdue: boolean
  /** The median of the whole time; on a fleet, of as many targets. */
  usualMs: number
  /** The remaining time that this percentage of deployments would not have exceeded. */
  leftMs: (percent: number) => number | undefined
}

function wholeTimes({ elapsedMs }: Running, samples: readonly Sample[]): Times {
  const durations = samples.map(({ durationMs }) => durationMs)
  const left = durations.flatMap((duration) => (duration > elapsedMs ? duration - elapsedMs : []))
  return {
    isOverdue: elapsedMs > (percentile(durations, 90) ?? Number.POSITIVE_INFINITY),
    usualMs: percentile(durations, 50) ?? 0,
    leftMs: (percent) => percentile(left, percent),
  }
}

/**
 * Targets in progress are begun together and end together, so they count for less the longer they run: from whole to
 * nothing, as the time that the fleet should take passes.
 */
function fleetTimes({ elapsedMs, targets }: Running, samples: readonly Sample[]): Times | undefined {
  const perTarget = samples.flatMap(({ durationMs, targets }) => (targets ? durationMs / targets : []))
  if (!targets || perTarget.length === 0) return undefined
  const each = (percent: number) => percentile(perTarget, percent) ?? 0
  return {
    isOverdue: elapsedMs > each(90) * targets.total,
    usualMs: each(50) * targets.total,
    leftMs: (percent) => {
      const ms = each(percent)
      return Math.min(Math.max(ms * targets.total - elapsedMs, ms * targets.pending), ms * targets.left)
    },
  }
}
