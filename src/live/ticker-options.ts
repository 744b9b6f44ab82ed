import type { Context } from '../context.ts'
import type { Push } from './push/push.ts'
import type { Timers } from './timers.ts'

/** The options of all tickers. */
export interface TickerOptions {
  timers: Timers
  /** Milliseconds since 1970. */
  clock: () => number
  /** From 0 to 1. */
  random: () => number
  /** AWS calls per second of one ticker. */
  callsPerSecond: number
  /** A context that reads AWS again; one per tick, whose reads share calls. */
  contextFor: () => Context
  /** Events that wake what is watched; left out, there are none. */
  push?: Push | undefined
  /** Told of errors that should not be. */
  report: (error: unknown) => void
}
