import type { GatewayError } from '../../errors.ts'
import { backoff, jittered } from '../pace.ts'
import { pause, type Timers } from '../timers.ts'
import type { EventQueue, QueueMessage } from './queue.ts'

// The first pause after a failure; it doubles up to a minute.
const PAUSE_MS = 500

// An endpoint that does not wait for messages is not asked again at once.
const MIN_WAIT_MS = 1_000

/** A poller's reports. */
export interface PollerEvents {
  onMessage: (message: QueueMessage) => void
  /** Called after each failure. */
  onFailure: (queue: EventQueue, error: GatewayError) => void
  /** Called after each answer. */
  onAnswer: (queue: EventQueue) => void
}

/** Receives the messages of one queue, one long poll after the other, while it runs. */
export class QueuePoller {
  readonly #queue: EventQueue
  readonly #timers: Timers
  readonly #random: () => number
  readonly #events: PollerEvents
  #abort: AbortController | undefined

  constructor(queue: EventQueue, { timers, random }: { timers: Timers; random: () => number }, events: PollerEvents) {
    this.#queue = queue
    this.#timers = timers
    this.#random = random
    this.#events = events
  }

  start(): void {
    if (this.#abort) return
    this.#abort = new AbortController()
    void this.#run(this.#abort.signal)
  }

  /** Ends the running poll at once. */
  stop(): void {
    this.#abort?.abort()
    this.#abort = undefined
  }

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0
    while (!signal.aborted) {
      try {
        const askedAt = performance.now()
        const messages = await this.#queue.receive(signal)
        if (signal.aborted) return // they are delivered again
        for (const message of messages) this.#events.onMessage(message)
        if (messages.length > 0) await this.#queue.remove(messages, signal)
        failures = 0
        this.#events.onAnswer(this.#queue)
        if (messages.length === 0 && performance.now() - askedAt < MIN_WAIT_MS)
          await pause(this.#timers, MIN_WAIT_MS, signal)
      } catch (error) {
        if (signal.aborted) return
        failures++
        const { retryAfterMs } = error as GatewayError
        this.#events.onFailure(this.#queue, error as GatewayError)
        const pauseMs = jittered(backoff(PAUSE_MS, failures, retryAfterMs), this.#random())
        await pause(this.#timers, pauseMs, signal)
      }
    }
  }
}
