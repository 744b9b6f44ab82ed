import type { MovingFragment, RowFragment } from '../generated/graphql.ts'
import { plural } from './labels.ts'
import { lookOf, needsReroute } from './phase.ts'
import { since } from './time.ts'

/** What needs a person: failing while it runs, waiting by deadline, failed and not followed by a success. */
export interface Needs {
  failing: MovingFragment[]
  waiting: MovingFragment[]
  failed: RowFragment[]
  /** The rest of what is under way. */
  quiet: MovingFragment[]
}

const deadline = (row: MovingFragment) => ('waiting' in row && row.waiting?.deadline) || '9'

// A failure of yesterday that nothing has followed is history, not a call to act.
const OPEN_MS = 6 * 3_600_000

export function needsOf(rows: readonly MovingFragment[], failures: readonly RowFragment[], now: number): Needs {
  const failing = rows.filter((row) => lookOf(row) === 'FAILING')
  const waiting = rows.filter((row) => needsReroute(row)).sort((a, b) => deadline(a).localeCompare(deadline(b)))
  const taken = new Set<MovingFragment>([...failing, ...waiting])
  const failed = failures.filter((row) => row.completedAt && since(row.completedAt, now) < OPEN_MS)
  return { failing, waiting, failed, quiet: rows.filter((row) => !taken.has(row)) }
}

/** The sentence that answers the question of the view. */
export function headlineOf({ failing, waiting, failed, quiet }: Needs, isPartial: boolean): string {
  const parts = [
    failing.length > 0 && `${plural(failing.length, 'rollout')} ${failing.length === 1 ? 'is' : 'are'} failing`,
    waiting.length > 0 && `${waiting.length} ${waiting.length === 1 ? 'waits' : 'wait'} for somebody`,
    failed.length > 0 && `${failed.length} failed`,
  ].filter((part) => part !== false)
  const seen = isPartial ? ' that we can see' : ''
  if (parts.length > 0) return `${parts.join(', ')}${seen}.`
  if (quiet.length === 0) return isPartial ? 'Nothing is rolling out that we can see.' : 'Nothing is rolling out.'
  return `${plural(quiet.length, 'rollout')} under way${seen}.`
}
