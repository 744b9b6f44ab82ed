import type { Pace } from './pace.ts'
import type { Watched } from './watched.ts'

/** One thing among those that are read. Times in milliseconds of `Timers.now`. */
export interface Place {
  pace: Pace
  dueAt: number
  pauseMs: number
  isReading: boolean
}

// A thing that is due before this share of its pause is left is read along with others: in a batch it costs nothing.
export const EARLY = 0.5

/** When this process reads a thing, unless another one does so before. */
export const readsAt = ({ dueAt, pace }: Place): number => dueAt + pace.graceMs

/** The things to read now, those first that have waited longest, and in how many calls: as many as `burst` at most. */
export function dueNow(
  places: ReadonlyMap<Watched, Place>,
  perCall: number,
  burst: number,
  now: number,
): { things: [Watched, Place][]; calls: number } {
  const waiting = [...places].filter(([, { isReading }]) => !isReading)
  const inOrder = waiting.sort(([, one], [, other]) => readsAt(one) - readsAt(other))
  const due = inOrder.filter(([, place]) => readsAt(place) <= now).length
  const calls = Math.min(Math.ceil(due / perCall), burst)
  const early = inOrder.filter(([, { dueAt, pauseMs }], index) => index < due || dueAt - now <= EARLY * pauseMs)
  return { things: early.slice(0, perCall > 1 ? calls * perCall : Math.min(calls, due)), calls }
}
