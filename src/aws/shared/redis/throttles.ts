import type { Guard } from './guard.ts'
import type { RedisClient } from './replies.ts'

const CHANNEL = 'deploygraph:throttles'

/** AWS has throttled a gateway. */
export interface Throttle {
  /** The gateway. */
  from: string
  service: string
  /** The account and the region: see `paceIdentity`. */
  identity: string
  /** The attempts per second that the gateway sends from now on. */
  perSecond: number
}

/** Notifies other gateways of throttles, and receives theirs. A lost message does no harm: AWS throttles again. */
export class Throttles {
  readonly counts = { sent: 0, received: 0 }
  readonly #client: RedisClient
  readonly #subscriber: RedisClient
  readonly #guard: Guard

  /** `subscriber` is not connected yet: a connection with a subscription takes no other commands. */
  constructor(client: RedisClient, subscriber: RedisClient, guard: Guard, onThrottle: (throttle: Throttle) => void) {
    this.#client = client
    this.#guard = guard
    this.#subscriber = subscriber
    this.#subscriber.on('error', () => undefined) // it connects again
    this.#subscriber.on('ready', () => this.subscribe())
    this.#subscriber.on('message', (_, text: string) => {
      const throttle = throttleOf(text)
      if (!throttle) return
      this.counts.received++
      onThrottle(throttle)
    })
  }

  start(): void {
    void this.#subscriber.connect().catch(() => undefined)
  }

  /** To do so again changes nothing, and finds out whether the connection still exists, on which nothing arrives for hours. */
  subscribe(): void {
    void this.#subscriber.subscribe(CHANNEL).catch(() => undefined)
  }

  publish(throttle: Throttle): void {
    this.counts.sent++
    void this.#guard.run(() => this.#client.publish(CHANNEL, JSON.stringify(throttle)))
  }

  stop(): void {
    this.#subscriber.disconnect()
  }
}

/** Undefined for anything else that is published in the channel. */
function throttleOf(text: string): Throttle | undefined {
  try {
    const { from, service, identity, perSecond }: Partial<Record<keyof Throttle, unknown>> = JSON.parse(text)
    const areTexts = typeof from === 'string' && typeof service === 'string' && typeof identity === 'string'
    if (!areTexts || typeof perSecond !== 'number' || !(perSecond >= 0)) return undefined
    return { from, service, identity, perSecond }
  } catch {
    return undefined
  }
}
