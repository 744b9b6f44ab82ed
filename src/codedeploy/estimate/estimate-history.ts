import type { CompletionEstimate } from '../../activity/estimate.ts'
import { NO_ESTIMATE } from '../../activity/estimate.ts'

/** How long an earlier deployment of the group took that succeeded without waiting for a person, and over how many targets. */
export interface Sample {
  durationMs: number
  targets: number | undefined
}

/** How far a deployment is that runs: since when, and how many of its targets are left, where AWS counts them. */
export interface Running {
  elapsedMs: number
  targetsLeft: number | undefined
}

// With the durations in order, the one that so many of them do not exceed: nearest rank.
export function percentile(values: readonly number[], percent: number): number | undefined {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]
}

/**
 * Estimates the end of a deployment from the last successes of its group; `now` in milliseconds since 1970. On a fleet it is
 * the time that a target took them, for each target that is left; elsewhere the median of those that took longer than
 * this one has. A deployment is overdue when it has taken longer than nine in ten did.
 */
export function estimateFromHistory(
  { elapsedMs, targetsLeft }: Running,
  samples: readonly Sample[],
  now: number,
): CompletionEstimate {
  const ninth = percentile(
    samples.map(({ durationMs }) => durationMs),
    90,
  )
  if (ninth === undefined) return NO_ESTIMATE
  const perTarget = samples.flatMap(({ durationMs, targets }) => (targets ? durationMs / targets : []))
  const isFleet = targetsLeft !== undefined && perTarget.length > 0
  const isOverdue = !isFleet && elapsedMs > ninth
  const left = (percent: number): number | undefined => {
    if (isFleet) return (percentile(perTarget, percent) ?? 0) * targetsLeft
    const longer = samples.flatMap(({ durationMs }) => (durationMs > elapsedMs ? durationMs - elapsedMs : []))
    return percentile(longer, percent)
  }
  const moment = (ms: number | undefined) => (ms === undefined || isOverdue ? undefined : new Date(now + ms))
  return {
    at: moment(left(50)),
    latest: moment(left(90)),
    basis: 'HISTORY',
    samples: samples.length,
    isOverdue,
  }
}
