import { Readable } from 'node:stream'
import { Agent, request } from 'undici'
import { pause, type Timers } from '../../../live/timers.ts'
import type { Message } from './messages.ts'

// How long a router may take to accept a message; it has nothing to do but pass it on.
const TIMEOUT_MS = 5_000
const PAUSE_MS = 1_000
const ATTEMPTS = 3

// An answer says all that it has to say in its status.
const MAX_ANSWER_BYTES = 1_000

// To one origin. Each subscription has one update and one check under way.
const CONNECTIONS = 64

const HEADERS = { 'content-type': 'application/json', 'subscription-protocol': 'callback/1.0' }

/** The status of an answer, or why there is none. */
export type Answered = number | 'timeout' | 'unreachable' | 'aborted'

export const isAccepted = (answered: Answered): boolean =>
  typeof answered === 'number' && answered >= 200 && answered < 300

// 429 and 5xx are also those of proxies in front of a router that starts again.
const isTransient = (answered: Answered) =>
  answered === 'timeout' || answered === 'unreachable' || answered === 429 || Number(answered) >= 500

/** Sends messages to callback URLs. It follows no redirects: an allowed URL would lead to others. */
export class CallbackClient {
  readonly #agent = new Agent({ connections: CONNECTIONS, connectTimeout: TIMEOUT_MS })
  readonly #timers: Timers

  constructor(timers: Timers) {
    this.#timers = timers
  }

  /** Sends a message, again where that may help. It never rejects. */
  async deliver(url: URL, message: Message, signal: AbortSignal): Promise<Answered> {
    for (let attempt = 1; ; attempt++) {
      const answered = await this.post(url, message, signal)
      if (!isTransient(answered) || attempt === ATTEMPTS) return answered
      await pause(this.#timers, PAUSE_MS, signal)
    }
  }

  /** Sends a message once. It never rejects. */
  async post(url: URL, message: Message, signal: AbortSignal): Promise<Answered> {
    let isLate = false
    const abort = new AbortController() // AbortSignal.any would leave something behind in the signal of a long stream
    const end = () => abort.abort()
    const cancel = this.#timers.after(TIMEOUT_MS, () => {
      isLate = true
      end()
    })
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
    try {
      const length = message.reduce((sum, part) => sum + part.length, 0)
      const { statusCode, body } = await request(url, {
        method: 'POST',
        headers: { ...HEADERS, 'content-length': String(length) },
        body: Readable.from(message, { objectMode: false }),
        dispatcher: this.#agent,
        signal: abort.signal,
      })
      await body.dump({ limit: MAX_ANSWER_BYTES }).catch(() => undefined)
      return statusCode
    } catch {
      return signal.aborted ? 'aborted' : isLate ? 'timeout' : 'unreachable'
    } finally {
      cancel()
      signal.removeEventListener('abort', end)
    }
  }

  /** Closes all connections, with what is under way. */
  stop(): Promise<void> {
    return this.#agent.destroy()
  }
}
