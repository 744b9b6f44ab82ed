import { setTimeout as sleep } from 'node:timers/promises'

// A timer takes about as long.
const MIN_WAIT_MS = 5

/** Ends the items, one after the other over so many milliseconds; resolves with the end of the last. */
export async function endSpread<Item>(
  items: Iterable<Item>,
  delayMs: number,
  end: (item: Item) => void,
): Promise<void> {
  const startedAt = performance.now()
  const all = [...items]
  for (const [index, item] of all.entries()) {
    const waitMs = startedAt + (delayMs * (index + 1)) / all.length - performance.now()
    if (waitMs >= MIN_WAIT_MS) await sleep(waitMs)
    end(item)
  }
}
