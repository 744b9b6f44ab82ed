import type { CachedAnswer } from './answer-cache.ts'

/** The answer to a read of a key, or that there is none. */
export interface Found<V> extends CachedAnswer<V> {
  /** When AWS was called for it, or for its oldest part, in time of `AnswerCache.now`; left out if it cannot be reused. */
  requestedAt?: number
  /** Its age where it was used after it expired, and why. */
  ageMs?: number
  backoff?: Error | undefined
  /** Whether AWS left out a part. */
  isIncomplete?: boolean | undefined
  /** Whether another process read it, or a part of it. */
  isElsewhere?: boolean | undefined
  error?: undefined
}

/** The result of a read for a key. */
export type Result<V> = Found<V> | { error: Error }

export const ABSENT = { value: undefined, final: false, jsonBytes: 0 }
