import type { MovingFragment, RowFragment } from '../generated/graphql.ts'
import { plural } from './labels.ts'
import { lookOf, needsReroute } from './phase.ts'

/** The rollouts that need a person: failing while it runs, waiting by deadline, failed and not followed by a success. */
export interface Needs {
  failing: MovingFragment[]
  waiting: MovingFragment[]
  failed: RowFragment[]
  /** The rest of what is under way. */
  quiet: MovingFragment[]
}

const deadline = (row: MovingFragment) => ('waiting' in row && row.waiting?.deadline) || '9'

/** Sorts what is under way, and the open failures; `before` has rows that have just ended as they were, whose place they keep. */
export function needsOf(
  rows: readonly MovingFragment[],
  failures: readonly RowFragment[],
  before: ReadonlyMap<string, MovingFragment>,
): Needs {
  const was = (row: MovingFragment) => before.get(row.id) ?? row
  const failing = rows.filter((row) => lookOf(was(row)) === 'FAILING')
  const waiting = rows
    .filter((row) => needsReroute(was(row)))
    .sort((a, b) => deadline(was(a)).localeCompare(deadline(was(b))))
  const taken = new Set([...failing, ...waiting])
  const failed = failures
    .filter(({ id, completedAt }) => completedAt && !rows.some((row) => row.id === id))
    .sort((a, b) => (b.completedAt ?? '').localeCompare(a.completedAt ?? ''))
  return { failing, waiting, failed, quiet: rows.filter((row) => !taken.has(row)) }
}

export const isGoing = ({ completedAt }: MovingFragment): boolean => !completedAt

/** The sentence that answers the question of the view. */
export function headlineOf(needs: Needs, isPartial: boolean): string {
  const count = (rows: readonly MovingFragment[]) => rows.filter(isGoing).length
  const [failing, waiting, quiet] = [count(needs.failing), count(needs.waiting), count(needs.quiet)]
  const ended = [...needs.failing, ...needs.waiting, ...needs.quiet].filter(({ phase }) => phase === 'FAILED')
  const failed = needs.failed.length + ended.length
  const parts = [
    failing > 0 && `${plural(failing, 'rollout')} ${failing === 1 ? 'is' : 'are'} failing`,
    waiting > 0 && `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for somebody`,
    failed > 0 && `${failed} failed`,
  ].filter((part) => part !== false)
  const seen = isPartial ? ' that we can see' : ''
  if (parts.length > 0) return `${parts.join(', ')}${seen}.`
  if (quiet === 0) return isPartial ? 'Nothing is rolling out that we can see.' : 'Nothing is rolling out.'
  return `${plural(quiet, 'rollout')} under way${seen}.`
}
