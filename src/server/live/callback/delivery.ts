import type { LiveStream } from '../../../live/live-stream.ts'
import type { Timers } from '../../../live/timers.ts'
import type { OpenStream } from '../operations.ts'
import { type Answered, type CallbackClient, isAccepted } from './callback-client.ts'
import { check, errorsOf, farewell, type Message, next } from './messages.ts'
import type { Registration } from './registration.ts'

// A router that has gone is noticed by then.
const MAX_HEARTBEAT_MS = 60_000
// How a router says that it no longer has the subscription.
const GONE = 404

// A check that is due within a period has to arrive within it.
const EARLY = 0.8

/** One subscription whose updates are sent to a callback URL, one at a time: the next is made when the last is accepted. */
export class Delivery {
  readonly #registration: Registration
  readonly #client: CallbackClient
  readonly #timers: Timers
  readonly #over = new AbortController()
  #cancelBeat = () => {}
  #isChecking = false
  #stream: LiveStream | undefined
  #failure: Answered | undefined

  constructor(registration: Registration, client: CallbackClient, timers: Timers) {
    this.#registration = registration
    this.#client = client
    this.#timers = timers
  }

  /** Asks the router to confirm the subscription, which it does with 204. */
  confirm(): Promise<Answered> {
    return this.#client.post(this.#registration.url, check(this.#registration), this.#over.signal)
  }

  /**
   * Sends the stream until its end. Resolves with the answer to a message that the router did not accept, if that
   * ended it. It never rejects.
   */
  async run(open: OpenStream): Promise<Answered | undefined> {
    if (this.#over.signal.aborted) return undefined
    this.#beatLater() // the router waits no longer because AWS does not answer
    const stream = await open(this.#over.signal)
    this.#stream = stream
    if (this.#over.signal.aborted) stream.return()
    let failure: string | undefined
    for (let frame = await stream.next(); frame; frame = await stream.next()) {
      if (frame.isFailure) failure = errorsOf(frame)
      else await this.#send(next(this.#registration, frame))
    }
    this.#cancelBeat()
    if (stream.end !== 'left') await this.#send(farewell(this.#registration, stream.end, failure))
    this.end()
    return this.#failure
  }

  /** Ends it without another word to the router. */
  end(): void {
    this.#over.abort()
    this.#cancelBeat()
    this.#stream?.return()
  }

  async #send(message: Message): Promise<void> {
    const answered = await this.#client.deliver(this.#registration.url, message, this.#over.signal)
    if (isAccepted(answered) || this.#over.signal.aborted) return
    if (answered !== GONE) this.#failure = answered
    this.end()
  }

  #beat(): void {
    this.#beatLater() // from when it is sent, not from when it is answered
    if (this.#isChecking) return
    this.#isChecking = true
    void this.#send(check(this.#registration)).then(() => {
      this.#isChecking = false
    })
  }

  #beatLater(): void {
    const { heartbeatMs } = this.#registration
    if (heartbeatMs === 0 || this.#over.signal.aborted) return
    this.#cancelBeat = this.#timers.after(EARLY * Math.min(heartbeatMs, MAX_HEARTBEAT_MS), () => this.#beat())
  }
}
