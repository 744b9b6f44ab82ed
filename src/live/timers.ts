/** Time as the tickers see it, so that tests can set it. */
export interface Timers {
  /** Milliseconds that only go up. */
  now(): number
  /** Calls back once, in so many milliseconds; the returned function cancels it. */
  after(ms: number, work: () => void): () => void
}

/** Time as the calendar has it, for moments that come from elsewhere, and timers. */
export interface Time {
  /** Milliseconds since 1970. */
  clock: () => number
  timers: Timers
}

/** The timers of the process. They do not keep it running. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms).unref()
    return () => clearTimeout(timer)
  },
}

/** Resolves in so many milliseconds, or when the signal aborts. */
export const pause = (timers: Timers, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const cancel = timers.after(ms, end)
    signal.addEventListener('abort', end)
    if (signal.aborted) end()
  })
