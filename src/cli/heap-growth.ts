import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'

// V8's memory reducer is over when 10 MB more are in use than it left, or a tenth more. Pages that were freed since count too.
const MORE_MB = 18
const WORDS_PER_MB = 125_000

// Two full collections within this time are many. Without a collection of new objects for the other time, nothing was done.
const OFTEN_MS = 5_000
const IDLE_MS = 20_000

type CollectionEntry = PerformanceEntry & { detail: { kind: number } }

/**
 * Lets the heap grow as usual under load that follows an idle time. V8's memory reducer has then made the heap small, and
 * lets it grow in small steps until more is in use: a process that keeps little never gets there, and marks all that it has
 * for every third large answer (docs/performance.md). So where full collections follow each other closely for the first time
 * after that, more memory is in use until the next of them. An idle process still returns its memory, unlike with `--no-memory-reducer`.
 * https://chromium.googlesource.com/v8/v8/+/refs/heads/main/src/heap/memory-reducer.cc
 */
export function letHeapGrow(): void {
  const held: unknown[][] = []
  let isAfterIdle = true
  let [collectedAt, allCollectedAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const hold = async () => {
    // A turn for each part: it may take milliseconds until the system has given the memory.
    for (; held.length < MORE_MB; await nextTurn()) held.push(new Array(WORDS_PER_MB))
  }
  const observer = new PerformanceObserver((list) => {
    for (const { detail, startTime } of list.getEntries() as CollectionEntry[]) {
      if (detail.kind === constants.NODE_PERFORMANCE_GC_MINOR) {
        isAfterIdle ||= startTime - collectedAt > IDLE_MS
        collectedAt = startTime
      }
      if (detail.kind !== constants.NODE_PERFORMANCE_GC_MAJOR) continue
      const isOften = startTime - allCollectedAt < OFTEN_MS
      allCollectedAt = startTime
      if (held.length === MORE_MB) held.length = 0
      else if (isOften && isAfterIdle) {
        isAfterIdle = false
        void hold()
      }
    }
  })
  observer.observe({ entryTypes: ['gc'] })
}
