import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
  onSendHookHandler,
  preHandlerAsyncHookHandler,
} from 'fastify'
import type { Identity } from '../../../auth/identity.ts'
import { turn } from '../../../aws/shared/turns.ts'
import type { Config } from '../../../config.ts'
import { type ErrorCode, GatewayError } from '../../../errors.ts'
import type { Refusals } from '../authenticate.ts'
import { hasLeft } from '../disconnect.ts'
import { refuse } from '../errors.ts'
import { Arriving } from './arriving-bytes.ts'
import { networkOf } from './client-network.ts'
import { type NewRates, whenKnown } from './rates.ts'
import { Slots } from './slots.ts'
import { TokenBuckets } from './token-bucket.ts'
import { Unsent } from './unsent-bytes.ts'

// Answers that take longer than clients wait are useless. Measured: docs/limits.md.
const MAX_DELAY_MS = 1_000
const SAMPLE_MS = 500
const UNASKED_SAMPLES = 10

// When to retry: most requests in progress are finished by then.
const RETRY_MS = 1_000

const TOO_MANY = 'Too many of your requests are under way, retry later.'
const OVERLOADED = 'Overloaded, retry later.'

/** The limits of load for operations that come without a request of their own: those of a WebSocket. */
export interface OperationLoad {
  /** Milliseconds until a credential from a network is checked; more than 0 if too many recent ones were refused. */
  refusalWait(from: string): number | Promise<number>
  countRefusal(from: string): void
  /** Counts a request towards the rate of its caller. Rejects with RATE_LIMITED. */
  countRequest(identity: Identity | undefined, from: string): Promise<void>
  /** Counts an answer until it is sent, when the returned function is to be called. */
  countUnsent(bytes: number): () => void
  /** Also takes a slot, which the function releases; call that once. Rejects with RATE_LIMITED or OVERLOADED. */
  acquire(identity: Identity | undefined, from: string): Promise<() => void>
}

type Settings = Pick<Config, 'maxConcurrentRequests' | 'ratePerSecond' | 'rateBurst' | 'bodyBytes'>

const inProcess: NewRates = (_, perSecond, burst) => new TokenBuckets(perSecond, burst)

/**
 * Hooks that refuse excess load immediately instead of queueing it: 429 for a caller with too many requests, 503 when
 * too many requests are in progress or the event loop lags.
 */
