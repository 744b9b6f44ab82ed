import type { ReactNode } from 'react'
import type { Detail } from '../../data/deployment.ts'
import { labelPair, plural } from '../../words/labels.ts'
import { countsOf, endOf, progressOf } from '../../words/moving.ts'
import { clock, lengthOf } from '../../words/time.ts'
import { deadlineOf } from '../../words/waiting.ts'
import { Bar } from '../bar.tsx'
import { TimeAgo, useTimeOf } from '../time-ago.tsx'

function Fact({
  label,
  figure,
  beside,
  below,
}: {
  label: string
  figure: ReactNode
  beside?: ReactNode
  below?: ReactNode
}) {
  return (
    <div className="fact">
      <dt className="second">{label}</dt>
      <dd>
        <span className="figure">{figure}</span> <span className="second">{beside}</span>
        <div className="second">{below}</div>
      </dd>
    </div>
  )
}

/** "05:46 to 05:49, from 10 runs", "05:46, by its schedule"; while it is overdue "usually 9 min". */
function timesOf({ estimate }: Detail, now: number): string | undefined {
  if (!estimate?.at) return estimate?.usualSeconds ? `usually ${lengthOf(estimate.usualSeconds * 1000)}` : undefined
  const [at, latest] = [clock(estimate.at, now), clock(estimate.latest ?? estimate.at, now)]
  const basis = estimate.samples > 0 ? `from ${plural(estimate.samples, 'run')}` : 'by its schedule'
  return `${at}${latest === at ? '' : ` to ${latest}`}, ${basis}`
}

/** Five facts: how far, how many failed, until when, what changes, and since when. */
export function Facts({ detail, calls }: { detail: Detail; calls: number }) {
  const now = useTimeOf(detail)
  const { segments, percent, words } = progressOf(detail)
  const { overview, failureSummary: summary, estimate, completedAt, startedAt, createdAt, change } = detail
  const failed = overview?.failed ?? summary?.failedTargets ?? 0
  const newest = summary?.groups
    .flatMap((group) => group?.lastFailedAt ?? [])
    .sort()
    .at(-1)
  const end = endOf(detail, now)
  const deadline = deadlineOf(detail.waiting, now)
  const began = startedAt ?? createdAt
  const late = estimate?.stuckSince
    ? `not moved for ${lengthOf(now - Date.parse(estimate.stuckSince))}`
    : estimate?.isOverdue && 'longer than usual'
  const share = overview?.total
    ? `${((100 * failed) / overview.total).toFixed(1)} % of ${plural(overview.total, 'target')}`
    : ''
  return (
    <dl className="card facts">
      <Fact
        label="Progress"
        figure={percent === undefined ? detail.rawStatus : `${Math.floor(percent)} %`}
        beside={words}
        below={<Bar segments={segments} label="Progress" text={countsOf(detail)} />}
      />
      <Fact
        label="Failed"
        figure={<span className={failed > 0 ? 'c-fail' : undefined}>{failed}</span>}
        beside={failed > 0 ? share : 'No target failed.'}
        below={newest && `newest ${lengthOf(now - Date.parse(newest))} ago`}
      />
      {completedAt ? (
        <Fact
          label="Ended"
          figure={<TimeAgo at={completedAt} />}
          below={`${clock(completedAt, now)} UTC${began ? `, ran for ${lengthOf(Date.parse(completedAt) - Date.parse(began))}` : ''}`}
        />
      ) : deadline ? (
        <Fact
          label="Should end"
          figure={deadline.relative}
          beside={<span className="c-wait">{deadline.clock} UTC</span>}
          below={deadline.what}
        />
      ) : (
        <Fact
          label="Should end"
          figure={end?.relative ?? (estimate?.isOverdue ? 'overdue' : 'unknown')}
          beside={late && <span className="c-wait">{late}</span>}
          below={timesOf(detail, now)}
        />
      )}
      <Fact
        label="What changed"
        figure={labelPair(change?.from?.label, change?.to?.label ?? detail.revision?.label)}
        below={
          change?.compareUrl ? (
            <a href={change.compareUrl} target="_blank" rel="noreferrer">
              Compare ↗
            </a>
          ) : (
            (change?.to?.label ?? detail.revision?.label)
          )
        }
      />
      <Fact
        label="Started"
        figure={began ? <TimeAgo at={began} /> : 'not yet'}
        below={`${began ? `${clock(began, now)} UTC ` : ''}by ${detail.creator ?? 'AWS'}${calls > 0 ? ` · ${plural(calls, 'AWS call')}` : ''}`}
      />
    </dl>
  )
}
