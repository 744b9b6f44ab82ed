import { useSyncExternalStore } from 'react'
import { connection } from '../data/connection.ts'
import { isOffline } from '../data/failures.ts'
import { useStaleRow } from '../data/stale.ts'
import type { RowFragment } from '../generated/graphql.ts'
import { clock, lengthOf } from '../words/time.ts'

let now = Date.now()
const listeners = new Set<() => void>()
let timer: number | undefined

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  timer ??= setInterval(() => {
    // Times freeze with the data: a page that is not answered does not pretend to know.
    if (document.hidden) return
    now = Date.now()
    for (const each of listeners) each()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The time in milliseconds, by one ticker of a second that all components share. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now)

/** The moment of which the rows speak: now, or when the last answer came where the gateway does not answer. */
export const useAsOf = (): number => {
  const time = useNow()
  return isOffline() ? (connection.get().asOf ?? time) : time
}

/** The moment of which a row speaks: its times freeze while AWS cannot be asked how it stands. */
export function useTimeOf(row: Pick<RowFragment, 'service' | 'location'>): number {
  const asOf = useAsOf()
  return useStaleRow(row, useNow()) ?? asOf
}

/** "as of 05:38", where AWS cannot be asked how a row stands. */
export function AsOf({ row, before = '' }: { row: Pick<RowFragment, 'service' | 'location'>; before?: string }) {
  const time = useNow()
  const stale = useStaleRow(row, time)
  if (stale === undefined) return null
  return (
    <>
      {before}as of {clock(stale, time)}
    </>
  )
}

/** "3 min ago", with the clock in the title. */
export function TimeAgo({ at }: { at: string }) {
  const time = useAsOf()
  return (
    <time dateTime={at} title={`${clock(at, time, true)} UTC`}>
      {lengthOf(time - Date.parse(at))} ago
    </time>
  )
}
