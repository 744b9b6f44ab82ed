import { Breaker, MAX_FAILURES } from './breaker.ts'
import { lacksRight } from './connection/refusal.ts'

// An answer that takes more than this part of the time for which a read waits is as bad as none: a request would wait so long
// again and again.
const SLOW_RATIO = 1 / 2

/** The purposes of commands: a user of Redis may have the rights for some and not for others. */
export type Purpose =
  | 'find answers'
  | 'lock answers'
  | 'store answers'
  | 'store late answers'
  | 'unlock answers'
  | 'remove an answer'
  | 'find a document'
  | 'store a document'
  | 'read a rate'
  | 'take from a rate'
  | 'count gateways'
  | 'leave the count'
  | 'publish a throttle'
  | 'publish a message'

/** Commands are no longer sent, for a reason, or are sent again: those for a purpose, or all. */
export interface Change {
  reason: Error | undefined
  purpose?: Purpose
}

/** The failures that each request has waited for. */
export type Requests = WeakMap<object, FailureBudget>

/**
 * Runs commands while Redis answers them in good time, and none for a pause after it has failed to. If a right is missing, only
 * commands for the same purpose are paused: that says nothing about others, and their success says nothing about it.
 */
export class Guard {
  /** Commands that failed, and those that were not sent after others had. */
  failures = 0
  readonly timeoutMs: number
  readonly #onChange: (change: Change) => void
  readonly #onError: (error: Error) => void
  readonly #outage: Breaker
  readonly #refusals = new Map<Purpose, Breaker>()
  readonly #requests: Requests

  /** `onError` is called with the error of each command that fails. */
  constructor(
    timeoutMs: number,
    onChange: (change: Change) => void,
    requests: Requests = new WeakMap(),
    onError: (error: Error) => void = () => undefined,
  ) {
    this.timeoutMs = timeoutMs
    this.#onChange = onChange
    this.#onError = onError
    this.#outage = new Breaker((reason) => onChange({ reason }))
    this.#requests = requests
  }

  /** Whether commands have failed since they last succeeded: all, or those for a purpose. */
  get isOpen(): boolean {
    return this.#outage.isOpen || [...this.#refusals.values()].some(({ isOpen }) => isOpen)
  }

  /** The same of those for this purpose. */
  isOpenFor(purpose: Purpose): boolean {
    return this.#outage.isOpen || this.#refusalsOf(purpose).isOpen
  }

  /**
   * Undefined if Redis did not answer within the time that is left, refused, or is not used at present: by nobody, or by the
   * request for which the commands are.
   */
  async run<T>(
    purpose: Purpose,
    commands: () => Promise<T>,
    leftMs = this.timeoutMs,
    request?: object,
  ): Promise<T | undefined> {
    const budget = request && this.#budgetOf(request)
    const refusals = this.#refusalsOf(purpose)
    if (this.#outage.isPaused || refusals.isPaused || budget?.isSpent) {
      this.failures++
      return undefined
    }
    const startedAt = performance.now()
    const [outage, refusal] = [this.#outage.begin(), refusals.begin()]
    const slowMs = this.timeoutMs * SLOW_RATIO
    try {
      const { answer, isSlow } = await inTime(commands(), leftMs, slowMs)
      refusal.onSuccess()
      if (isSlow) budget?.note(startedAt)
      // Slow answers to commands that were under way together are one: a short pause of Redis is no reason to do without it.
      if (!isSlow) outage.onSuccess()
      else if (startedAt >= this.#outage.failedAt) outage.onFailure(new Error(`answers take over ${slowMs} ms`))
      return answer
    } catch (error) {
      this.failures++
      this.#onError(error as Error)
      if (lacksRight(error as Error)) refusal.onFailure(error as Error)
      else {
        budget?.note(startedAt)
        outage.onFailure(error as Error)
      }
      return undefined
    } finally {
      outage.end()
      refusal.end()
    }
  }

  #budgetOf(request: object): FailureBudget {
    const budget = this.#requests.get(request) ?? new FailureBudget()
    this.#requests.set(request, budget)
    return budget
  }

  #refusalsOf(purpose: Purpose): Breaker {
    const breaker = this.#refusals.get(purpose) ?? new Breaker((reason) => this.#onChange({ reason, purpose }))
    this.#refusals.set(purpose, breaker)
    return breaker
  }

  /** Ends every pause. */
  end(): void {
    for (const breaker of [this.#outage, ...this.#refusals.values()]) breaker.close()
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
