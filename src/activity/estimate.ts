import type { Context } from '../context.ts'

/** The parent of CompletionEstimate. */
export interface CompletionEstimate {
  at: Date | undefined
  latest: Date | undefined
  basis: 'SCHEDULE' | 'HISTORY' | 'NONE'
  samples: number
  isOverdue: boolean
  /** How many seconds the samples took in the median; undefined without samples. */
  usualSeconds?: number
  /** Read only if it is selected. */
  stuckSince?: (context: Context) => Promise<Date | undefined>
}

/** The estimate of a schedule, with `now` in milliseconds since 1970. It is never in the past. */
export function scheduled(end: Date, now: number): CompletionEstimate {
  const isOverdue = end.getTime() <= now
  const at = isOverdue ? undefined : end
  return { at, latest: at, basis: 'SCHEDULE', samples: 0, isOverdue }
}

/** Nothing to tell it from. */
export const NO_ESTIMATE: CompletionEstimate = {
  ...{ at: undefined, latest: undefined },
  ...{ basis: 'NONE', samples: 0, isOverdue: false },
}
