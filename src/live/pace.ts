// How soon something is read again that changes, and how rarely something that does not.
export const MIN_PAUSE_MS = 2_000
const MAX_PAUSE_MS = 15_000
const GROWTH = 1.5

// While AWS throttles or fails.
const MAX_BACKOFF_MS = 60_000

// Replicas that were started together do not call AWS at the same moments.
const JITTER = 0.1

/** The pause after a read; `previousMs` is the one before it, undefined for the first. */
export const nextPause = (previousMs: number | undefined, hasChanged: boolean): number =>
  hasChanged || previousMs === undefined ? MIN_PAUSE_MS : Math.min(previousMs * GROWTH, MAX_PAUSE_MS)

/** The pause after so many reads in succession that failed; AWS may have said how long to wait. */
export const backoff = (pauseMs: number, failures: number, retryAfterMs = 0): number =>
  Math.max(Math.min(pauseMs * 2 ** failures, MAX_BACKOFF_MS), retryAfterMs)

/** A pause, up to a tenth longer or shorter, in whole milliseconds; `random` is from 0 to 1. */
export const jittered = (pauseMs: number, random: number): number =>
  Math.round(pauseMs * (1 + JITTER * (2 * random - 1)))

/** How long it takes to read so many things once, at so many calls per second. */
export const cycleMs = (things: number, perCall: number, callsPerSecond: number): number =>
  (Math.ceil(things / perCall) * 1000) / callsPerSecond
