import { useEffect } from 'react'
import { type MovingFragment, type ProblemFragment, UnderWayDocument, WatchDocument } from '../generated/graphql.ts'
import { ask } from './ask.ts'
import { answered } from './connection.ts'
import { follow } from './live.ts'
import { Store, useStore } from './store.ts'

// What ends stays in its row this long, with its final mark.
const LINGER_MS = 10_000

export interface UnderWay {
  /** Newest first. */
  rows: readonly MovingFragment[]
  problems: readonly ProblemFragment[]
  locations: readonly string[]
  isLoaded: boolean
  staleSeconds: number | undefined
  /** Counts what has ended since the page was opened: a reason to ask for what ended. */
  ended: number
}

const EMPTY: UnderWay = {
  rows: [],
  problems: [],
  locations: [],
  isLoaded: false,
  staleSeconds: undefined,
  ended: 0,
}

const store = new Store<UnderWay>(EMPTY)
const newestFirst = (a: MovingFragment, b: MovingFragment) => (b.createdAt ?? '').localeCompare(a.createdAt ?? '')
const isNode = <Node>(node: Node | null): node is Node => node !== null

function put(row: MovingFragment): void {
  const now = store.get()
  const rows = [...now.rows.filter(({ id }) => id !== row.id), row].sort(newestFirst)
  store.set({ ...now, rows, isLoaded: true })
}

const drop = (id: string) => store.set({ ...store.get(), rows: store.get().rows.filter((row) => row.id !== id) })

async function poll(location: string | undefined): Promise<void> {
  const { data, staleSeconds } = await ask(UnderWayDocument, { locations: location ? [location] : null })
  const before = store.get()
  store.set({
    ...before,
    rows: (data.activity?.nodes ?? []).filter(isNode).sort(newestFirst),
    problems: data.activity?.problems ?? [],
    locations: data.locations?.map(({ name }) => name) ?? before.locations,
    isLoaded: true,
    staleSeconds,
  })
}

const followIn = (location: string | undefined) =>
  follow({
    document: WatchDocument,
    variables: { locations: location ? [location] : null },
    poll: () => poll(location),
    next: ({ activity: update }) => {
      if (!update) return
      answered('live', Date.parse(update.asOf))
      const { change, activity } = update
      if (change === 'PROBLEMS' || change === 'SYNCED') store.set({ ...store.get(), problems: update.problems })
      if (!activity) return
      put(activity)
      if (change !== 'ENDED') return
      store.set({ ...store.get(), ended: store.get().ended + 1 })
      setTimeout(() => drop(activity.id), LINGER_MS)
    },
  })

/** Follows what is under way, for the whole board: the badge in the navigation needs it in every view. */
export function useFollowUnderWay(location: string | undefined): void {
  useEffect(() => followIn(location), [location])
}

export const useUnderWay = (): UnderWay => useStore(store)
