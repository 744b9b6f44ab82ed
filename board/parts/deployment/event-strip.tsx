import type { OneTargetQuery } from '../../generated/graphql.ts'
import { clock } from '../../words/time.ts'

type Target = NonNullable<NonNullable<OneTargetQuery['codeDeployDeployment']>['target']>
export type TargetEvent = Target['lifecycleEvents'][number]

const HAIR = 0.4 // percent of the width, between two events

/** The events of one target on a line of time; below, when they began and which one failed or was the last. */
export function EventStrip({ events, now }: { events: readonly TargetEvent[]; now: number }) {
  const begun = events.flatMap(({ startedAt, endedAt, ...rest }) =>
    startedAt ? [{ ...rest, from: Date.parse(startedAt), to: endedAt ? Date.parse(endedAt) : now }] : [],
  )
  const first = begun[0]
  const told = begun.find(({ status }) => status === 'FAILED') ?? begun.at(-1)
  if (!first || !told) return null
  const length = Math.max(1, ...begun.map(({ to }) => to - first.from))
  const percent = (ms: number) => (100 * ms) / length
  const end = told.status === 'IN_PROGRESS' ? 'since then' : `to ${clock(told.to, now, true)}`
  return (
    <div className="event-strip">
      <svg width="100%" height="6" aria-hidden="true">
        {begun.map(({ name, status, from, to }) => (
          <rect
            key={name}
            className={`solid c-${status === 'FAILED' ? 'fail' : 'run'}`}
            x={`${percent(from - first.from)}%`}
            width={`${Math.max(HAIR, percent(to - from) - HAIR)}%`}
            height="6"
          />
        ))}
      </svg>
      <p className="foot">
        <span>
          {first.name} {clock(first.from, now, true)}
        </span>
        {told !== first && (
          <span>
            {told.name} {clock(told.from, now, true)} {end}
          </span>
        )}
      </p>
    </div>
  )
}
