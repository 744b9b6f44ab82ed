/** Whether another process still reads a key, takes too long, or has failed; an endless lock is of none. */
export type State = 'held' | 'expired' | 'released' | 'endless'

/** The locks of other processes, as the looks of one read have shown them. */
export class SeenLocks {
  readonly #seen = new Map<string, { lock: string; since: number }>()
  readonly #lockMs: number

  /** `lockMs` is how long gateways lock keys. */
  constructor(lockMs: number) {
    this.#lockMs = lockMs
  }

  /** `time` is that of the look, by the clock of Redis. */
  note(key: string, lock: string | undefined, time: number): State {
    const seen = this.#seen.get(key)
    if (lock === undefined) return time >= endOf(seen?.lock) ? 'expired' : 'released'
    if (seen?.lock === lock) return performance.now() - seen.since > this.#lockMs ? 'endless' : 'held'
    this.#seen.set(key, { lock, since: performance.now() })
    return 'held'
  }
}

/** A lock with a name of its own, and when it ends, by the clock of Redis. */
export const lockNamed = (name: string, end: number): string => `${name}.${Math.floor(end)}`

/** NaN for what no gateway wrote. */
const endOf = (lock: string | undefined): number => Number(lock?.split('.')[1])
