/**
 * Runs at most so many pieces of work at once, and the others in the order of arrival. A request has one for each service,
 * so it has to cost little. Not p-limit: it defines accessors on each limiter, for which V8 makes hidden classes that keep the
 * limiter's closures in memory until a full garbage collection, and takes ten times the time.
 */
export class Semaphore {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(most: number) {
    this.#free = most
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}
