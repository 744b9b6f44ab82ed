import { LRUCache } from 'lru-cache'
import type { Receipt } from '../receipt.ts'

// One entry per service and location, and for CodeDeploy one per application whose deployments are listed and one per
// group that is estimated: each holds the environments or policies of an account and region, the names of an
// application's groups, or the last ten successes of a group.
const MAX_ENTRIES = 10_000

/**
 * Caches what has to be enumerated before it can be read (the environments of all applications, all lifecycle policies,
 * an application's deployment groups): it changes by the week, and every page of a feed needs it. Also caches the last
 * successes of deployment groups, from which estimates are made: one more hardly changes an estimate.
 */
export class Enumerations {
  readonly #remembered?: LRUCache<string, readonly (object | string)[]>
  readonly #elapsed: () => number
  readonly #underWay = new Map<string, Promise<readonly (object | string)[] | undefined>>()

  /** `seconds` is how long an enumeration is used, 0: not at all; `elapsed` returns monotonic milliseconds. */
  constructor(seconds: number, elapsed: () => number) {
    this.#elapsed = elapsed
    if (seconds > 0)
      this.#remembered = new LRUCache({
        max: MAX_ENTRIES,
        ttl: seconds * 1000,
        ttlResolution: 0,
        perf: { now: elapsed },
      })
  }

  /**
   * The cached enumeration, or the result of `read`. Failures are not cached, nor are results that depend on something
   * stale or incomplete. `action` is the AWS operation shown in the receipt, `of` the location, or the part of it that
   * is enumerated.
   */
  async get<T extends object | string>(
    action: string,
    of: string,
    receipt: Receipt,
    read: () => Promise<readonly T[]>,
  ): Promise<readonly T[]> {
    receipt.markFinal(false)
    if (!this.#remembered) return read()
    const key = `${action} ${of}`
    const remembered = this.#remembered.get(key) as readonly T[] | undefined // one key, one kind of item
    if (remembered) {
      receipt.remembered(action)
      return remembered
    }
    // Concurrent callers share one read. If it fails, is aborted or uses something stale, each of them reads for
    // itself.
    const underWay = this.#underWay.get(key) as Promise<readonly T[] | undefined> | undefined
    const shared = underWay && (await receipt.trackWait(underWay).catch(() => undefined))
    if (shared) {
      receipt.shared(action)
      return shared
    }
    const start = this.#elapsed()
    const reading = read()
    const fresh = reading.then((items) => (receipt.isFresh ? items : undefined))
    fresh.catch(() => undefined) // `reading` reports it
    this.#underWay.set(key, fresh)
    try {
      const items = await reading
      if (await fresh) this.#remembered.set(key, items, { start })
      return items
    } finally {
      if (this.#underWay.get(key) === fresh) this.#underWay.delete(key)
    }
  }
}
