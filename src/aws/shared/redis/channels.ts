import { randomUUID } from 'node:crypto'
import type { Channels } from '../channels.ts'
import type { RedisClock } from './clock.ts'
import type { Guard } from './guard.ts'
import { channelOf } from './keys.ts'
import type { RedisClient } from './replies.ts'

type Listener = (message: unknown, ageMs: number) => void

// Nothing arrives for hours on a connection that listens, so it does not notice that the network was cut. To subscribe
// again changes nothing, and is answered; it also repeats what Redis refused, or in a Cluster no node could take.
const BEAT_MS = 3_000
const ANSWER_MS = 2_000

// Some times as long as a message about a hundred things.
const MAX_CHARACTERS = 65_536

export interface ChannelOptions {
  identities: ReadonlyMap<string, string>
  /** The number of the database, which Redis does not distinguish in channels. */
  database: number
  clock: RedisClock
  /** Milliseconds that only go up: those of the clock. */
  elapsed: () => number
  /** A client of its own for what it listens to; not connected yet. */
  open: () => RedisClient
}

/** Channels of Redis. A connection listens while somebody does, and there is none otherwise. */
export class RedisChannels implements Channels {
  readonly #client: RedisClient
  readonly #writes: Guard
  readonly #options: ChannelOptions
  readonly #self = randomUUID()
  readonly #listeners = new Map<string, Set<Listener>>()
  #subscriber: RedisClient | undefined
  #isSubscribed = false
  #beat: NodeJS.Timeout | undefined
  readonly counts = { sent: 0, received: 0, unreadable: 0 }

  constructor(client: RedisClient, writes: Guard, options: ChannelOptions) {
    this.#client = client
    this.#writes = writes
    this.#options = options
  }

  /** Whether it hears what it listens to; true while it listens to nothing. */
  get isUsed(): boolean {
    return this.#isSubscribed || this.#listeners.size === 0
  }

  send(topic: string, location: string, message: object): void {
    const channel = channelOf(this.#options, topic, location)
    const at = this.#options.clock.at(this.#options.elapsed())
    if (channel === undefined || at === undefined) return
    this.counts.sent++
    void this.#writes.run(() => this.#client.publish(channel, JSON.stringify([this.#self, at, message])))
  }

  listen(topic: string, location: string, onMessage: Listener): () => void {
    const channel = channelOf(this.#options, topic, location)
    if (channel === undefined) return () => undefined
    const listeners = this.#listeners.get(channel) ?? new Set()
    this.#listeners.set(channel, listeners.add(onMessage))
    if (!this.#subscriber) this.#connect()
    else if (listeners.size === 1) void this.#subscribe(this.#subscriber, [channel])
    return () => {
      if (!listeners.delete(onMessage) || listeners.size > 0) return
      this.#listeners.delete(channel)
      if (this.#listeners.size === 0) this.close()
      else void this.#subscriber?.unsubscribe(channel).catch(() => undefined)
    }
  }

  close(): void {
    clearInterval(this.#beat)
    this.#subscriber?.disconnect()
    this.#subscriber = undefined
    this.#isSubscribed = false
  }

  /** Connects, again and again if it has to, and subscribes to everything that is listened to each time. */
  #connect(): void {
    const subscriber = this.#options.open()
    this.#subscriber = subscriber
    const subscribe = () => void this.#subscribe(subscriber, [...this.#listeners.keys()])
    subscriber.on('error', () => undefined) // the log has what the commands of the other client met
    subscriber.on('ready', subscribe)
    subscriber.on('close', () => {
      if (subscriber === this.#subscriber) this.#isSubscribed = false
    })
    subscriber.on('message', (channel: string, text: string) => this.#receive(channel, text))
    void subscriber.connect().catch(() => undefined)
    this.#beat = setInterval(subscribe, BEAT_MS).unref()
  }

  /** Subscribes, if there is a connection now; 'ready' follows otherwise. */
  async #subscribe(subscriber: RedisClient, channels: readonly string[]): Promise<void> {
    const wanted = channels.filter((channel) => this.#listeners.has(channel))
    if (subscriber !== this.#subscriber || subscriber.status !== 'ready' || wanted.length === 0) return
    // The connections of a Cluster do not end by themselves when they are silent.
    const replace = setTimeout(() => {
      if (subscriber !== this.#subscriber) return
      this.close()
      this.#connect()
    }, ANSWER_MS).unref()
    const isSubscribed = await subscriber.subscribe(...wanted).then(
      () => true,
      () => false,
    )
    clearTimeout(replace)
    if (subscriber === this.#subscriber) this.#isSubscribed = isSubscribed
  }

  #receive(channel: string, text: string): void {
    const [from, sentAt, message] = text.length > MAX_CHARACTERS ? [] : partsOf(text)
    if (from === this.#self) return
    const now = this.#options.clock.at(this.#options.elapsed())
    if (now === undefined || typeof sentAt !== 'number') {
      this.counts.unreadable++
      return
    }
    this.counts.received++
    for (const listener of [...(this.#listeners.get(channel) ?? [])]) listener(message, Math.max(0, now - sentAt))
  }
}

function partsOf(text: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(text)
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}
