import type { Call } from '../../calls/call.ts'
import type { Read } from '../read.ts'
import type { Answers } from '../second-memory.ts'
import { decode } from './codec.ts'

/** A look in Redis: its time in milliseconds since 1970, and the values of the keys. */
export interface Look {
  time: number
  values: readonly (Buffer | null)[]
}

/**
 * The answers of a look that a call may use; it began at `before`, in time of `AnswerCache.now`. Of answers that can still
 * change, a caller that reads again uses those for which AWS was called at `freshFrom` or later, in time of Redis.
 */
export function usableAnswers<V>(
  read: Read<V>,
  keys: readonly string[],
  { time, values }: Look,
  before: number,
  call: Call,
  freshFrom = Number.POSITIVE_INFINITY,
): { answers: Answers<V>; unreadable: number } {
  const answers: Answers<V> = new Map()
  let unreadable = 0
  for (const [index, key] of keys.entries()) {
    const bytes = values[index]
    if (!bytes) continue
    const stored = decode(read, key, bytes, call)
    if (!stored) unreadable++
    if (!stored) continue
    const { answer, askedAt } = stored
    const ageMs = time - askedAt
    // The settings of this process may allow less time than those of the process that stored it.
    const seconds = answer.final
      ? stored.seconds
      : Math.min(stored.seconds, read.lifetime(answer.value, askedAt).seconds)
    const isUsable = call.rereads && !answer.final ? askedAt >= freshFrom : ageMs < seconds * 1000
    if (ageMs >= 0 && isUsable) answers.set(key, { answer, seconds, requestedAt: before - ageMs })
  }
  return { answers, unreadable }
}
