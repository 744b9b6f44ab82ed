import { randomUUID } from 'node:crypto'
import type { Channels } from '../channels.ts'
import type { RedisClock } from './clock.ts'
import type { Guards } from './guards.ts'
import { channelOf } from './keys.ts'
import type { RedisClient } from './replies.ts'
import type { Subscriber } from './subscriber.ts'

type Listener = (message: unknown, ageMs: number) => void

// Some times as long as a message about a hundred things.
const MAX_CHARACTERS = 65_536

export interface ChannelOptions {
  identities: ReadonlyMap<string, string>
  /** The number of the database, which Redis does not distinguish in channels. */
  database: number
  clock: RedisClock
  /** Milliseconds that only go up: those of the clock. */
  elapsed: () => number
  subscriber: Subscriber
}

/** A channel that is listened to. */
interface Listened {
  listeners: Set<Listener>
  stop: () => void
}

/** Channels of Redis. */
export class RedisChannels implements Channels {
  readonly #client: RedisClient
  readonly #guards: Guards
  readonly #options: ChannelOptions
  readonly #self = randomUUID()
  readonly #listened = new Map<string, Listened>()
  readonly counts = { sent: 0, received: 0, unreadable: 0 }

  constructor(client: RedisClient, guards: Guards, options: ChannelOptions) {
    this.#client = client
    this.#guards = guards
    this.#options = options
  }

  /** Whether it hears what it listens to, and can send; true while it listens to nothing. */
  get isUsed(): boolean {
    const channels = [...this.#listened.keys()]
    if (channels.length === 0) return true
    return !this.#guards.isOpen && channels.every((channel) => this.#options.subscriber.hears(channel))
  }

  send(topic: string, location: string, message: object): void {
    const channel = channelOf(this.#options, topic, location)
    const at = this.#options.clock.at(this.#options.elapsed())
    if (channel === undefined || at === undefined) return
    this.counts.sent++
    void this.#guards
      .of()
      .run('publish a message', () => this.#client.publish(channel, JSON.stringify([this.#self, at, message])))
  }

  listen(topic: string, location: string, onMessage: Listener): () => void {
    const channel = channelOf(this.#options, topic, location)
    if (channel === undefined) return () => undefined
    const { listeners, stop } = this.#listened.get(channel) ?? this.#listen(channel)
    listeners.add(onMessage)
    return () => {
      if (!listeners.delete(onMessage) || listeners.size > 0) return
      this.#listened.delete(channel)
      stop()
    }
  }

  #listen(channel: string): Listened {
    const listeners = new Set<Listener>()
    const stop = this.#options.subscriber.listen(channel, (text) => this.#receive(listeners, text))
    const listened = { listeners, stop }
    this.#listened.set(channel, listened)
    return listened
  }

  #receive(listeners: ReadonlySet<Listener>, text: string): void {
    const [from, sentAt, message] = text.length > MAX_CHARACTERS ? [] : partsOf(text)
    if (from === this.#self) return
    const now = this.#options.clock.at(this.#options.elapsed())
    if (now === undefined || typeof sentAt !== 'number') {
      this.counts.unreadable++
      return
    }
    this.counts.received++
    for (const listener of [...listeners]) listener(message, Math.max(0, now - sentAt))
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
