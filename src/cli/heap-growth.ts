import {
  constants,
  type EventLoopUtilization,
  type PerformanceEntry,
  PerformanceObserver,
  performance,
} from 'node:perf_hooks'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { getHeapStatistics } from 'node:v8'

// V8 ends the state once 10 MB more, or a tenth more, are in use than when it began; some pages have been freed since then.
const MORE_MB = 18
const WORDS_PER_MB = 125_000
const MIN_FREE_BYTES = 100_000_000

// Utilization of the event loop between two full collections. New objects say less: large cached answers are buffers, which
// cause full collections alone.
const OFTEN_MS = 5_000
const UNDER_LOAD = 0.3
const IDLE = 0.1

/**
 * Lets the heap grow as usual under load that follows an idle time. In that time V8's memory reducer has made the heap
 * small, and lets it grow in small steps until more is in use. A process that keeps little never gets there, and marks
 * everything it has for every third large answer (docs/performance.md). So the first time after an idle time that full
 * collections follow each other closely, more memory is in use until the next of them. An idle process still returns its
 * memory, unlike with `--no-memory-reducer`.
 * https://chromium.googlesource.com/v8/v8/+/refs/heads/main/src/heap/memory-reducer.cc
 */
export function letHeapGrow(): void {
  const held: unknown[][] = []
  let heldAt = Number.POSITIVE_INFINITY
  let isAfterIdle = true
  let collectedAt = Number.NEGATIVE_INFINITY
  let since: EventLoopUtilization | undefined
  const release = () => {
    held.length = 0
    heldAt = Number.POSITIVE_INFINITY
  }
  const hold = async () => {
    // A turn for each part: it may take milliseconds until the system has given the memory.
    for (; held.length < MORE_MB; await nextTurn()) held.push(new Array(WORDS_PER_MB))
    heldAt = performance.now()
    setTimeout(release, OFTEN_MS).unref()
  }
  const observer = new PerformanceObserver((list) => {
    const full = list.getEntries().filter(isFull)
    const last = full.at(-1)
    if (!last) return
    const interval = last.startTime - collectedAt
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, since)
    since = now
    collectedAt = last.startTime
    if (last.startTime > heldAt) release()
    if (interval > OFTEN_MS) isAfterIdle ||= utilization < IDLE
    else if (isAfterIdle && utilization > UNDER_LOAD) {
      isAfterIdle = false
      if (hasRoom()) void hold()
    }
  })
  observer.observe({ entryTypes: ['gc'] })
}

/** A full collection. `kind` is known to Node's documentation, not to its types. */
const isFull = (entry: PerformanceEntry & { detail?: { kind: number } }) =>
  entry.detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR

/** Whether the heap is far from its limit, where full collections follow each other closely too. */
function hasRoom(): boolean {
  const { heap_size_limit: limit, used_heap_size: used } = getHeapStatistics()
  return limit - used > MIN_FREE_BYTES
}
