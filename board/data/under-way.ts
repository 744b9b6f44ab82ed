import { useEffect } from 'react'
import {
  type LiveFragment,
  type MovingFragment,
  type ProblemFragment,
  UnderWayDocument,
  WatchDocument,
} from '../generated/graphql.ts'
import { damped } from '../words/estimate.ts'
import { ask } from './ask.ts'
import { answered } from './connection.ts'
import { follow } from './live.ts'
import { noteFresh } from './stale.ts'
import { Store, useStore } from './store.ts'

// What ends stays in its row this long, with its final mark.
const LINGER_MS = 10_000

export interface UnderWay {
  /** Newest first. */
  rows: readonly MovingFragment[]
  problems: readonly ProblemFragment[]
  locations: readonly string[]
  isLoaded: boolean
  /** Counts what has ended since the page was opened: a reason to ask for what ended. */
  ended: number
}

const EMPTY: UnderWay = {
  rows: [],
  problems: [],
  locations: [],
  isLoaded: false,
  ended: 0,
}

const store = new Store<UnderWay>(EMPTY)
const UNKNOWN = { estimate: null, change: null }

/** An update over what is known: it does not say when something ends and what changes. */
function over(known: MovingFragment | undefined, live: LiveFragment): MovingFragment {
  if (live.__typename === 'CodeDeployDeployment')
    return { ...UNKNOWN, ...(known?.__typename === live.__typename ? known : {}), ...live }
  if (live.__typename === 'AppConfigDeployment')
    return { ...UNKNOWN, ...(known?.__typename === live.__typename ? known : {}), ...live }
  return live
}

/** A row whose estimate moves only where the difference matters. */
function calm(shown: MovingFragment | undefined, next: MovingFragment, now: number): MovingFragment {
  if (!shown || !('estimate' in shown) || !('estimate' in next) || !next.estimate) return next
  return { ...next, estimate: damped(shown.estimate, next.estimate, now) }
}

const newestFirst = (a: MovingFragment, b: MovingFragment) => (b.createdAt ?? '').localeCompare(a.createdAt ?? '')
const isNode = <Node>(node: Node | null): node is Node => node !== null

function put(live: LiveFragment): void {
  const now = store.get()
  const row = over(
    now.rows.find(({ id }) => id === live.id),
    live,
  )
  const rows = [...now.rows.filter(({ id }) => id !== row.id), row].sort(newestFirst)
  store.set({ ...now, rows, isLoaded: true })
}

const drop = (id: string) => store.set({ ...store.get(), rows: store.get().rows.filter((row) => row.id !== id) })

async function poll(location: string | undefined): Promise<void> {
  const { data } = await ask(UnderWayDocument, { locations: location ? [location] : null })
  const before = store.get()
  const now = Date.now()
  const fresh = (data.activity?.nodes ?? []).filter(isNode).map((row) =>
    calm(
      before.rows.find(({ id }) => id === row.id),
      row,
      now,
    ),
  )
  const lingering = before.rows.filter((row) => row.completedAt && !fresh.some(({ id }) => id === row.id))
  store.set({
    ...before,
    rows: [...fresh, ...lingering].sort(newestFirst),
    problems: data.activity?.problems ?? [],
    locations: data.locations?.map(({ name }) => name) ?? before.locations,
    isLoaded: true,
  })
}

// Estimates move with the targets: they are asked for again this long after an update.
const REFRESH_MS = 4_000

const followIn = (location: string | undefined) => {
  let refresh: number | undefined
  const refreshSoon = () => {
    refresh ??= setTimeout(() => {
      refresh = undefined
      poll(location).catch(() => undefined) // the follower tells when nothing answers
    }, REFRESH_MS)
  }
  const stop = follow({
    document: WatchDocument,
    variables: { locations: location ? [location] : null },
    poll: () => poll(location),
    next: ({ activity: update }, stale) => {
      if (!update) return
      answered('live', Date.parse(update.asOf))
      const { change, activity } = update
      if (change === 'PROBLEMS' || change === 'SYNCED') store.set({ ...store.get(), problems: update.problems })
      if (!activity) return
      if (stale.length === 0) noteFresh(activity.service, activity.location.name)
      put(activity)
      if (change !== 'PRESENT') refreshSoon()
      if (change !== 'ENDED') return
      store.set({ ...store.get(), ended: store.get().ended + 1 })
      setTimeout(() => drop(activity.id), LINGER_MS)
    },
  })
  return () => {
    clearTimeout(refresh)
    stop()
  }
}

/** Follows what is under way, for the whole board: the badge in the navigation needs it in every view. */
export function useFollowUnderWay(location: string | undefined): void {
  useEffect(() => followIn(location), [location])
}

export const useUnderWay = (): UnderWay => useStore(store)
