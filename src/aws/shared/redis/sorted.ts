import type { Answers } from '../answer-cache.ts'
import type { State } from './seen-locks.ts'

/** The keys of a look. */
export interface Sorted<V> {
  found: Answers<V>
  /** Those that this process reads if it gets their locks. */
  missing: string[]
  /** Those that it reads in any case. */
  free: string[]
  /** Those that another process is reading. */
  held: string[]
}

/** To which of them a key belongs that was not found, by the state of its lock. */
export const KINDS = { held: 'held', expired: 'missing', released: 'free', endless: 'free' } as const satisfies Record<
  State,
  keyof Sorted<unknown>
>
