import type { Guards } from '../guards.ts'
import type { RedisClient } from '../replies.ts'
import type { Subscriber } from '../subscriber.ts'

// The name of a service, and the ids and digests that gateways send.
const MAX_CHARACTERS = 100
const MAX_TEXT = 1_000

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

export interface ThrottleOptions {
  client: RedisClient
  subscriber: Subscriber
  messages: Guards
  /** The number of the database, which Redis does not distinguish in channels. */
  database: number
}

/** Notifies other gateways of throttles, and receives theirs. A lost message does no harm: AWS throttles again. */
export class Throttles {
  readonly counts = { sent: 0, received: 0 }
  readonly #client: RedisClient
  readonly #guards: Guards
  readonly #channel: string

  constructor({ client, subscriber, messages, database }: ThrottleOptions, onThrottle: (throttle: Throttle) => void) {
    this.#channel = `deploygraph:throttles:${database}`
    this.#client = client
    this.#guards = messages
    subscriber.listen(this.#channel, (text) => {
      const throttle = throttleOf(text)
      if (!throttle) return
      this.counts.received++
      onThrottle(throttle)
    })
  }

  publish(throttle: Throttle): void {
    this.counts.sent++
    void this.#guards
      .of()
      .run('publish a throttle', () => this.#client.publish(this.#channel, JSON.stringify(throttle)))
  }
}

/** Undefined for anything else that is published in the channel. */
function throttleOf(text: string): Throttle | undefined {
  if (text.length > MAX_TEXT) return undefined
  try {
    const { from, service, identity, perSecond }: Partial<Record<keyof Throttle, unknown>> = JSON.parse(text)
    if (!isName(from) || !isName(service) || !isName(identity)) return undefined
    if (typeof perSecond !== 'number' || !(perSecond >= 0)) return undefined
    return { from, service, identity, perSecond }
  } catch {
    return undefined
  }
}

const isName = (value: unknown): value is string => typeof value === 'string' && value.length <= MAX_CHARACTERS
