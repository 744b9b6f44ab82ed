import type { Timers } from '../../src/live/timers.ts'
import { NOW } from '../support/gateway.ts'

interface Waiting {
  at: number
  work: () => void
}

/** Timers of a clock that a test sets. */
export class ManualTimers implements Timers {
  #now: number
  readonly #waiting = new Set<Waiting>()

  constructor(now = NOW) {
    this.#now = now
  }

  readonly now = (): number => this.#now

  after(ms: number, work: () => void): () => void {
    const waiting = { at: this.#now + ms, work }
    this.#waiting.add(waiting)
    return () => void this.#waiting.delete(waiting)
  }

  /** How many timers there are. */
  get pending(): number {
    return this.#waiting.size
  }

  /** Whether something is due within so many milliseconds. */
  due(ms: number): boolean {
    return [...this.#waiting].some(({ at }) => at <= this.#now + ms)
  }

  /** Goes on to a moment, in milliseconds since 1970, and runs what is due until then. */
  goTo(at: number): void {
    const due = () => [...this.#waiting].filter((one) => one.at <= at).sort((one, other) => one.at - other.at)[0]
    for (let next = due(); next; next = due()) {
      this.#now = Math.max(this.#now, next.at)
      this.#waiting.delete(next)
      next.work()
    }
    this.#now = Math.max(this.#now, at)
  }

  advance(ms: number): void {
    this.goTo(this.#now + ms)
  }
}
