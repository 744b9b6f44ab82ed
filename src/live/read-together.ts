import type { Stale } from '../aws/receipt.ts'
import type { Context } from '../context.ts'
import { GatewayError } from '../errors.ts'
import type { LiveThing, LiveType } from './live-type.ts'
import type { TickerOptions } from './ticker-options.ts'
import type { Watched } from './watched.ts'

/** AWS's answer about a thing. */
export interface Outcome {
  /** Undefined if AWS does not know it, or has not answered. */
  answer: LiveThing | undefined
  /** When AWS was asked for it, in milliseconds since 1970; another process may have done so earlier. */
  asOf: number
  /** How many milliseconds ago the first AWS call was, of this process or another, its parts included. */
  ageMs: number
  /**
   * The reads that failed, or gave an answer that is older than it should be, apart from those of its parts. An answer that AWS gave long ago says no more than a
   * failure does.
   */
  stale: readonly Stale[]
  /** How long AWS wants to be left alone. */
  retryAfterMs?: number | undefined
  /** An error that should not be. */
  bug?: Error
}

/** Reads that were begun together. */
export interface Reading {
  /** In the order of the things; the parts of one hold up no other. */
  outcomes: Promise<Outcome>[]
  /** Of each of `also`, whether AWS has answered about it. */
  alsoRead: Promise<boolean>[]
  /** How many AWS calls this process has made for them until now. */
  readonly calls: number
}

/**
 * Reads things together, and with them those of the same location that the arguments `also` name, for other processes. An
 * answer that another process has read this long ago at most will do.
 */
export function readTogether(
  type: LiveType<LiveThing>,
  things: readonly Watched[],
  also: readonly object[],
  maxAgeMs: number,
  { timers, clock, contextFor, elapsed }: TickerOptions,
): Reading {
  const [startedAt, askedAt] = [timers.now(), clock()]
  const common = contextFor(maxAgeMs)
  const each = things.map((watched) => ({
    watched,
    context: type.perCall > 1 ? common : contextFor(maxAgeMs),
    parts: contextFor(maxAgeMs), // what one thing's parts lack, the others do not
  }))
  const contexts = new Set([common, ...each.flatMap(({ context, parts }) => [context, parts])])
  const read = async ({ watched, context, parts }: (typeof each)[number]): Promise<Outcome> => {
    const [answer] = await Promise.allSettled([readOne(type, context, parts, watched)])
    const ageOf = (...of: Context[]) => elapsed() - Math.min(...of.map(({ receipt }) => receipt.askedAt))
    const times = {
      asOf: Math.min(askedAt, clock() - ageOf(context)),
      ageMs: Math.max(timers.now() - startedAt, ageOf(context, parts)),
    }
    const stale = staleOf(type, context, answer) // not of the parts, which not all watchers select
    if (answer.status === 'fulfilled') return { answer: answer.value, stale, ...times }
    const error: unknown = answer.reason
    if (!(error instanceof GatewayError) || error.code === 'INTERNAL_SERVER_ERROR')
      return { answer: undefined, stale, bug: error as Error, ...times }
    const { service, operation } = error.aws ?? {}
    const action = service && operation ? `${service}:${operation}` : type.action
    const unread = { action, location: watched.subject.location, ageMs: clock() - watched.asOf }
    const { retryAfterMs } = error
    return { answer: undefined, stale: stale.length > 0 ? stale : [unread], retryAfterMs, ...times }
  }
  const { location = '' } = things[0]?.subject ?? {}
  const isRead = (args: object): Promise<boolean> =>
    type.read(common, location, args).then(
      (answer) => !common.receipt.staleOf(answer),
      () => false,
    )
  return {
    outcomes: each.map(read),
    alsoRead: also.map(isRead),
    get calls() {
      return [...contexts].reduce((sum, { receipt }) => sum + receipt.cost().totalCalls, 0)
    },
  }
}

/** Of one thing: those that are read in one call may be answered apart. */
function staleOf(
  { perCall }: LiveType<LiveThing>,
  { receipt }: Context,
  answer: PromiseSettledResult<LiveThing | undefined>,
): readonly Stale[] {
  if (perCall === 1) return receipt.staleParts
  const own = answer.status === 'fulfilled' ? receipt.staleOf(answer.value) : undefined
  return own ? [own] : []
}

async function readOne(
  type: LiveType<LiveThing>,
  context: Context,
  ofParts: Context,
  watched: Watched,
): Promise<LiveThing | undefined> {
  const { location, args } = watched.subject
  const thing = await type.read(context, location, args)
  if (thing) await watched.readParts(ofParts, thing)
  return thing
}
