import { lastErrorOf } from './connection/client.ts'
import type { RedisClient } from './replies.ts'

type Listener = (text: string) => void

// Nothing arrives for hours on a connection that listens, so it does not notice that the network was cut. To subscribe
// again changes nothing, and is answered; it also repeats what Redis refused, or in a Cluster no node could take.
const BEAT_MS = 3_000
const ANSWER_MS = 2_000

/** A connection that listens to channels. There is none while nobody listens. */
export class Subscriber {
  readonly #open: () => RedisClient
  readonly #onChange: (reason: Error | undefined) => void
  readonly #onError: (error: Error) => void
  readonly #listeners = new Map<string, Listener>()
  readonly #subscribed = new Set<string>()
  #connection: RedisClient | undefined
  #beat: NodeJS.Timeout | undefined
  #isDeaf = false

  /**
   * `open` makes a client that is not connected yet: one with a subscription takes no other commands. `onChange` is called when
   * it no longer hears what it listens to, with the reason, and when it does again; `onError` with each error of Redis.
   */
  constructor(open: () => RedisClient, onChange: (reason: Error | undefined) => void, onError: (error: Error) => void) {
    this.#open = open
    this.#onChange = onChange
    this.#onError = onError
  }

  /** Whether it hears what is published in a channel. */
  hears(channel: string): boolean {
    return this.#subscribed.has(channel)
  }

  /** Listens to a channel, which has one listener, until the returned function is called. */
  listen(channel: string, onText: Listener): () => void {
    this.#listeners.set(channel, onText)
    if (!this.#connection) this.#connect()
    else void this.#subscribe(this.#connection, [channel])
    return () => {
      this.#listeners.delete(channel)
      this.#subscribed.delete(channel)
      if (this.#listeners.size === 0) {
        this.#isDeaf = false
        this.close()
      } else void this.#connection?.unsubscribe(channel).catch(() => undefined)
    }
  }

  close(): void {
    clearInterval(this.#beat)
    this.#connection?.disconnect()
    this.#connection = undefined
    this.#subscribed.clear()
  }

  /** Connects, again and again if it has to, and subscribes to everything that is listened to each time. */
  #connect(): void {
    const connection = this.#open()
    this.#connection = connection
    const lastError = lastErrorOf(connection)
    const subscribe = () => void this.#subscribe(connection, [...this.#listeners.keys()])
    connection.on('ready', subscribe)
    connection.on('close', () => {
      if (connection !== this.#connection) return
      this.#subscribed.clear()
      this.#note(lastError())
    })
    connection.on('message', (channel: string, text: string) => this.#listeners.get(channel)?.(text))
    void connection.connect().catch(() => undefined)
    this.#beat = setInterval(subscribe, BEAT_MS).unref()
  }

  /** Subscribes, if there is a connection now; 'ready' follows otherwise. */
  async #subscribe(connection: RedisClient, channels: readonly string[]): Promise<void> {
    if (connection !== this.#connection || connection.status !== 'ready' || channels.length === 0) return
    // The connections of a Cluster do not end by themselves when they are silent.
    const replace = setTimeout(() => {
      if (connection !== this.#connection) return
      this.#note(new Error(`no answer within ${ANSWER_MS} ms`))
      this.close()
      this.#connect()
    }, ANSWER_MS).unref()
    const refusal = await connection.subscribe(...channels).then(
      () => undefined,
      (error: Error) => error,
    )
    clearTimeout(replace)
    if (connection !== this.#connection) return
    for (const channel of channels) {
      if (!refusal && this.#listeners.has(channel)) this.#subscribed.add(channel)
      else this.#subscribed.delete(channel)
    }
    if (refusal) this.#onError(refusal)
    if (refusal || this.#subscribed.size === this.#listeners.size) this.#note(refusal)
  }

  #note(reason: Error | undefined): void {
    const isDeaf = reason !== undefined
    if (isDeaf === this.#isDeaf) return
    this.#isDeaf = isDeaf
    this.#onChange(reason)
  }
}
