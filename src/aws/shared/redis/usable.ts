import type { Call } from '../../calls/call.ts'
import type { Answers } from '../answer-cache.ts'
import type { Read } from '../read.ts'
import type { Look } from './answer-store.ts'
import type { RedisClock } from './clock.ts'
import { decode, type Stored } from './codec.ts'
import type { Reading } from './reading.ts'

/** Whether a call may use an answer of this age. */
export type IsUsable = (key: string, stored: Stored<unknown>, ageMs: number) => boolean

/** The answers of a look that a call may use; the look began at `before`, in time of `AnswerCache.now`. */
export function usableAnswers<V>(
  read: Read<V>,
  keys: readonly string[],
  { time, values }: Look,
  before: number,
  call: Call,
  isUsable: IsUsable,
): { answers: Answers<V>; unreadable: number } {
  const answers: Answers<V> = new Map()
  const present = new Map<string, Buffer>()
  for (const [index, key] of keys.entries()) {
    const bytes = values[index]
    if (bytes) present.set(key, bytes)
  }
  const decoded = decode(read, present, call)
  for (const [key, stored] of decoded) {
    const { answer, askedAt, seconds } = stored
    const ageMs = time - askedAt
    if (ageMs >= 0 && isUsable(key, stored, ageMs)) answers.set(key, { answer, seconds, requestedAt: before - ageMs })
  }
  return { answers, unreadable: present.size - decoded.size }
}

/** Of answers that can still change, a caller that reads again uses those for which AWS was called recently enough. */
export function freshFor({ rereads, freshFrom }: Call, clock: RedisClock): IsUsable {
  return (_, { answer, askedAt, seconds }, ageMs) =>
    rereads && !answer.final ? askedAt >= timeOf(clock, freshFrom) : ageMs < seconds * 1000
}

/**
 * Answers that were stored after the first look are those of calls that were under way: to join one is as good as to make
 * one. A caller that reads again joins those that began up to `callMs` before its first look.
 */
export function joinedBy(reading: Reading<unknown>, clock: RedisClock, callMs: number): IsUsable {
  const { call, startedAt, unusable } = reading
  const freshFrom = call.freshFrom && Math.min(call.freshFrom, startedAt - callMs)
  const isFresh = freshFor(Object.assign({}, call, { freshFrom }), clock)
  return (key, stored, ageMs) => {
    const isNew = stored.askedAt !== unusable.get(key)
    return call.rereads ? isNew && isFresh(key, stored, ageMs) : isNew || isFresh(key, stored, ageMs)
  }
}

/** The time of Redis at a moment, which is more exact than that of a look that took long; never for none. */
const timeOf = (clock: RedisClock, moment = Number.POSITIVE_INFINITY): number =>
  clock.at(moment) ?? Number.POSITIVE_INFINITY
