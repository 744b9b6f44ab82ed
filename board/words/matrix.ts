import type { Configuration, GroupState } from '../data/where.ts'
import type { MovingFragment } from '../generated/graphql.ts'
import { shortLabel } from './labels.ts'
import { type Look, lookOf } from './phase.ts'

/** The revision of a row that one location runs. */
export interface Place {
  version: string | undefined
  since: string | null
  /** Its deployment under way; `deadline`, if known, is when AWS ends its wait. */
  running:
    | { words: string; color: string; href?: { location: string; id: string }; deadline?: string | null }
    | undefined
  /** Oldest first. */
  recent: readonly { id: string; look: Look }[]
  /** The version that was rolled back last, if nothing has followed it. */
  rolledBack: { version: string; at: string } | undefined
  failures: number
}

/** A row of the matrix: something that is deployed, in each location. */
export interface MatrixRow {
  name: string
  group: string
  places: ReadonlyMap<string, Place>
  /** Whether its locations run different versions; undefined with a single location. */
  differs: boolean | undefined
}

function rowsOf<Item>(
  items: readonly Item[],
  keys: (item: Item) => [name: string, group: string, location: string],
  place: (item: Item) => Place,
): MatrixRow[] {
  const rows = new Map<string, { name: string; group: string; places: Map<string, Place> }>()
  for (const item of items) {
    const [name, group, location] = keys(item)
    const row = rows.get(`${name}\n${group}`) ?? { name, group, places: new Map() }
    rows.set(`${name}\n${group}`, row)
    row.places.set(location, place(item))
  }
  return [...rows.values()]
    .map((row) => {
      const versions = new Set([...row.places.values()].map(({ version }) => version))
      return { ...row, differs: row.places.size > 1 ? versions.size > 1 : undefined }
    })
    .sort((a, b) => a.name.localeCompare(b.name) || a.group.localeCompare(b.group))
}

const percent = (value: number | null | undefined) => (value == null ? '' : ` · ${Math.floor(value)} %`)

/** When AWS ends the wait of a deployment, by the feed of what is under way: here it would take two calls each. */
function deadlineIn(underWay: readonly MovingFragment[], location: string, id: string): string | null | undefined {
  const row = underWay.find((each) => 'waiting' in each && each.deploymentId === id && each.location.name === location)
  return row && 'waiting' in row ? row.waiting?.deadline : undefined
}

function groupRunning({ running, location }: GroupState, underWay: readonly MovingFragment[]): Place['running'] {
  if (!running) return undefined
  const failed = running.overview?.failed ?? 0
  const label = shortLabel(running.revision?.label).replace(/^build |^.*:/, '')
  const href = { location: location.name, id: running.deploymentId }
  if (running.phase === 'PENDING')
    return { words: `→ ${label} · ${running.rawStatus.toLowerCase()}`, color: 'ink2', href }
  if (running.phase === 'WAITING') {
    const deadline = deadlineIn(underWay, href.location, href.id)
    return { words: `→ ${label} · waits`, color: 'wait', href, deadline }
  }
  const traffic = running.progress?.trafficPercent
  const share = traffic == null ? percent(running.progress?.percent) : ` · ${Math.floor(traffic)} % of traffic`
  return {
    words: `→ ${label}${share}${failed > 0 ? `, ${failed} failed` : ''}`,
    color: failed > 0 ? 'fail' : 'run',
    href,
  }
}

/** The mark of a deployment in a history; of the one that runs as it is now, with its failed targets. */
const lookIn = ({ running }: GroupState, entry: GroupState['recent'][number]): Look =>
  lookOf(running?.deploymentId === entry.deploymentId ? running : entry)

/** CodeDeploy's groups by application and name; `underWay` has the deadlines of those that wait. */
export const groupRows = (states: readonly GroupState[], underWay: readonly MovingFragment[]): MatrixRow[] =>
  rowsOf(
    states,
    ({ applicationName, deploymentGroupName, location }) => [applicationName, deploymentGroupName, location.name],
    (state) => ({
      version: state.current ? shortLabel(state.current.revision?.label) : undefined,
      since: state.current?.completedAt ?? null,
      running: groupRunning(state, underWay),
      recent: state.recent.map((entry) => ({ id: entry.deploymentId, look: lookIn(state, entry) })),
      rolledBack: undefined,
      failures: state.failuresSinceSuccess,
    }),
  )

const rolledBackOf = (latest: Configuration['recent'][number] | undefined): Place['rolledBack'] =>
  latest?.phase === 'ROLLED_BACK' && latest.completedAt
    ? { version: latest.configurationVersion ?? '?', at: latest.completedAt }
    : undefined

/** AppConfig's configurations by profile, application and environment. */
export const configurationRows = (states: readonly Configuration[]): MatrixRow[] =>
  rowsOf(
    states,
    ({ configurationName, environment }) => [
      configurationName ?? '?',
      `${environment.application?.name ?? '?'} · ${environment.name ?? '?'}`,
      environment.location.name,
    ],
    ({ current, running, recent }) => ({
      version: current?.configurationVersion ?? undefined,
      since: current?.completedAt ?? null,
      running: running
        ? {
            words: `→ ${running.configurationVersion ?? '?'} · ${running.state === 'BAKING' ? 'baking' : `${Math.floor(running.percentComplete ?? 0)} % of clients`}`,
            color: 'run',
          }
        : undefined,
      recent: recent.map((entry) => ({ id: entry.id, look: lookOf(entry) })),
      rolledBack: rolledBackOf(recent.at(-1)),
      failures: 0,
    }),
  )
