// How much longer intervals are while events tell of changes: those are the safety net then.
const STRETCH = 5

// Events are rare where little is deployed. A stretched interval is up to 75 seconds.
const MAX_SILENCE_MS = 120_000

/** When events have arrived last, by service and location. */
export class Arrivals {
  readonly #now: () => number
  readonly #last = new Map<string, number>()

  /** `now` tells milliseconds that only go up. */
  constructor(now: () => number) {
    this.#now = now
  }

  note(service: string, location: string): void {
    this.#last.set(JSON.stringify([service, location]), this.#now())
  }

  /** Events may be missing from now on. */
  clear(): void {
    this.#last.clear()
  }

  /** How many times as long the intervals of a service in a location are. */
  stretch(service: string, location: string): number {
    const last = this.#last.get(JSON.stringify([service, location]))
    return last !== undefined && this.#now() - last < MAX_SILENCE_MS ? STRETCH : 1
  }
}
