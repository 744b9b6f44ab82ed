const pending: (() => void)[] = []
let isBusy = false
let began = 0

// Small queries share a turn of the event loop for up to this long.
const MAX_TURN_MS = 20

/**
 * Resolves when the next piece of work may begin: immediately if none has begun in this turn of the event loop, and
 * otherwise one per turn, in order of arrival. This leaves the process time to read from its connections and to answer
 * health checks while many large answers are produced. The work asking first has not run yet when the next one asks, so
 * its duration is unknown.
 */
export function turn(): Promise<void> | undefined {
  if (isBusy) return new Promise((resolve) => pending.push(resolve))
  isBusy = true
  began = performance.now()
  setImmediate(next)
  return undefined
}

/**
 * As `turn`, for work that asks after the previous piece has run: also immediate if that took only a few milliseconds.
 */
export const shortTurn = (): Promise<void> | undefined =>
  isBusy && pending.length === 0 && performance.now() - began < MAX_TURN_MS ? undefined : turn()

function next(): void {
  const begin = pending.shift()
  isBusy = begin !== undefined
  if (!begin) return
  began = performance.now()
  setImmediate(next)
  begin()
}
