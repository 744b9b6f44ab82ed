const pending: (() => void)[] = []
let isBusy = false
let began = 0

// Small queries share a turn of the event loop, as far as they fit.
const MAX_TURN_MS = 20

/**
 * Resolves when the next piece of work may begin: at once, unless this turn of the event loop has begun one; then one in
 * each turn, in the order in which they asked. Thus a crowd of large answers leaves the process time to read from its
 * connections and to answer for its health. How long a piece takes is not known when the next one asks, in the same moment.
 */
export function turn(): Promise<void> | undefined {
  if (isBusy) return new Promise((resolve) => pending.push(resolve))
  isBusy = true
  began = performance.now()
  setImmediate(next)
  return undefined
}

/** As `turn`, for work that asks after what asked before it has been done: at once, too, while that took few milliseconds. */
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
