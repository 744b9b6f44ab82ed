import type { MovingFragment } from '../generated/graphql.ts'
import type { Segments } from '../parts/bar.tsx'
import { labelPair, plural, shortLabel } from './labels.ts'
import { growthWords, nextGrowthAt } from './schedule.ts'
import { clock, lengthOf } from './time.ts'

/** The bar of a row, and the words beside it. */
export interface Progress {
  segments: Segments | undefined
  percent: number | undefined
  words: string
}

const round = (value: number) => Math.floor(value)

/** How far a rollout is: its targets, its traffic, or its clients; none where AWS tells none. */
export function progressOf(row: MovingFragment): Progress {
  if (row.__typename === 'LifecycleExecution')
    return { segments: undefined, percent: undefined, words: 'No measure from AWS' }
  if (row.__typename === 'AppConfigDeployment') {
    const percent = row.percentComplete ?? 0
    return { segments: { done: percent / 100 }, percent, words: `${round(percent)} % of clients` }
  }
  const { overview, progress } = row
  const total = overview?.total ?? 0
  if (row.phase === 'PENDING')
    return {
      segments: undefined,
      percent: undefined,
      words: total > 0 ? `${plural(total, 'target')} expected` : 'Not begun',
    }
  if (row.computePlatform === 'SERVER' && overview && total > 0) {
    const share = (count: number | null) => (count ?? 0) / total
    const ended = (overview.succeeded ?? 0) + (overview.failed ?? 0)
    return {
      segments: {
        done: share(overview.succeeded),
        running: share(overview.inProgress),
        failed: share(overview.failed),
      },
      percent: (100 * ended) / total,
      words: `${ended} of ${plural(total, 'target')}`,
    }
  }
  if (progress?.percent == null) return { segments: undefined, percent: undefined, words: 'Not begun' }
  const words =
    progress.trafficPercent == null ? 'of its lifecycle events' : `${round(progress.trafficPercent)} % of traffic`
  return { segments: { done: progress.percent / 100 }, percent: progress.percent, words }
}

/** "46 done, 14 running, 10 failed, 50 to go": the words of a fleet's bar. */
export function countsOf(row: MovingFragment): string {
  if (row.__typename !== 'CodeDeployDeployment' || !row.overview?.total) return progressOf(row).words
  const { total, succeeded, inProgress, failed } = row.overview
  const [done, running, bad] = [succeeded ?? 0, inProgress ?? 0, failed ?? 0]
  return `${done} done, ${running} running, ${bad} failed, ${total - done - running - bad} to go`
}

/** The change, in the shortest words. */
export function changeOf(row: MovingFragment): string {
  if (row.__typename === 'LifecycleExecution') return 'Image Builder lifecycle policy'
  if (row.__typename === 'AppConfigDeployment') {
    const { fromVersion, toVersion } = row.change ?? {}
    return `version ${fromVersion && toVersion ? `${fromVersion} → ${toVersion}` : (row.configurationVersion ?? '?')}`
  }
  const by = row.creator && row.creator !== 'user' ? ` · ${row.creator}` : ''
  return `${labelPair(row.change?.from?.label, row.change?.to?.label)}${by}`
}

/** The version that it brings, for a narrow row. */
export function versionOf(row: MovingFragment): string {
  if (row.__typename === 'CodeDeployDeployment') return shortLabel(row.change?.to?.label)
  return row.__typename === 'AppConfigDeployment' ? `version ${row.configurationVersion ?? '?'}` : 'Image Builder'
}

/** The step that it is at, and since when, or when the next one comes; late where it takes longer than it should. */
export function stepOf(row: MovingFragment, now: number): { step: string; since: string; isLate: boolean } {
  const late = lateOf(row, now)
  return { step: stepName(row), since: late ?? sinceOf(row, now), isLate: late !== undefined }
}

const timeSince = (at: string | number | null | undefined, now: number) =>
  at ? lengthOf(now - new Date(at).getTime()) : undefined

/** "not moved for 5 min", "for 12 min, usually 9 min", "longer than usual"; undefined if it is not late. */
function lateOf(row: MovingFragment, now: number): string | undefined {
  const estimate = 'estimate' in row ? row.estimate : null
  if (estimate?.stuckSince) return `not moved for ${timeSince(estimate.stuckSince, now)}`
  if (!estimate?.isOverdue) return undefined
  const length = timeSince(row.startedAt ?? row.createdAt, now)
  return length && estimate.usualSeconds
    ? `for ${length}, usually ${lengthOf(estimate.usualSeconds * 1000)}`
    : 'longer than usual'
}

function sinceOf(row: MovingFragment, now: number): string {
  if (row.__typename === 'AppConfigDeployment') {
    const next = row.state === 'DEPLOYING' ? nextGrowthAt(row, now) : undefined
    if (next !== undefined) return `next in ${lengthOf(next - now)}`
    const end = row.state === 'BAKING' ? Date.parse(row.estimate?.at ?? '') : Number.NaN
    const began = end - (row.finalBakeTimeInMinutes ?? 0) * 60_000
    return `for ${began <= now ? timeSince(began, now) : timeSince(row.startedAt ?? row.createdAt, now)}`
  }
  const event = row.__typename === 'CodeDeployDeployment' ? row.progress?.currentEventSince : undefined
  const length = timeSince(event ?? row.startedAt ?? row.createdAt, now)
  if (!length) return ''
  const running = row.__typename === 'CodeDeployDeployment' && event ? (row.overview?.inProgress ?? 0) : 0
  return running > 1 ? `on ${running} targets, ${length}` : `for ${length}`
}

function stepName(row: MovingFragment): string {
  if (row.phase === 'PENDING') return row.rawStatus
  if (row.__typename === 'AppConfigDeployment' && row.state === 'DEPLOYING') return growthWords(row)
  if (row.__typename === 'AppConfigDeployment') return row.rawStatus.charAt(0) + row.rawStatus.slice(1).toLowerCase()
  if (row.__typename === 'LifecycleExecution') return 'Running'
  if (row.rawStatus === 'Baking') return 'Baking, alarms watched'
  return row.progress?.currentEvent ?? (row.rawStatus === 'InProgress' ? 'Running' : row.rawStatus)
}

/** When it should end: "in 5 min" and the clock, "≤" where it is a bound; undefined without an estimate. */
export function endOf(row: MovingFragment, now: number): { relative: string; clock: string } | undefined {
  const estimate = 'estimate' in row ? row.estimate : null
  const at = estimate?.at ?? estimate?.latest
  if (!estimate || !at || Date.parse(at) < now) return undefined
  const bound = estimate.at && estimate.basis === 'SCHEDULE' ? '' : '≤ '
  return {
    relative: `in ${lengthOf(Date.parse(at) - now, true)}`,
    clock: `${bound}${clock(bound ? (estimate.latest ?? at) : at, now)}`,
  }
}
