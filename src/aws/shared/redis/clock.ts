// The clocks of two machines drift apart by some milliseconds in this time.
const MAX_AGE_MS = 60_000

/** The clock of Redis, as the looks of this process have shown it. */
export class RedisClock {
  #offset = Number.POSITIVE_INFINITY
  #notedAt = Number.NEGATIVE_INFINITY

  /** A look that began at `before`, in milliseconds that only go up, was answered with a time of Redis. */
  note(before: number, time: number): void {
    // The time of the way there is in the difference: the look that took the shortest time knows best.
    if (time - before > this.#offset && before - this.#notedAt < MAX_AGE_MS) return
    this.#offset = time - before
    this.#notedAt = before
  }

  /** The time of Redis at a moment; undefined before the first look. */
  at(moment: number): number | undefined {
    return Number.isFinite(this.#offset) ? moment + this.#offset : undefined
  }
}
