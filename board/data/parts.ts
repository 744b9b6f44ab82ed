import { useEffect, useState } from 'react'
import { repeat } from './repeat.ts'

/** The rows that have been read so far. */
interface Part {
  /** Whether no more of it is read. */
  isRead: boolean
}

/**
 * Something that takes several queries: shown part by part while it is read the first time, and then exchanged as a whole,
 * so that no list becomes shorter while it is read again: every `everyMs` while the tab is shown, and for a new `reason`.
 * `key` stands for what `read` reads.
 */
export function useParts<Value extends Part>(
  key: string,
  read: () => AsyncIterable<Value>,
  everyMs: number,
  reason: unknown = 0,
): Value | undefined {
  const [shown, setShown] = useState<{ key: string; value: Value }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for `read`, and `reason` says that there is something new
  useEffect(() => {
    const load = async (isOver: () => boolean) => {
      for await (const value of read()) {
        if (isOver()) return
        setShown((last) => {
          if (last?.key !== key) return { key, value }
          const isOlder = last.value.isRead && !value.isRead
          return isOlder || JSON.stringify(last.value) === JSON.stringify(value) ? last : { key, value }
        })
      }
    }
    return repeat(key, load, everyMs)
  }, [key, everyMs, reason])
  return shown?.key === key ? shown.value : undefined
}
