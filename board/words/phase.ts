import type { MovingFragment, Phase, RowFragment } from '../generated/graphql.ts'

/** The meaning of a mark: AWS's phase, and the two that the board adds. */
export type Look = Phase | 'FAILING'

export const WORDS: Record<Look, string> = {
  PENDING: 'Queued',
  IN_PROGRESS: 'Running',
  FAILING: 'Running, with failures',
  WAITING: 'Waiting',
  SUCCEEDED: 'Succeeded',
  FAILED: 'Failed',
  STOPPED: 'Stopped',
  ROLLING_BACK: 'Rolling back',
  ROLLED_BACK: 'Rolled back',
  UNKNOWN: 'Unknown',
}

/** The word of a mark, where it is not the usual one: AWS's own, of a phase that is newer than this page. */
export const rawWordOf = ({ phase, rawStatus }: { phase: Phase; rawStatus: string }): string | undefined =>
  phase === 'UNKNOWN' ? rawStatus : undefined

const BACK: Partial<Record<Phase, Look>> = { IN_PROGRESS: 'ROLLING_BACK', SUCCEEDED: 'ROLLED_BACK' }

/** The mark of a phase: a rollback of CodeDeploy is a deployment of its own that goes back. */
export function lookOf(of: { phase: Phase; isRollback?: boolean; overview?: { failed: number | null } | null }): Look {
  if (of.isRollback && BACK[of.phase]) return BACK[of.phase] ?? of.phase
  return of.phase === 'IN_PROGRESS' && (of.overview?.failed ?? 0) > 0 ? 'FAILING' : of.phase
}

export const needsReroute = (row: MovingFragment): boolean =>
  row.phase === 'WAITING' || ('waiting' in row && row.waiting?.kind === 'TRAFFIC_REROUTE')

/** The newest failure of each thing that nothing has followed since; `rows` newest first. */
export function openFailures(rows: readonly RowFragment[]): RowFragment[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const key = `${row.service} ${row.location.name} ${row.title}`
    if (seen.has(key)) return false
    seen.add(key)
    return row.phase === 'FAILED'
  })
}
