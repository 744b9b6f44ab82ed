// A request makes several reads one after the other: two that time out are the most that it waits for Redis.
const MAX_FAILURES = 2
// An answer that takes more than this part of the time for which a read waits is as bad as none: a request would wait so long
// again and again.
const SLOW_RATIO = 1 / 2
// With the pauses between attempts to connect, Redis is used again well within 15 seconds after it is back.
const PAUSE_MS = 3_000

/** The failures that each request has waited for. */
export type Requests = WeakMap<object, FailureBudget>

/** Runs commands of one kind while Redis answers them in good time, and none for a pause after it has failed to. */
export class Guard {
  /** Commands that failed, and those that were not sent after others had. */
  failures = 0
  readonly timeoutMs: number
  readonly #onChange: (reason: Error | undefined) => void
  readonly #onError: (error: Error) => void
  #inARow = 0
  #failedAt = Number.NEGATIVE_INFINITY
  /** Since when no commands are sent, in milliseconds that only go up; undefined while they are. */
  #openedAt: number | undefined
  #isProbing = false
  readonly #requests: Requests

  /**
   * `onChange` is called when Redis is no longer used, with the reason, and when it is used again; `onError` with the error of
   * each command that fails.
   */
  constructor(
    timeoutMs: number,
    onChange: (reason: Error | undefined) => void,
    requests: Requests = new WeakMap(),
    onError: (error: Error) => void = () => undefined,
  ) {
    this.timeoutMs = timeoutMs
    this.#onChange = onChange
    this.#onError = onError
    this.#requests = requests
  }

  get isOpen(): boolean {
    return this.#openedAt !== undefined
  }

  /**
   * Undefined if Redis did not answer within the time that is left, refused, or is not used at present: by nobody, or by the
   * request for which the commands are.
   */
  async run<T>(commands: () => Promise<T>, leftMs = this.timeoutMs, request?: object): Promise<T | undefined> {
    const budget = request && this.#budgetOf(request)
    const isProbe = this.#openedAt !== undefined
    const startedAt = performance.now()
    const isPaused = this.#openedAt !== undefined && (this.#isProbing || startedAt - this.#openedAt < PAUSE_MS)
    if (isPaused || budget?.isSpent) {
      this.failures++
      return undefined
    }
    this.#isProbing = isProbe
    const slowMs = this.timeoutMs * SLOW_RATIO
    try {
      const { answer, isSlow } = await inTime(commands(), leftMs, slowMs)
      if (isSlow) budget?.note(startedAt)
      // Slow answers to commands that were under way together are one: a short pause of Redis is no reason to do without it.
      if (!isSlow) this.#onSuccess(isProbe)
      else if (startedAt >= this.#failedAt) this.#onFailure(isProbe, new Error(`answers take over ${slowMs} ms`))
      return answer
    } catch (error) {
      this.failures++
      budget?.note(startedAt)
      this.#onError(error as Error)
      this.#onFailure(isProbe, error as Error)
      return undefined
    } finally {
      if (isProbe) this.#isProbing = false
    }
  }

  #budgetOf(request: object): FailureBudget {
    const budget = this.#requests.get(request) ?? new FailureBudget()
    this.#requests.set(request, budget)
    return budget
  }

  /** Ends the pause, if there is one. */
  end(): void {
    this.#inARow = 0
    if (this.#openedAt === undefined) return
    this.#openedAt = undefined
    this.#onChange(undefined)
  }

  /** An answer that arrives late, to a command that was sent before the pause, does not end it. */
  #onSuccess(isProbe: boolean): void {
    if (isProbe === this.isOpen) this.end()
  }

  #onFailure(isProbe: boolean, reason: Error): void {
    if (isProbe !== this.isOpen) return
    this.#failedAt = performance.now()
    this.#inARow++
    if (this.#inARow < MAX_FAILURES) return
    this.#openedAt = this.#failedAt
    // A probe that fails again changes nothing that operators need to know.
    if (!isProbe) this.#onChange(reason)
  }
}

/** The failures that a request waits for: those of several nodes of a Cluster are not in a row. */
class FailureBudget {
  #failures = 0
  #failedAt = Number.NEGATIVE_INFINITY

  get isSpent(): boolean {
    return this.#failures >= MAX_FAILURES
  }

  /** Notes commands that failed, or were answered slowly. Those that were under way together are one. */
  note(startedAt: number): void {
    if (startedAt < this.#failedAt) return
    this.#failedAt = performance.now()
    this.#failures++
  }
}

/** The answer, and whether it is slow; rejects after so many milliseconds. */
function inTime<T>(answer: Promise<T>, ms: number, slowMs: number): Promise<{ answer: T; isSlow: boolean }> {
  return new Promise((resolve, reject) => {
    let isSlow = false
    const onSlow = () => {
      isSlow = true
    }
    const onLate = () => reject(new Error(`no answer within ${Math.ceil(ms)} ms`))
    const timers = [afterReading(slowMs, onSlow), afterReading(ms, onLate)]
    const settle = () => timers.forEach(clearTimeout)
    answer.then((value) => resolve({ answer: value, isSlow }), reject).finally(settle)
  })
}

/** After so many milliseconds, and after the event loop has read from its sockets: what has arrived by then was in time. */
const afterReading = (ms: number, callback: () => void): NodeJS.Timeout =>
  setTimeout(() => void setImmediate(callback), ms)

/** Whether no more than so many milliseconds have passed, but for those in which this process was busy with something else. */
export function within(ms: number): () => boolean {
  let isWithin = true
  const onTime = () => {
    isWithin = false
  }
  afterReading(ms, onTime).unref()
  return () => isWithin
}
