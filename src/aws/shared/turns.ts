// After so much work without a break the event loop goes round once before more is begun.
const SLICE_MS = 10

const waiting: (() => void)[] = []
let sliceStart: number | undefined

/**
 * Resolves when the next piece of work may begin: at once, unless the work of this turn of the event loop has taken long;
 * then one piece in each turn, in the order in which they asked. Thus a crowd of large answers leaves the process time to
 * read from its connections and to answer for its health.
 */
export function turn(): Promise<void> | undefined {
  const now = performance.now()
  if (sliceStart === undefined) {
    sliceStart = now
    setImmediate(next)
  }
  if (waiting.length === 0 && now - sliceStart < SLICE_MS) return undefined
  return new Promise((resolve) => waiting.push(resolve))
}

function next(): void {
  sliceStart = undefined
  const begin = waiting.shift()
  if (!begin) return
  sliceStart = performance.now()
  setImmediate(next)
  begin()
}
