import type { Answers } from '../answer-cache.ts'
import type { Kept } from './answer-store.ts'
import type { RedisClock } from './clock.ts'
import type { Keys } from './keys.ts'
import type { Reading } from './reading.ts'

// Answers that were read for live updates are there for the processes that hear of them, also if requests may use them for
// less time.
const LIVE_MS = 15_000

/** Answers of a call that was made after `askedAt`, in time of Redis, and until when Redis is to have them. */
export function keptAnswers<V>(
  { read, names, call, now: elapsed }: Reading<V>,
  answers: Answers<V>,
  askedAt: number,
  clock: RedisClock,
  { callMs, finalSeconds }: { callMs: number; finalSeconds: number },
): Kept<V>[] {
  const minMs = call.freshFrom === undefined ? 0 : LIVE_MS
  const now = clock.at(elapsed()) ?? askedAt
  return [...answers].map(([key, { answer, requestedAt, seconds }]) => {
    // A whole list is as old as the oldest of its pages.
    const since = Math.min(askedAt, clock.at(requestedAt) ?? askedAt)
    // A clock of this process that is fast would make it final too early, for all.
    const lifetime = answer.final ? read.lifetime(answer.value, since) : { final: false, seconds }
    const keptFor = lifetime.final ? Math.min(seconds, finalSeconds) : lifetime.seconds
    // Those that wait use it even if the call took longer than that, or if no other request may.
    const forThoseThatWait = lifetime.final && finalSeconds === 0 ? 0 : now + callMs
    const until = Math.max(since + Math.max(1000 * keptFor, minMs), forThoseThatWait)
    const { value, jsonBytes } = answer
    const stored = { answer: { value, final: lifetime.final, jsonBytes }, askedAt: since, seconds: lifetime.seconds }
    return { name: names.get(key) as Keys, stored, until }
  })
}