export function overloadProtection(app: FastifyInstance, settings: Settings, newRates = inProcess) {
  const { maxConcurrentRequests, ratePerSecond, rateBurst, bodyBytes } = settings
  const isBehind = eventLoopLag(app)
  const isLimited = ratePerSecond > 0
  const requestRates = isLimited ? newRates('request', ratePerSecond, rateBurst) : undefined
  const refusalRates = isLimited ? newRates('refusal', ratePerSecond, rateBurst) : undefined
  const rateMessage = `Rate limited: at most ${ratePerSecond} requests per second.`
  const isTooOften = (reply: FastifyReply, wait: number) => {
    if (wait > 0) retryLater(reply, 'RATE_LIMITED', wait, rateMessage)
    return wait > 0
  }
  const slots = new Slots(maxConcurrentRequests)
  const unsent = new Unsent()
  const arriving = new Arriving(bodyBytes)
  const isFull = () => isBehind() || slots.isFull || unsent.isFull // each arrival asks whether it is behind
  /**
   * Behind a proxy all callers may share one address, so the address identifies a caller only if rates are limited by
   * it.
   */
  const callerOf = ({ identity, ip }: FastifyRequest) =>
    identity?.subject ?? (ratePerSecond > 0 ? networkOf(ip) : undefined)
  const countRequest = async (identity: Identity | undefined, from: string) => {
    const wait = (await requestRates?.take(identity?.subject ?? from)) ?? 0
    if (wait > 0) throw new GatewayError('RATE_LIMITED', rateMessage, { retryAfterMs: Math.ceil(wait) })
  }

  return {
    isBehind,
    /** Before the body is read: a refusal must cost less than an answer. */
    refuseWhenFull: ((_, reply, next) => (isFull() ? overloaded(reply) : next())) satisfies onRequestHookHandler,
    /** Both answer 429 and return true if too many recent requests from that source were refused. */
    refusals: {
      areTooMany: async (reply, from) => isTooOften(reply, (await refusalRates?.wait(from)) ?? 0),
      count: async (reply, from) => isTooOften(reply, (await refusalRates?.take(from)) ?? 0),
    } satisfies Refusals,
    /** Counts by the caller's identity if it is known, otherwise by network. */
    limitRate: (({ identity, ip }, reply, next) => {
      whenKnown(requestRates?.take(identity?.subject ?? networkOf(ip)) ?? 0, (wait) => {
        if (hasLeft(reply)) reply.hijack()
        else if (!isTooOften(reply, wait)) next()
      })
    }) satisfies onRequestHookHandler,
    /** The last hook before the body is read: bodies being received take memory. */
    limitBodies: ((request, reply, next) => {
      if (arriving.begin(request, reply)) next()
      else overloaded(reply)
    }) satisfies onRequestHookHandler,
    /** After the body has arrived: a slow upload takes no slot. */
    acquireSlot: (async (request, reply) => {
      arriving.end(reply)
      if (hasLeft(reply)) return reply.hijack()
      if (isFull()) return overloaded(reply)
      const caller = callerOf(request)
      if (!slots.hasShare(caller)) return retryLater(reply, 'OVERLOADED', RETRY_MS, TOO_MANY)
      slots.acquire(reply, caller)
      await turn()
      return hasLeft(reply) ? reply.hijack() : undefined
    }) satisfies preHandlerAsyncHookHandler,
    /** When the answer goes on for longer than a request. */
    release: (reply: FastifyReply) => slots.release(reply),
    /** When the answer is complete. */
    releaseSlot: ((_, reply, payload, done) => {
      slots.release(reply)
      done(null, payload)
    }) satisfies onSendHookHandler<unknown>,
    countUnsent: unsent.count,
    forOperations: {
      refusalWait: (from) => refusalRates?.wait(from) ?? 0,
      countRefusal: (from) => void refusalRates?.take(from),
      countRequest,
      countUnsent: (bytes) => unsent.add(bytes),
      acquire: async (identity, from) => {
        await countRequest(identity, from)
        const caller = identity?.subject ?? (ratePerSecond > 0 ? from : undefined)
        const message = isFull() ? OVERLOADED : slots.hasShare(caller) ? undefined : TOO_MANY
        if (message !== undefined) throw new GatewayError('OVERLOADED', message, { retryAfterMs: RETRY_MS })
        return slots.take(caller)
      },
    } satisfies OperationLoad,
  }
}

const overloaded = (reply: FastifyReply) => retryLater(reply, 'OVERLOADED', RETRY_MS, OVERLOADED)

const retryLater = (reply: FastifyReply, code: ErrorCode, ms: number, message: string) => {
  reply.header('retry-after', Math.ceil(ms / 1000))
  refuse(reply, message, code, { retryAfterMs: Math.ceil(ms) })
}

/**
 * Whether the event loop was late twice in succession: once may be a single long task. It is measured while that is asked:
 * to wake up twice a second costs an idle process more than a watcher's updates do.
 */
function eventLoopLag(app: FastifyInstance): () => boolean {
  let late = 0
  let unasked = 0
  let due = 0
  let sampling: NodeJS.Timeout | undefined
  const stop = () => {
    clearInterval(sampling)
    sampling = undefined
    late = 0
  }
  const sample = () => {
    const now = performance.now()
    late = now - due > MAX_DELAY_MS ? late + 1 : 0
    due = now + SAMPLE_MS
    if (++unasked > UNASKED_SAMPLES) stop()
  }
  app.addHook('onClose', async () => stop())
  return () => {
    unasked = 0
    if (!sampling) {
      due = performance.now() + SAMPLE_MS
      sampling = setInterval(sample, SAMPLE_MS).unref()
    }
    return late >= 2
  }
}
