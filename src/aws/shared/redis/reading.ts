import type { Call } from '../../calls/call.ts'
import type { Read } from '../read.ts'
import type { Keys } from './keys.ts'
import type { SeenLocks } from './seen-locks.ts'

/** Keys that are read, over all looks at them. */
export interface Reading<V> {
  read: Read<V>
  names: ReadonlyMap<string, Keys>
  /** The time of `AnswerCache.now`, and that at which it began. */
  now: () => number
  startedAt: number
  call: Call
  /** The time of Redis at the last look. */
  time: number
  /** When AWS was called for answers that were there at the first look, and cannot be used. */
  unusable: Map<string, number>
  locks: SeenLocks
}
