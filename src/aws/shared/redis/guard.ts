import { setImmediate } from 'node:timers/promises'
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from 'cockatiel'

// A request makes several reads one after the other: two that time out are the most that it waits for Redis.
const MAX_FAILURES = 2
// With the pauses between attempts to connect, Redis is used again well within 15 seconds after it is back.
const PAUSE_MS = 3_000

/** Runs commands of one kind while Redis answers them, and none for a pause after it has failed to. */
export class Guard {
  failures = 0
  readonly #timeoutMs: number
  readonly #breaker = circuitBreaker(handleAll, {
    halfOpenAfter: PAUSE_MS,
    breaker: new ConsecutiveBreaker(MAX_FAILURES),
  })

  /** `onChange` is called when Redis is no longer used, with the reason, and when it is used again. */
  constructor(timeoutMs: number, onChange: (reason: Error | undefined) => void) {
    this.#timeoutMs = timeoutMs
    let last: Error | undefined
    this.#breaker.onFailure(({ reason }) => {
      this.failures++
      if ('error' in reason) last = reason.error
    })
    // A probe that fails again changes nothing that operators need to know.
    let isGone = false
    this.#breaker.onStateChange((state) => {
      if (state === CircuitState.HalfOpen || isGone === (state === CircuitState.Open)) return
      isGone = state === CircuitState.Open
      onChange(isGone ? (last ?? new Error('unknown')) : undefined)
    })
  }

  get isOpen(): boolean {
    return this.#breaker.state !== CircuitState.Closed
  }

  /** Undefined if Redis did not answer in time, refused, or is not used at present. */
  async run<T>(commands: () => Promise<T>): Promise<T | undefined> {
    return this.#breaker.execute(() => inTime(commands(), this.#timeoutMs)).catch(() => undefined)
  }
}

/** Rejects after so many milliseconds, unless an answer has arrived and only waits for this process to read it. */
function inTime<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(async () => {
      await setImmediate() // after the event loop has read from its sockets
      reject(new Error(`no answer within ${timeoutMs} ms`))
    }, timeoutMs)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
