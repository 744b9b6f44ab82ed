import { setTimeout as sleep } from 'node:timers/promises'

const STEP_MS = 20

/**
 * Ends the items, one after the other over so many milliseconds, the first ones first; resolves with the end of the last.
 * `end` removes an item; those that are added meanwhile are ended as well.
 */
export async function endSpread<Item>(
  items: { readonly size: number; keys(): Iterable<Item> },
  delayMs: number,
  end: (item: Item) => void,
): Promise<void> {
  const endsAt = performance.now() + delayMs
  let due = 0
  for (let leftMs = delayMs; leftMs > 0; leftMs = endsAt - performance.now()) {
    const stepMs = Math.min(STEP_MS, leftMs)
    due += (items.size * stepMs) / leftMs
    await sleep(stepMs)
    for (const item of items.keys()) {
      if (due < 1) break
      due--
      end(item)
    }
  }
  for (const item of items.keys()) end(item)
}
