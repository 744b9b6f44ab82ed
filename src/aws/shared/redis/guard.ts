import { ReplyError } from 'ioredis'
import { Breaker, MAX_FAILURES } from './breaker.ts'

// An answer that takes more than this part of the time for which a read waits is as bad as none: a request would wait so long
// again and again.
const SLOW_RATIO = 1 / 2

/** Uses of commands: each may be refused while others are not, such as for lack of a right. */
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
 * Runs commands while Redis answers them in good time, and none for a pause after it has failed to. Those that Redis refuses
 * are paused alone: their refusal says nothing of other commands, and the answers to those nothing of them.
 */
export class Guard {
  /** Commands that failed, and those that were not sent after others had. */
  failures = 0
  readonly timeoutMs: number
  readonly #onChange: (change: Change) => void
  readonly #onError: (error: Error) => void
  readonly #silence: Breaker
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
    this.#silence = new Breaker((reason) => onChange({ reason }))
    this.#requests = requests
  }

  /** Whether commands are not sent at present, all or some. */
  get isOpen(): boolean {
    return this.#silence.isOpen || [...this.#refusals.values()].some(({ isRecent }) => isRecent)
  }

  /** Whether those for a purpose have failed since they last succeeded. */
  isOpenFor(purpose: Purpose): boolean {
    return this.#silence.isOpen || this.#refusalsOf(purpose).isOpen
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
    if (this.#silence.isPaused || refusals.isPaused || budget?.isSpent) {
      this.failures++
      return undefined
    }
    const startedAt = performance.now()
    const [silence, refusal] = [this.#silence.begin(), refusals.begin()]
    const slowMs = this.timeoutMs * SLOW_RATIO
    try {
      const { answer, isSlow } = await inTime(commands(), leftMs, slowMs)
      refusal.onSuccess()
      if (isSlow) budget?.note(startedAt)
      // Slow answers to commands that were under way together are one: a short pause of Redis is no reason to do without it.
      if (!isSlow) silence.onSuccess()
      else if (startedAt >= this.#silence.failedAt) silence.onFailure(new Error(`answers take over ${slowMs} ms`))
      return answer
    } catch (error) {
      this.failures++
      this.#onError(error as Error)
      if (error instanceof ReplyError) refusal.onFailure(error as Error)
      else {
        budget?.note(startedAt)
        silence.onFailure(error as Error)
      }
      return undefined
    } finally {
      silence.end()
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

  /** Ends the pause for all commands, if there is one. */
  end(): void {
    this.#silence.close()
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
