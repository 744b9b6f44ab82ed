/** What one request cost, as a client sees it in `extensions.aws`. */
export interface Cost {
  /** AWS calls by their IAM action, such as codedeploy:ListDeployments; a retried call counts once. */
  calls: Record<string, number>
  totalCalls: number
  /** How many of the calls were BatchGet calls. */
  batches: number
  /** Attempts beyond the first, over all calls. */
  retries: number
  /** Milliseconds in which at least one AWS call was under way. */
  waitedMs: number
}

/** Counts the AWS calls of one request. */
export class Receipt {
  readonly #calls = new Map<string, number>()
  #batches = 0
  #retries = 0
  #waitedMs = 0
  #underWay = 0
  #since = 0

  begin(service: string, operation: string): void {
    const name = `${service}:${operation}`
    this.#calls.set(name, (this.#calls.get(name) ?? 0) + 1)
    if (operation.startsWith('BatchGet')) this.#batches++
    if (this.#underWay++ === 0) this.#since = performance.now()
  }

  end(attempts = 1): void {
    this.#retries += attempts - 1
    if (--this.#underWay === 0) this.#waitedMs += performance.now() - this.#since
  }

  cost(): Cost {
    return {
      calls: Object.fromEntries([...this.#calls].sort(([a], [b]) => (a < b ? -1 : 1))),
      totalCalls: [...this.#calls.values()].reduce((sum, count) => sum + count, 0),
      batches: this.#batches,
      retries: this.#retries,
      waitedMs: Math.round(this.#waitedMs),
    }
  }
}
