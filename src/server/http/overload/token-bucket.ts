import { LRUCache } from 'lru-cache'

// Callers that are remembered; a forgotten one starts again with a full bucket.
export const MAX_CALLERS = 10_000

/**
 * A token bucket for each caller: a burst of `burst` requests, and `perSecond` on average. The state of a bucket is one
 * time, when it will be full: https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export class TokenBuckets {
  private readonly fullAt = new LRUCache<string, number>({ max: MAX_CALLERS })
  private readonly msEach: number
  private readonly burst: number
  private readonly clock: () => number

  constructor(perSecond: number, burst: number, clock = () => performance.now()) {
    this.msEach = 1000 / perSecond
    this.burst = burst
    this.clock = clock
  }

  /** Takes a token; returns 0, or the milliseconds until the caller has one again. */
  take(caller: string): number {
    const wait = this.wait(caller)
    if (wait > 0) return wait
    const now = this.clock()
    this.fullAt.set(caller, Math.max(this.fullAt.get(caller) ?? now, now) + this.msEach)
    return 0
  }

  /** The value that `take` would return, without taking a token. */
  wait(caller: string): number {
    const missing = Math.max(0, (this.fullAt.get(caller) ?? 0) - this.clock())
    return Math.max(0, missing - (this.burst - 1) * this.msEach)
  }
}
