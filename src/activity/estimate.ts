import type { Context } from '../context.ts'

/** The parent of CompletionEstimate. */
export interface CompletionEstimate {
  at: Date | undefined
  latest: Date | undefined
  basis: 'SCHEDULE' | 'HISTORY' | 'NONE'
  samples: number
  isOverdue: boolean
  /** Read only where it is asked for. */
  stuckSince?: (context: Context) => Promise<Date | undefined>
}

/** What a schedule says, where `now` is in milliseconds since 1970: no moment that has passed. */
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
