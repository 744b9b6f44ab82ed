import type { Channels } from '../aws/shared/channels.ts'
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
  /** AWS calls per second to one service in one location: of its tickers and of the feed's listing together. */
  callsPerSecond: number
  /** Milliseconds that only go up, in which receipts tell when another process called AWS. */
  elapsed: () => number
  /**
   * A context that reads AWS again; one per tick, whose reads share calls. An answer that another process has read this
   * many milliseconds ago at most will do [MAX_SHARED_MS]. `left` ends its reads.
   */
  contextFor: (maxAgeMs?: number, left?: AbortSignal) => Context
  /** To the processes that share a memory; left out, there are no others. */
  channels?: Channels | undefined
  /** Events that wake what is watched; left out, there are none. */
  push?: Push | undefined
  /** Told of errors that should not be. */
  report: (error: unknown) => void
}
