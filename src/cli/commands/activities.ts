import { ID_FIELDS, type Identified, shownId } from '../activity-id.ts'
import { plain } from '../plain-text.ts'
import { type Cell, tableLines } from '../table.ts'
import { colourOf, type Terminal } from '../terminal.ts'
import { relative } from '../times.ts'

export const COMMON_FIELDS = `
  service title phase reason createdAt startedAt completedAt consoleUrl location { name }`

/** Of the feed, whose activities are of any kind. */
export const ACTIVITY_FIELDS = `${COMMON_FIELDS} ${ID_FIELDS}`

export interface Activity extends Identified {
  service: string
  title: string
  phase: string
  reason: string | null
  createdAt: string | null
  startedAt: string | null
  completedAt: string | null
  consoleUrl: string
  location: { name: string }
  percentComplete?: number | null
  progress?: { percent: number | null; trafficPercent?: number | null; currentEvent?: string | null } | null
  waiting?: { kind: string; since: string | null; deadline: string | null; phaseAtDeadline: string | null } | null
  overview?: { total?: number | null; failed: number | null } | null
  estimate?: { at: string | null; isOverdue: boolean } | null
}

const BAR = 10

/** A share of a hundred as a bar with its number; empty if it is not known. */
function bar(percent: number | null | undefined): string {
  if (percent === null || percent === undefined) return ''
  const done = Math.min(BAR, Math.max(0, Math.round((percent / 100) * BAR)))
  return `${'█'.repeat(done)}${'░'.repeat(BAR - done)} ${Math.round(percent)} %`
}

/** How far an activity is, and the event that it is in. */
export const progressOf = ({ progress, percentComplete }: Pick<Activity, 'progress' | 'percentComplete'>): string =>
  [bar(progress?.percent ?? percentComplete), plain(progress?.currentEvent ?? '')].filter(Boolean).join('  ')

/** The traffic that is on the new version; empty if it is not known. */
export const trafficOf = ({ progress }: Pick<Activity, 'progress'>): string =>
  progress?.trafficPercent == null ? '' : `${progress.trafficPercent} %`

const COLUMNS: Readonly<Record<string, (one: Activity, now: number) => Cell>> = {
  STATE: (one) => ({ text: plain(one.phase), colour: failuresOf(one) ? 'red' : colourOf(one.phase) }),
  WHAT: (one) => ({ text: plain(one.title) }),
  PROGRESS: (one) => ({ text: bar(one.progress?.percent ?? one.percentComplete) }),
  STARTED: (one, now) => ({ text: relative(one.startedAt ?? one.createdAt, now) }),
  ENDS: (one, now) => ({ text: endOf(one, now), colour: one.estimate?.isOverdue ? 'yellow' : undefined }),
  WHERE: (one) => ({ text: plain(one.location.name) }),
  ID: (one) => ({ text: plain(shownId(one)) }),
  WHY: (one) => ({
    text: [failuresOf(one), plain(one.reason ?? '')].filter(Boolean).join('; '),
    colour: failuresOf(one) ? 'red' : undefined,
  }),
}

/** A table of activities, for people. */
export function activityLines(terminal: Terminal, activities: readonly Activity[], without?: 'PROGRESS'): string[] {
  const columns = Object.entries(COLUMNS).filter(([heading]) => heading !== without)
  const headings = columns.map(([heading]) => heading)
  const rows = activities.map((one) => columns.map(([, cell]) => cell(one, terminal.now())))
  return tableLines(terminal, headings, rows)
}

/** "10 of 120 failed", of targets; empty if none did. */
const failuresOf = ({ overview }: Activity) =>
  overview?.failed ? `${overview.failed} of ${overview.total ?? '?'} failed` : ''

/** When an activity should end. */
export const endOf = ({ waiting, estimate }: Pick<Activity, 'waiting' | 'estimate'>, now: number): string =>
  waiting?.deadline
    ? `${plain(waiting.phaseAtDeadline ?? 'ends')} ${relative(waiting.deadline, now)}`
    : estimate?.isOverdue
      ? 'overdue'
      : relative(estimate?.at, now)
