import type { CallBudget } from './call-budget.ts'
import type { Timers } from './timers.ts'

// How soon something is read again that changes, and how rarely something that does not.
const MIN_PAUSE_MS = 2_000
const MAX_PAUSE_MS = 15_000
const GROWTH = 1.5

// While AWS throttles or fails.
const MAX_BACKOFF_MS = 60_000

// Replicas that were started together do not call AWS at the same moments.
const JITTER = 0.1

// An answer for which another process called AWS this short a time ago need not be read again. Shorter than any pause.
export const MAX_SHARED_MS = 800

// As exactly as a process knows when another one called AWS.
export const CLOCK_SLACK_MS = 200

// The process that has read a thing reads it next. The others wait for so much of the pause longer, up to twice that, and
// then do it themselves. At least as long as a slow AWS call takes, and the message after it.
const GRACE = 0.2
const MIN_GRACE_MS = 1_000

/** The pause after a read; `previousMs` is the one before it, undefined for the first. */
const nextPause = (previousMs: number | undefined, hasChanged: boolean): number =>
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

/** The facts of the last read of something that decide when the next one is. */
export interface LastRead {
  /** Whether AWS has answered, completely. */
  isFresh: boolean
  hasChanged: boolean
  /** How long AWS said to wait. */
  retryAfterMs?: number | undefined
  /** The pause that its state or its kind demands; left out where it follows from the changes, times `stretch`. */
  wantedMs?: number | undefined
  /** Whether `wantedMs` ends at a moment before which there is no news. */
  isPlanned?: boolean | undefined
  /** How many times as long pauses are while events arrive. */
  stretch: number
  /** How long it takes at least to read once all that is read in turn with it: others may share the budget. */
  cycleMs?: number
  /** How many milliseconds ago AWS was asked. */
  ageMs: number
  /** In how many milliseconds the process that has read it reads it again; left out if it is this one. */
  peerMs?: number | undefined
}

/** When one thing is read again that is read repeatedly: the one rule of intervals, events, failures and the budget. */
export class Pace {
  readonly #timers: Timers
  readonly #random: () => number
  readonly #budget: CallBudget
  #ownMs: number | undefined
  #failures = 0
  /** When the last event arrived since it was last read. */
  #wokenAt: number | undefined
  #wasWoken = false
  #readAt = Number.NEGATIVE_INFINITY
  #graceMs = 0

  /** `random` gives from 0 to 1. */
  constructor({ timers, random }: { timers: Timers; random: () => number }, budget: CallBudget) {
    this.#timers = timers
    this.#random = random
    this.#budget = budget
  }

  /** How much later than planned this process reads it, where it is for another one to read it. */
  get graceMs(): number {
    return this.#graceMs
  }

  /**
   * Notes that an event arrived so long ago. Returns whether to read now: not if it has been read since, and not while AWS
   * fails.
   */
  wake(ageMs: number): boolean {
    const at = this.#timers.now() - ageMs
    if (this.#failures > 0 || (ageMs > 0 && this.#readAt > at)) return false
    this.#wokenAt = at
    this.#graceMs = 0
    return true
  }

  /** A read begins, which is the one that events so far have asked for. Returns how old its answers may be. */
  begin(): number {
    const at = this.#wokenAt
    this.#wokenAt = undefined
    this.#wasWoken = at !== undefined
    return at === undefined ? MAX_SHARED_MS : this.#timers.now() - at
  }

  /** Whether it is news that another process has asked AWS so long ago. */
  isNews(ageMs: number): boolean {
    const askedAt = this.#timers.now() - ageMs
    return askedAt > this.#readAt + CLOCK_SLACK_MS && !(this.#wokenAt !== undefined && askedAt < this.#wokenAt)
  }

  /** The whole milliseconds until the next read; call it once after each. */
  next(read: LastRead): number {
    const { isFresh, hasChanged, retryAfterMs, wantedMs, isPlanned, stretch, cycleMs = 0, ageMs, peerMs } = read
    const now = this.#timers.now()
    this.#readAt = now - ageMs
    this.#ownMs = nextPause(this.#ownMs, hasChanged)
    this.#failures = isFresh ? 0 : this.#failures + 1
    const isWoken = this.#wokenAt !== undefined && this.#failures === 0
    const isPeers = peerMs !== undefined && !isWoken
    // No longer than this process could wait itself, whatever a message says.
    const theirMs = Math.min(peerMs ?? 0, Math.max(wantedMs ?? MAX_PAUSE_MS * stretch, cycleMs) * (1 + JITTER))
    this.#graceMs = isPeers ? Math.max(theirMs * GRACE, MIN_GRACE_MS) * (1 + this.#random()) : 0
    if (isPeers) return Math.ceil(theirMs)
    const usualMs = wantedMs ?? this.#ownMs * stretch
    const isAhead = this.#wasWoken && !hasChanged // an event may be ahead of what AWS answers
    const calmMs = Math.max(isAhead ? Math.min(usualMs, MIN_PAUSE_MS) : usualMs, cycleMs)
    const pauseMs = this.#failures > 0 ? backoff(calmMs, this.#failures, retryAfterMs) : calmMs
    const random = this.#random()
    const share = isPlanned && wantedMs !== undefined ? (1 + random) / 2 : random // longer or as planned
    const plannedMs = isWoken ? 0 : jittered(pauseMs, share)
    return Math.max(plannedMs, Math.ceil(this.#budget.plan(now)))
  }
}
