/** What one request cost, as a client sees it in `extensions.aws`. Calls and reads go by their IAM action. */
export interface Cost {
  /** AWS calls made for this request, such as codedeploy:ListDeployments; a retried call counts once. */
  calls: Record<string, number>
  totalCalls: number
  /** How many of the calls were BatchGet calls. */
  batches: number
  /** Attempts beyond the first, over all calls. */
  retries: number
  /** Calls made for other requests that answered this one too. */
  shared: Record<string, number>
  /** Things and pages of lists that were remembered. */
  remembered: Record<string, number>
  /** Those that were used past their time, because AWS was in trouble. */
  stale: Record<string, number>
  /** Milliseconds in which this request waited for AWS. */
  waitedMs: number
}

/** What of an answer was used past its time, by IAM action and location, and how old the oldest of it is. */
export interface Stale {
  action: string
  location: string
  ageMs: number
}

/** Counts what one request asks of AWS. */
export class Receipt {
  readonly #calls = new Map<string, number>()
  readonly #shared = new Map<string, number>()
  readonly #remembered = new Map<string, number>()
  readonly #stale = new Map<string, number>()
  readonly #oldest = new Map<string, Stale>()
  #isFinal = true
  #isIncomplete = false
  #batches = 0
  #retries = 0
  #waitedMs = 0
  #underWay = 0
  #since = 0

  call(action: string): void {
    count(this.#calls, action)
    if (action.includes(':BatchGet')) this.#batches++
  }

  /** `attempts` of one call; undefined when it was never sent. */
  attempts(attempts = 1): void {
    this.#retries += attempts - 1
  }

  shared(action: string): void {
    count(this.#shared, action)
  }

  remembered(action: string): void {
    count(this.#remembered, action)
  }

  /** Counts something that was used past its time; `ageMs` since AWS was asked. */
  stale(action: string, location: string, ageMs: number): void {
    count(this.#stale, action)
    const key = `${action} ${location}`
    this.#oldest.set(key, { action, location, ageMs: Math.max(ageMs, this.#oldest.get(key)?.ageMs ?? 0) })
  }

  /** What was used past its time: an entry for each action and location. */
  get staleParts(): Stale[] {
    return [...this.#oldest.values()]
  }

  /** Takes note that AWS left out what was asked for. */
  incomplete(): void {
    this.#isIncomplete = true
  }

  /** Whether all that this request read is what AWS says now: nothing used past its time, nothing left out. */
  get isFresh(): boolean {
    return this.#oldest.size === 0 && !this.#isIncomplete
  }

  /** Takes note of whether something that the answer rests on can still change, or could not be read. */
  markFinal(onWhatLasts: boolean): void {
    this.#isFinal &&= onWhatLasts
  }

  /** Whether everything that this request learnt, absence included, stays as it is. */
  get isFinal(): boolean {
    return this.#isFinal
  }

  /** Counts the time until the work settles. */
  async trackWait<T>(work: Promise<T>): Promise<T> {
    if (this.#underWay++ === 0) this.#since = performance.now()
    try {
      return await work
    } finally {
      if (--this.#underWay === 0) this.#waitedMs += performance.now() - this.#since
    }
  }

  cost(): Cost {
    return {
      calls: inOrder(this.#calls),
      totalCalls: [...this.#calls.values()].reduce((sum, calls) => sum + calls, 0),
      batches: this.#batches,
      retries: this.#retries,
      shared: inOrder(this.#shared),
      remembered: inOrder(this.#remembered),
      stale: inOrder(this.#stale),
      waitedMs: Math.round(this.#waitedMs),
    }
  }
}

const count = (counts: Map<string, number>, action: string) => counts.set(action, (counts.get(action) ?? 0) + 1)

const inOrder = (counts: Map<string, number>) => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
