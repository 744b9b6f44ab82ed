const waiting: (() => void)[] = []
let isTaken = false

/**
 * Resolves when the next piece of work may begin: at once, unless this turn of the event loop has begun one; then one in
 * each turn, in the order in which they asked. Thus a crowd of large answers leaves the process time to read from its
 * connections and to answer for its health. How long a piece takes is not known when the next one asks.
 */
export function turn(): Promise<void> | undefined {
  if (isTaken) return new Promise((resolve) => waiting.push(resolve))
  isTaken = true
  setImmediate(next)
  return undefined
}

function next(): void {
  const begin = waiting.shift()
  isTaken = begin !== undefined
  if (!begin) return
  setImmediate(next)
  begin()
}
