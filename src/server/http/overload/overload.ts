import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  onRequestHookHandler,
  onSendHookHandler,
  preHandlerAsyncHookHandler,
} from 'fastify'
import { turn } from '../../../aws/shared/turns.ts'
import type { Config } from '../../../config.ts'
import type { ErrorCode } from '../../../errors.ts'
import type { Refusals } from '../authenticate.ts'
import { hasLeft } from '../disconnect.ts'
import { refuse } from '../errors.ts'
import { Arriving } from './arriving-bytes.ts'
import { networkOf } from './client-network.ts'
import { Slots } from './slots.ts'
import { TokenBuckets } from './token-bucket.ts'
import { Unsent } from './unsent-bytes.ts'

// Answers that take longer than their clients wait help nobody. Measured: docs/limits.md.
const MAX_DELAY_MS = 1_000
const SAMPLE_MS = 500

// When to ask again: what is under way now has mostly ended by then.
const RETRY_MS = 1_000

type Settings = Pick<Config, 'maxConcurrentRequests' | 'ratePerSecond' | 'rateBurst' | 'bodyBytes'>

/**
 * Hooks that refuse what is too much at once instead of letting it wait: 429 for a caller who asks too often, 503 when
 * too many requests are under way or the process is behind with its work.
 */
export function overloadProtection(app: FastifyInstance, settings: Settings) {
  const { maxConcurrentRequests, ratePerSecond, rateBurst, bodyBytes } = settings
  const isBehind = eventLoopLag(app)
  const newBuckets = () => (ratePerSecond > 0 ? new TokenBuckets(ratePerSecond, rateBurst) : undefined)
  const [requestBuckets, refusalBuckets] = [newBuckets(), newBuckets()]
  const isTooOften = (reply: FastifyReply, wait = 0) => {
    if (wait > 0) retryLater(reply, 'RATE_LIMITED', wait, `Rate limited: at most ${ratePerSecond} requests per second.`)
    return wait > 0
  }
  const slots = new Slots(maxConcurrentRequests)
  const unsent = new Unsent()
  const arriving = new Arriving(bodyBytes)
  const isFull = () => slots.isFull || unsent.isFull || isBehind()
  /** Behind a proxy all callers may have one address: it is one caller's only where rates are counted by it. */
  const callerOf = ({ identity, ip }: FastifyRequest) =>
    identity?.subject ?? (ratePerSecond > 0 ? networkOf(ip) : undefined)

  return {
    isBehind,
    /** Before the body is read: a refusal has to cost less than an answer. */
    refuseWhenFull: ((_, reply, next) => (isFull() ? overloaded(reply) : next())) satisfies onRequestHookHandler,
    /** Each answers 429 and returns true when too many recent requests from that source were refused. */
    refusals: {
      areTooMany: (reply, from) => isTooOften(reply, refusalBuckets?.wait(from)),
      count: (reply, from) => isTooOften(reply, refusalBuckets?.take(from)),
    } satisfies Refusals,
    /** Counts by who asks, where that is known, or else by the network they ask from. */
    limitRate: (({ identity, ip }, reply, next) => {
      if (!isTooOften(reply, requestBuckets?.take(identity?.subject ?? networkOf(ip)))) next()
    }) satisfies onRequestHookHandler,
    /** Last before the body is read: bodies that are on their way take memory. */
    limitBodies: ((request, reply, next) => {
      if (arriving.begin(request, reply)) next()
      else overloaded(reply)
    }) satisfies onRequestHookHandler,
    /** When the body is there: one that trickles in takes nobody's slot. */
    acquireSlot: (async (request, reply) => {
      arriving.end(reply)
      if (hasLeft(reply)) return reply.hijack()
      if (isFull()) return overloaded(reply)
      const caller = callerOf(request)
      if (!slots.hasShare(caller))
        return retryLater(reply, 'OVERLOADED', RETRY_MS, 'Too many of your requests are under way, retry later.')
      slots.acquire(reply, caller)
      await turn()
      return hasLeft(reply) ? reply.hijack() : undefined
    }) satisfies preHandlerAsyncHookHandler,
    /** When the answer is made. */
    releaseSlot: ((_, reply, payload, done) => {
      slots.release(reply)
      done(null, payload)
    }) satisfies onSendHookHandler<unknown>,
    countUnsent: unsent.count,
  }
}

const overloaded = (reply: FastifyReply) => retryLater(reply, 'OVERLOADED', RETRY_MS, 'Overloaded, retry later.')

const retryLater = (reply: FastifyReply, code: ErrorCode, ms: number, message: string) => {
  reply.header('retry-after', Math.ceil(ms / 1000))
  refuse(reply, message, code, { retryAfterMs: Math.ceil(ms) })
}

/** Whether what was due waited too long for its turn, twice running: once may be one long piece of work. */
function eventLoopLag(app: FastifyInstance): () => boolean {
  let late = 0
  let due = performance.now() + SAMPLE_MS
  const sample = setInterval(() => {
    const now = performance.now()
    late = now - due > MAX_DELAY_MS ? late + 1 : 0
    due = now + SAMPLE_MS
  }, SAMPLE_MS).unref()
  app.addHook('onClose', async () => clearInterval(sample))
  return () => late >= 2
}
