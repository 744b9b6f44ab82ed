import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Timers } from '../../../live/timers.ts'
import { whenOver } from '../../http/disconnect.ts'
import { refuse } from '../../http/errors.ts'
import { acceptsCallback, mediaType } from '../../http/media-type.ts'
import type { OpenStream } from '../operations.ts'
import { CallbackClient } from './callback-client.ts'
import { Delivery } from './delivery.ts'
import { type Registration, registrationOf } from './registration.ts'

// How long a gateway that stops waits for routers to accept the last messages.
const FAREWELL_MS = 1_000

const CONFIRMED = 204

/**
 * Subscriptions by Apollo's HTTP callback protocol, version 1.0: the router names a URL, and the gateway sends it the
 * updates. ApolloServerPluginSubscriptionCallback does not fit: it executes each update once per watcher, queues updates
 * and follows redirects. https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/callback-protocol
 */
export class Callbacks {
  readonly #allowed: readonly string[]
  readonly #timers: Timers
  readonly #log: Logger
  readonly #client: CallbackClient
  readonly #deliveries = new Map<string, Delivery>()
  readonly #running = new Set<Promise<void>>()
  #isStopped = false

  /** `allowed`: the URLs that may be called, with what is below them. */
  constructor(allowed: readonly string[], timers: Timers, log: Logger) {
    this.#allowed = allowed
    this.#timers = timers
    this.#log = log
    this.#client = new CallbackClient(timers)
  }

  /**
   * The callback that a request asks for, or why it is refused; undefined if it asks for none. A router that registers a
   * subscription again, which takes its verifier, no longer has the one before: that is ended, and its place is free.
   */
  requested({ headers, body }: FastifyRequest): Registration | { objection: string } | undefined {
    const requested = acceptsCallback(headers.accept) ? registrationOf(body, this.#allowed) : undefined
    if (requested && !('objection' in requested)) this.#deliveries.get(keyOf(requested))?.end()
    return requested
  }

  /** Answers a request for a subscription, which begins when the router has confirmed it and has the answer. */
  async answer(
    reply: FastifyReply,
    requested: Registration | { objection: string },
    open: OpenStream,
  ): Promise<string | FastifyReply> {
    if ('objection' in requested) return refuse(reply, requested.objection, 'BAD_REQUEST')
    const delivery = new Delivery(requested, this.#client, this.#timers)
    const confirmed = await delivery.confirm()
    if (confirmed !== CONFIRMED)
      return refuse(
        reply,
        `The callbackUrl did not confirm the subscription (${confirmed}): expected 204.`,
        'BAD_REQUEST',
      )
    whenOver(reply, () => {
      if (reply.raw.writableFinished && !this.#isStopped) this.#begin(requested, delivery, open, reply.request.id)
    })
    reply.type(mediaType(reply.request.headers.accept) ?? 'application/json; charset=utf-8')
    return '{"data":null}'
  }

  /** Waits a moment for the last messages. The streams have to be ended by then. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await Promise.race([Promise.all(this.#running), sleep(FAREWELL_MS, undefined, { ref: false })])
    for (const delivery of this.#deliveries.values()) delivery.end()
    await this.#client.stop()
    await Promise.all(this.#running)
  }

  #begin(registration: Registration, delivery: Delivery, open: OpenStream, requestId: string): void {
    const key = keyOf(registration)
    this.#deliveries.get(key)?.end()
    this.#deliveries.set(key, delivery)
    const run = delivery.run(open).then((answered) => {
      if (this.#deliveries.get(key) === delivery) this.#deliveries.delete(key)
      this.#running.delete(run)
      const { origin } = registration.url
      if (answered !== undefined) this.#log.warn({ requestId, origin, answered }, 'callback not accepted')
    })
    this.#running.add(run)
  }
}

const keyOf = ({ url, id, verifier }: Registration): string => JSON.stringify([url.href, id, verifier])
