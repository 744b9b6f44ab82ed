import { useEffect } from 'react'
import {
  type LiveFragment,
  type MovingFragment,
  type ProblemFragment,
  UnderWayDocument,
  type UnderWayQuery,
  type UnderWayQueryVariables,
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
const PAGE = 100
const MAX_PAGES = 10

export interface UnderWay {
  /** Newest first. */
  rows: readonly MovingFragment[]
  problems: readonly ProblemFragment[]
  locations: readonly string[]
  isLoaded: boolean
  /** Whether that is all: a thousand rows are read at most. */
  isWhole: boolean
  /** Rows that have just ended, as they were before, by id. */
  before: ReadonlyMap<string, MovingFragment>
  /** Counts what has ended since the page was opened: a reason to ask for what ended. */
  ended: number
}

const EMPTY: UnderWay = {
  rows: [],
  problems: [],
  locations: [],
  isLoaded: false,
  isWhole: true,
  before: new Map(),
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

/** Puts a row that has ended: it stays for a while, where it was. */
function end(live: LiveFragment): void {
  const was = store.get().rows.find(({ id }) => id === live.id)
  put(live)
  const now = store.get()
  store.set({ ...now, before: was ? new Map(now.before).set(was.id, was) : now.before, ended: now.ended + 1 })
  setTimeout(() => drop(live.id), LINGER_MS)
}

function drop(id: string): void {
  const { rows, before, ...rest } = store.get()
  const others = new Map([...before].filter(([other]) => other !== id))
  store.set({ ...rest, rows: rows.filter((row) => row.id !== id), before: others })
}

async function poll(location: string | undefined, isOver: () => boolean): Promise<void> {
  const { nodes, problems, locations, isWhole } = await readAll(location ? [location] : null)
  if (isOver()) return
  const before = store.get()
  const now = Date.now()
  const fresh = nodes.map((row) => {
    const shown = before.rows.find(({ id }) => id === row.id)
    return shown?.completedAt ? shown : calm(shown, row, now) // the socket may be ahead of the answer
  })
  const gone = before.rows.filter(({ id }) => !fresh.some((row) => row.id === id))
  const lingering = gone.filter(({ completedAt }) => completedAt)
  // Without a socket nothing else tells that something has ended.
  const lost = gone.filter(({ completedAt }) => !completedAt)
  const rows = [...fresh, ...lingering].sort(newestFirst)
  const ended = before.ended + lost.length
  store.set({ ...before, rows, problems, locations, isWhole, isLoaded: true, ended })
}

/** Everything that is under way, page by page. */
async function readAll(locations: string[] | null) {
  const nodes: MovingFragment[] = []
  const problems = new Map<string, ProblemFragment>()
  let after: string | null = null
  for (let page = 1; ; page++) {
    const variables: UnderWayQueryVariables = { first: PAGE, after, locations }
    const { data }: { data: UnderWayQuery } = await ask(UnderWayDocument, variables)
    nodes.push(...(data.activity?.nodes ?? []).filter(isNode))
    for (const problem of data.activity?.problems ?? []) problems.set(JSON.stringify(problem), problem)
    after = data.activity?.pageInfo?.hasNextPage ? data.activity.pageInfo.endCursor : null
    if (after !== null && page < MAX_PAGES) continue
    const names = data.locations?.map(({ name }) => name) ?? []
    return { nodes, problems: [...problems.values()], locations: names, isWhole: after === null }
  }
}

// Estimates move with the targets: they are asked for again this long after an update.
const REFRESH_MS = 4_000

const followIn = (location: string | undefined) => {
  let isOver = false
  let refresh: number | undefined
  const read = () => poll(location, () => isOver)
  const refreshSoon = () => {
    refresh ??= setTimeout(() => {
      refresh = undefined
      read().catch(() => undefined) // the follower tells when nothing answers
    }, REFRESH_MS)
  }
  const stop = follow({
    document: WatchDocument,
    variables: { locations: location ? [location] : null },
    poll: read,
    next: ({ activity: update }, stale) => {
      if (!update) return
      answered('live', Date.parse(update.asOf))
      const { change, activity } = update
      if (change === 'PROBLEMS' || change === 'SYNCED') store.set({ ...store.get(), problems: update.problems })
      if (!activity) return
      if (stale.length === 0) noteFresh(activity.service, activity.location.name)
      if (change === 'ENDED') end(activity)
      else put(activity)
      if (change !== 'PRESENT') refreshSoon()
    },
  })
  return () => {
    isOver = true
    clearTimeout(refresh)
    stop()
    const { locations, ended } = store.get()
    store.set({ ...EMPTY, locations, ended }) // the rows were those of this location
  }
}

/** Follows what is under way, for the whole board: the badge in the navigation needs it in every view. */
export function useFollowUnderWay(location: string | undefined): void {
  useEffect(() => followIn(location), [location])
}

export const useUnderWay = (): UnderWay => useStore(store)
