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
  /** How many times as long pauses are while events arrive. */
  stretch: number
  /** How long it takes to read once all that is read in turn with it. */
  cycleMs?: number
}

/** When one thing is read again that is read repeatedly: the one rule of intervals, events, failures and the budget. */
export class Pace {
  readonly #timers: Timers
  readonly #random: () => number
  readonly #budget: CallBudget
  #ownMs: number | undefined
  #failures = 0
  #isWoken = false
  #wasWoken = false

  /** `random` gives from 0 to 1. */
  constructor({ timers, random }: { timers: Timers; random: () => number }, budget: CallBudget) {
    this.#timers = timers
    this.#random = random
    this.#budget = budget
  }

  /** Notes that an event has arrived. Returns whether to read now; while AWS fails, events are ignored. */
  wake(): boolean {
    if (this.#failures > 0) return false
    this.#isWoken = true
    return true
  }

  /** A read begins, which is the one that events so far have asked for. */
  begin(): void {
    this.#wasWoken = this.#isWoken
    this.#isWoken = false
  }

  /** The whole milliseconds until the next read; call it once after each. */
  next({ isFresh, hasChanged, retryAfterMs, wantedMs, stretch, cycleMs = 0 }: LastRead): number {
    this.#ownMs = nextPause(this.#ownMs, hasChanged)
    this.#failures = isFresh ? 0 : this.#failures + 1
    const usualMs = wantedMs ?? this.#ownMs * stretch
    const isAhead = this.#wasWoken && !hasChanged // an event may be ahead of what AWS answers
    const calmMs = Math.max(isAhead ? Math.min(usualMs, MIN_PAUSE_MS) : usualMs, cycleMs)
    const pauseMs = this.#failures > 0 ? backoff(calmMs, this.#failures, retryAfterMs) : calmMs
    const plannedMs = this.#isWoken && this.#failures === 0 ? 0 : jittered(pauseMs, this.#random())
    return Math.max(plannedMs, Math.ceil(this.#budget.wait(this.#timers.now())))
  }
}
