import { setTimeout as sleep } from 'node:timers/promises'
import PQueue from 'p-queue'

// A throttle says that what just left was too much. It is not halved: AWS lets calls through at its own rate all the
// while, and a caller far below it wastes its allowance.
const DECREASE = 0.7
// What got through in the last second is what AWS allows; a little less, so that the throttles end.
const SUCCESS_RATIO = 0.9
// Then each second adds a twentieth of where the decrease ended, and one a second at least.
const INCREASE = 0.05
const MIN_INCREASE = 1

// The throttles of one wave are one: those of calls that left before the decrease could be felt.
const WAVE_MS = 500
// Slower than this, a page of a list would not be there before its reader has left.
const MIN_PER_SECOND = 5
// No throttle for so long: whatever took AWS's rate is over.
const FORGET_MS = 60_000
// Timers are late; what they missed may leave at once, up to so much of it.
const CATCH_UP_MS = 100

/**
 * How fast the attempts of calls to one service in one location may leave: as they come until AWS throttles, from then
 * on by additive increase and multiplicative decrease of their rate, and without a bound again when AWS has been silent
 * about it for a minute. https://en.wikipedia.org/wiki/Additive_increase/multiplicative_decrease
 */
export class AdaptiveRate {
  /** Attempts that AWS throttled, from the start on. */
  throttles = 0
  #base = Number.POSITIVE_INFINITY
  #throttledAt = Number.NEGATIVE_INFINITY
  #nextAt = 0
  readonly #attempts = new LastSecond()
  readonly #successes = new LastSecond()
  readonly #queue = new PQueue({ concurrency: 1 })

  /** Attempts per second that may leave now. */
  get perSecond(): number {
    if (this.#base === Number.POSITIVE_INFINITY) return this.#base
    const calmMs = performance.now() - this.#throttledAt
    if (calmMs > FORGET_MS) this.#base = Number.POSITIVE_INFINITY
    return this.#base + (Math.max(INCREASE * this.#base, MIN_INCREASE) * calmMs) / 1000
  }

  /** Milliseconds until an attempt could leave that comes behind so many others. */
  estimatedDelayMs(others: number): number {
    return (1000 * others) / this.perSecond
  }

  /**
   * Resolves when an attempt may leave; rejects when the signal aborts before. A retry goes before those that have not
   * been throttled yet: it has waited.
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
    const now = performance.now()
    if (now - this.#throttledAt < WAVE_MS) return
    const slower = Math.max(
      DECREASE * Math.min(this.perSecond, this.#attempts.count),
      SUCCESS_RATIO * this.#successes.count,
      MIN_PER_SECOND,
    )
    this.#base = Math.min(slower, this.perSecond)
    this.#throttledAt = now
    this.#nextAt = Math.max(this.#nextAt, now)
  }
}

/** Counts what happened in the last second: this one, and as much of the one before as is needed to fill it. */
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

  /** The part of a second that has gone by since it began. */
  #turnOver(): number {
    const seconds = (performance.now() - this.#since) / 1000
    if (seconds < 1) return seconds
    this.#before = seconds < 2 ? this.#now : 0
    this.#now = 0
    this.#since += 1000 * Math.floor(seconds)
    return seconds % 1
  }
}
