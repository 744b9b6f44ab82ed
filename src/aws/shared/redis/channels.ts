import { randomUUID } from 'node:crypto'
import type { Channels } from '../channels.ts'
import type { RedisClock } from './clock.ts'
import type { Guard } from './guard.ts'
import { channelOf } from './keys.ts'
import type { RedisClient } from './replies.ts'

type Listener = (message: unknown, ageMs: number) => void

// After Redis has refused a subscription, and in a Cluster until there is a node for subscriptions.
const RETRY_MS = 3_000

export interface ChannelOptions {
  identities: ReadonlyMap<string, string>
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
    const channel = channelOf(this.#options.identities, topic, location)
    const at = this.#options.clock.at(this.#options.elapsed())
    if (channel === undefined || at === undefined) return
    this.counts.sent++
    void this.#writes.run(() => this.#client.publish(channel, JSON.stringify([this.#self, at, message])))
  }

  listen(topic: string, location: string, onMessage: Listener): () => void {
    const channel = channelOf(this.#options.identities, topic, location)
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
    this.#subscriber?.disconnect()
    this.#subscriber = undefined
  }

  /** Connects, again and again if it has to, and subscribes to everything that is listened to each time. */
  #connect(): void {
    const subscriber = this.#options.open()
    this.#subscriber = subscriber
    subscriber.on('error', () => undefined) // the log has what the commands of the other client met
    subscriber.on('ready', () => void this.#subscribe(subscriber, [...this.#listeners.keys()]))
    subscriber.on('close', () => {
      this.#isSubscribed = false
    })
    subscriber.on('message', (channel: string, text: string) => this.#receive(channel, text))
    void subscriber.connect().catch(() => undefined)
  }

  /** Subscribes, if there is a connection now; 'ready' follows otherwise. */
  async #subscribe(subscriber: RedisClient, channels: readonly string[]): Promise<void> {
    const wanted = channels.filter((channel) => this.#listeners.has(channel))
    if (subscriber !== this.#subscriber || subscriber.status !== 'ready' || wanted.length === 0) return
    try {
      await subscriber.subscribe(...wanted)
      this.#isSubscribed = true
    } catch {
      this.#isSubscribed = false
      setTimeout(() => void this.#subscribe(subscriber, wanted), RETRY_MS).unref()
    }
  }

  #receive(channel: string, text: string): void {
    const [from, sentAt, message] = partsOf(text)
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
