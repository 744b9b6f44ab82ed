import { setTimeout as sleep } from 'node:timers/promises'
import PQueue from 'p-queue'

// The rate is not halved on a throttle: AWS keeps admitting calls at its own rate, and a caller far below that rate
// wastes its allowance.
const DECREASE = 0.7
// Calls that succeeded in the last second show what AWS allows. Staying slightly below it stops the throttling.
const SUCCESS_RATIO = 0.9
// After a decrease, each second adds this share of the reduced rate, and at least MIN_INCREASE per second.
const INCREASE = 0.05
const MIN_INCREASE = 1

// Throttles within this time count as one: those calls were sent before the decrease could take effect.
const WAVE_MS = 500
// At a lower rate, a page of a list would take longer than its client waits. Several gateways share it: they read the pages
// for each other. Below one a second none of them would end a page.
const MIN_PER_SECOND = 5
const MIN_OWN_PER_SECOND = 1
// After this long without a throttle, the load that used up AWS's rate is assumed to be gone.
const FORGET_MS = 60_000
// Timers fire late; attempts delayed by that are sent immediately, up to this much.
const CATCH_UP_MS = 100

/**
 * Limits the rate of attempts to one service in one location: unlimited until AWS throttles, then by additive increase
 * and multiplicative decrease, and unlimited again after a minute without a throttle.
 * https://en.wikipedia.org/wiki/Additive_increase/multiplicative_decrease
 *
 * Several gateways that read the same account have a share each: together they go down as far, and rise as fast, as one.
 */
export class AdaptiveRate {
  /** Attempts that AWS has throttled since the start. */
  throttles = 0
  #base = Number.POSITIVE_INFINITY
  #throttledAt = Number.NEGATIVE_INFINITY
  /** Since when it rises: the last throttle, or the last change of the number of gateways. */
  #risesFrom = Number.NEGATIVE_INFINITY
  #gateways = 1
  readonly #listeners: ((perSecond: number) => void)[] = []
  #nextAt = 0
  readonly #attempts = new LastSecond()
  readonly #successes = new LastSecond()
  readonly #queue = new PQueue({ concurrency: 1 })

  /** Attempts per second that are currently allowed. */
  get perSecond(): number {
    if (this.#base === Number.POSITIVE_INFINITY) return this.#base
    const now = performance.now()
    if (now - this.#throttledAt > FORGET_MS) this.#base = Number.POSITIVE_INFINITY
    const increase = Math.max(INCREASE * this.#base, MIN_INCREASE / this.#gateways)
    return this.#base + (increase * (now - this.#risesFrom)) / 1000
  }

  /** Milliseconds until an attempt with `others` queued before it may be sent. */
  estimatedDelayMs(others: number): number {
    return (1000 * others) / this.perSecond
  }

  /**
   * Resolves when an attempt may be sent; rejects if the signal aborts first. A retry takes precedence over first
   * attempts, since it has waited already.
   */
  async acquire(signal: AbortSignal | undefined, isRetry = false): Promise<void> {
    if (this.perSecond !== Number.POSITIVE_INFINITY)
      await this.#queue.add(
        async () => {
          const at = Math.max(this.#nextAt, performance.now() - CATCH_UP_MS)
          const waitMs = at - performance.now()
          if (waitMs >= 1) await sleep(waitMs, undefined, { signal })
          this.#nextAt = at + 1000 / this.perSecond
        },
        { priority: isRetry ? 1 : 0, ...(signal && { signal }) },
      )
    this.#attempts.add()
  }

  /** An attempt succeeded. */
  onSuccess(): void {
    this.#successes.add()
  }

  /** An attempt was throttled. */
  onThrottle(): void {
    this.throttles++
    if (this.#decrease(0)) for (const listener of this.#listeners) listener(this.#base)
  }

  /** Called with the new rate when a throttle of this gateway has lowered it: once for each wave. */
  onDecrease(listener: (perSecond: number) => void): void {
    this.#listeners.push(listener)
  }

  /**
   * Another gateway was throttled, and sends `perSecond` from now on. A gateway that sends less than that may begin to
   * send as much; the others slow down as if they had been throttled.
   */
  onThrottleElsewhere(perSecond: number): void {
    this.#decrease(perSecond)
  }

  /**
   * So many gateways share the rate from now on [1]: each gets its part of what all had, or, with `keepsRate`, goes on at its
   * own rate.
   */
  divide(gateways: number, keepsRate = false): void {
    this.#base = keepsRate ? this.perSecond : (this.perSecond * this.#gateways) / gateways
    this.#risesFrom = performance.now()
    this.#gateways = gateways
  }

  #decrease(atLeast: number): boolean {
    const now = performance.now()
    if (now - this.#throttledAt < WAVE_MS) return false
    const slower = Math.max(
      DECREASE * Math.min(this.perSecond, this.#attempts.count),
      SUCCESS_RATIO * this.#successes.count,
      Math.max(MIN_PER_SECOND / this.#gateways, MIN_OWN_PER_SECOND),
      atLeast,
    )
    this.#base = Math.min(slower, this.perSecond)
    this.#throttledAt = now
    this.#risesFrom = now
    this.#nextAt = Math.max(this.#nextAt, now)
    return true
  }
}

/** Counts events in the last second: those of the current second, plus a proportional share of the previous one. */
class LastSecond {
  #since = performance.now()
  #before = 0
  #now = 0

  add(): void {
    this.#turnOver()
    this.#now++
  }

  get count(): number {
    const part = this.#turnOver()
    return this.#now + this.#before * (1 - part)
  }

  /** The fraction of the current second that has elapsed. */
  #turnOver(): number {
    const seconds = (performance.now() - this.#since) / 1000
    if (seconds < 1) return seconds
    this.#before = seconds < 2 ? this.#now : 0
    this.#now = 0
    this.#since += 1000 * Math.floor(seconds)
    return seconds % 1
  }
}
