import type { FastifyInstance, FastifyReply, onRequestHookHandler, preHandlerHookHandler } from 'fastify'
import type { Config } from '../../config.ts'
import type { ErrorCode } from '../../errors.ts'
import type { Refusals } from './authenticate.ts'
import { networkOf } from './client-network.ts'
import { hasLeft, whenOver } from './disconnect.ts'
import { refuse } from './errors.ts'
import { Rates } from './token-bucket.ts'

// Answers that take longer than their clients wait help nobody. Measured: docs/limits.md.
const MOST_DELAY_MS = 1_000
const SAMPLE_MS = 500

// When to ask again: what is under way now has mostly ended by then.
const RETRY_MS = 1_000

type Settings = Pick<Config, 'maxConcurrentRequests' | 'ratePerSecond' | 'rateBurst'>

/**
 * Hooks that refuse what is too much at once instead of letting it wait: 429 for a caller who asks too often, 503 when
 * too many requests are under way or the process is behind with its work.
 */
export function admission(app: FastifyInstance, { maxConcurrentRequests, ratePerSecond, rateBurst }: Settings) {
  const isBehind = delayed(app)
  const newRates = () => (ratePerSecond > 0 ? new Rates(ratePerSecond, rateBurst) : undefined)
  const [asked, refused] = [newRates(), newRates()]
  const isTooOften = (reply: FastifyReply, wait = 0) => {
    if (wait > 0) later(reply, 'RATE_LIMITED', wait, `Rate limited: at most ${ratePerSecond} requests per second.`)
    return wait > 0
  }
  let underWay = 0
  const isFull = () => underWay >= maxConcurrentRequests || isBehind()

  return {
    /** Before the body is read: a refusal has to cost less than an answer. */
    refuseWhenFull: ((_, reply, next) => (isFull() ? overloaded(reply) : next())) satisfies onRequestHookHandler,
    /** Each answers 429 and returns true where too many were refused of late that came from there. */
    refusals: {
      areTooMany: (reply, from) => isTooOften(reply, refused?.wait(from)),
      count: (reply, from) => isTooOften(reply, refused?.take(from)),
    } satisfies Refusals,
    /** Counts by who asks, where that is known, or else by the network they ask from. */
    limitRate: (({ identity, ip }, reply, next) => {
      if (!isTooOften(reply, asked?.take(identity?.subject ?? networkOf(ip)))) next()
    }) satisfies onRequestHookHandler,
    /** When the body is there: one that trickles in takes nobody's place. */
    takePlace: ((_, reply, next) => {
      if (hasLeft(reply)) {
        reply.hijack()
        return
      }
      if (isFull()) return overloaded(reply)
      underWay++
      whenOver(reply, () => underWay--)
      next()
    }) satisfies preHandlerHookHandler,
  }
}

const overloaded = (reply: FastifyReply) => later(reply, 'OVERLOADED', RETRY_MS, 'Overloaded, retry later.')

const later = (reply: FastifyReply, code: ErrorCode, ms: number, message: string) => {
  reply.header('retry-after', Math.ceil(ms / 1000))
  refuse(reply, message, code, { retryAfterMs: Math.ceil(ms) })
}

/** Whether what was due waited too long for its turn, twice running: once may be one long piece of work. */
function delayed(app: FastifyInstance): () => boolean {
  let late = 0
  let due = performance.now() + SAMPLE_MS
  const sample = setInterval(() => {
    const now = performance.now()
    late = now - due > MOST_DELAY_MS ? late + 1 : 0
    due = now + SAMPLE_MS
  }, SAMPLE_MS).unref()
  app.addHook('onClose', async () => clearInterval(sample))
  return () => late >= 2
}
