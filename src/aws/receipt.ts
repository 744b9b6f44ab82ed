/** The cost of one request, as a client sees it in `extensions.aws`. Calls and reads are listed by IAM action. */
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
  /** Items and list pages answered from the cache. */
  remembered: Record<string, number>
  /** Cached answers used after they expired, because AWS was failing. */
  stale: Record<string, number>
  /** Milliseconds this request spent waiting for AWS. */
  waitedMs: number
}

/** The expired parts of an answer, by IAM action and location, with the age of the oldest. */
export interface Stale {
  action: string
  location: string
  ageMs: number
}

/** Counts the AWS use of one request. */
export class Receipt {
  readonly #calls = new Map<string, number>()
  readonly #shared = new Map<string, number>()
  readonly #remembered = new Map<string, number>()
  readonly #stale = new Map<string, number>()
  readonly #oldest = new Map<string, Stale>()
  readonly #byAnswer = new Map<unknown, Stale>()
  #askedAt = Number.POSITIVE_INFINITY
  #isFinal = true
  #isIncomplete = false
  #batches = 0
  #retries = 0
  #waitedMs = 0
  #underWay = 0
  readonly #backoffs = new Set<Error>()
  #since = 0

  call(action: string): void {
    count(this.#calls, action)
    if (action.includes(':BatchGet')) this.#batches++
  }

  /** Records the `attempts` of one call; undefined if it was never sent. */
  attempts(attempts = 1): void {
    this.#retries += attempts - 1
  }

  shared(action: string): void {
    count(this.#shared, action)
  }

  remembered(action: string): void {
    count(this.#remembered, action)
  }

  /** Counts an expired answer; `ageMs` is its age since AWS was called. */
  stale(action: string, location: string, ageMs: number, answer: unknown): void {
    count(this.#stale, action)
    this.#byAnswer.set(answer, { action, location, ageMs })
    const key = `${action} ${location}`
    this.#oldest.set(key, { action, location, ageMs: Math.max(ageMs, this.#oldest.get(key)?.ageMs ?? 0) })
  }

  /** The expired parts of the answer: one entry per action and location. */
  get staleParts(): Stale[] {
    return [...this.#oldest.values()]
  }

  /** One of the answers, if it has expired. */
  staleOf(answer: unknown): Stale | undefined {
    return this.#byAnswer.get(answer)
  }

  /** Records when another process called AWS for an answer that can still change, in milliseconds of `AnswerCache.now`. */
  askedElsewhere(at: number): void {
    this.#askedAt = Math.min(this.#askedAt, at)
  }

  /** The earliest of these moments; Infinity if there is none. */
  get askedAt(): number {
    return this.#askedAt
  }

  /** Records that AWS left out something that was requested. */
  incomplete(): void {
    this.#isIncomplete = true
  }

  /** Whether everything this request read is current and complete. */
  get isFresh(): boolean {
    return this.#oldest.size === 0 && !this.#isIncomplete
  }

  /** Records why AWS could not be called, where an expired answer was used instead. */
  backedOff(failure: Error): void {
    this.#backoffs.add(failure)
  }

  /** These failures. */
  get backoffs(): Error[] {
    return [...this.#backoffs]
  }

  /** Records whether something that the answer depends on can still change, or could not be read. */
  markFinal(onWhatLasts: boolean): void {
    this.#isFinal &&= onWhatLasts
  }

  /** Whether everything this request read is final, including what does not exist. */
  get isFinal(): boolean {
    return this.#isFinal
  }

  /** Adds the time until the work settles. */
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
