// A request makes several reads one after the other: two that time out are the most that it waits for answers in Redis. Its
// caller's rate and its document have at most one each, before.
export const MAX_FAILURES = 2
// With the pauses between attempts to connect, Redis is used again well within 15 seconds after it is back.
const PAUSE_MS = 3_000

/** Commands that are under way. Some end without being a success or a failure of the kind that is counted. */
interface Attempt {
  onSuccess: () => void
  onFailure: (reason: Error) => void
  end: () => void
}

/** Stops commands for a pause after failures of one kind in a row, and then lets one of them try. */
export class Breaker {
  /** When commands failed last, in milliseconds that only go up. */
  failedAt = Number.NEGATIVE_INFINITY
  readonly #onChange: (reason: Error | undefined) => void
  #inARow = 0
  #openedAt: number | undefined
  #isProbing = false

  /** `onChange` is called when it opens, with the reason, and when it closes. */
  constructor(onChange: (reason: Error | undefined) => void) {
    this.#onChange = onChange
  }

  /** Whether nothing has succeeded since the failures. */
  get isOpen(): boolean {
    return this.#openedAt !== undefined
  }

  /** Whether no command is sent now. */
  get isPaused(): boolean {
    return this.#openedAt !== undefined && (this.#isProbing || performance.now() - this.#openedAt < PAUSE_MS)
  }

  begin(): Attempt {
    const isProbe = this.isOpen
    if (isProbe) this.#isProbing = true
    return {
      // An answer that arrives late, to a command that was sent before the pause, does not end it.
      onSuccess: () => {
        if (isProbe === this.isOpen) this.close()
      },
      onFailure: (reason) => {
        if (isProbe === this.isOpen) this.#note(reason)
      },
      end: () => {
        if (isProbe) this.#isProbing = false
      },
    }
  }

  /** Ends the pause, if there is one. */
  close(): void {
    this.#inARow = 0
    if (this.#openedAt === undefined) return
    this.#openedAt = undefined
    this.#onChange(undefined)
  }

  #note(reason: Error): void {
    const wasOpen = this.isOpen
    this.failedAt = performance.now()
    this.#inARow++
    if (this.#inARow < MAX_FAILURES) return
    this.#openedAt = this.failedAt
    // A probe that fails again changes nothing that operators need to know.
    if (!wasOpen) this.#onChange(reason)
  }
}
