import type { ReactNode } from 'react'
import type { FailuresQuery, MovingFragment, RowFragment } from '../../generated/graphql.ts'
import { causeOf } from '../../words/causes.ts'
import { plural } from '../../words/labels.ts'
import { changeOf, countsOf, endOf, progressOf } from '../../words/moving.ts'
import { type Look, lookOf, rawWordOf, WORDS } from '../../words/phase.ts'
import { clock, lengthOf } from '../../words/time.ts'
import { Bar } from '../bar.tsx'
import { AwsLink } from '../link.tsx'
import { PhaseMark } from '../mark.tsx'
import { Away, RowLink } from '../row-link.tsx'
import { AsOf, useAsOf, useTimeOf } from '../time-ago.tsx'

type Summary = Extract<NonNullable<FailuresQuery['nodes']>[number], { failureSummary?: unknown }>

interface CardProps {
  row: RowFragment | MovingFragment
  look: Look
  children: ReactNode
}

function Card({ row, look, children }: CardProps) {
  return (
    <li className="card need">
      <div className="need-head">
        <PhaseMark look={look} size={22} />
        <h2>
          <RowLink row={row}>
            {row.title}
            <Away row={row} />
          </RowLink>
        </h2>
        <span className="second">
          {row.location.name}
          <AsOf row={row} before=" · " />
        </span>
      </div>
      {children}
    </li>
  )
}

/** A rollout that goes on although targets fail. */
export function FailingCard({ row, summary }: { row: MovingFragment; summary: Summary['failureSummary'] | undefined }) {
  const now = useTimeOf(row)
  const { segments, percent } = progressOf(row)
  const { total, failed } = ('overview' in row && row.overview) || { total: 0, failed: 0 }
  const end = endOf(row, now)
  const causes = summary?.groups.filter((group) => group !== null).map((group) => causeOf(group)) ?? []
  return (
    <Card row={row} look={lookOf(row)}>
      <p className="sub">
        <strong className="c-fail">
          {failed} of {plural(total ?? 0, 'target')} failed.
        </strong>{' '}
        {causes.length > 0 ? `${causes.join(', ')}.` : summary?.headline}
      </p>
      <Bar segments={segments} label={`Progress of ${row.title}`} text={countsOf(row)} />
      <p className="foot">
        <span>
          {Math.floor(percent ?? 0)} % done · {changeOf(row)}
        </span>
        <span>{end && `ends ${end.relative}, ${end.clock}`}</span>
      </p>
    </Card>
  )
}

/** "8 of 60 min gone". */
const shareOf = (gone: number, whole: number) =>
  `${Math.floor(gone / 60_000)} of ${Math.round(whole / 60_000)} min gone`

/** A rollout that waits: for a person, or until AWS ends the old environment by itself. */
export function WaitingCard({ row, showsChange = true }: { row: MovingFragment; showsChange?: boolean }) {
  const now = useTimeOf(row)
  const waiting = 'waiting' in row ? row.waiting : null
  const isOurs = waiting?.kind !== 'ORIGINAL_TERMINATION'
  const [from, until] = [Date.parse(waiting?.since ?? ''), Date.parse(waiting?.deadline ?? '')]
  const [gone, whole] = [now - from, until - from]
  if (row.completedAt) return <EndedCard row={row} />
  const left = waiting?.deadline ? ` in ${lengthOf(until - now)}, at ${clock(until, now)} UTC.` : ''
  return (
    <Card row={row} look={isOurs ? 'WAITING' : lookOf(row)}>
      <p className="sub">
        {isOurs ? (
          <>
            <strong className="c-wait">Waits for somebody to reroute traffic.</strong>
            {left &&
              ` ${waiting?.phaseAtDeadline === 'STOPPED' ? 'If nobody does, AWS stops it' : 'The wait ends'}${left}`}
          </>
        ) : (
          <>
            <strong>Old tasks still run.</strong>
            {left && ` AWS ends them${left} Until then going back is quick.`}
          </>
        )}
      </p>
      {whole > 0 && (
        <Bar
          color={isOurs ? 'wait' : 'edge'}
          segments={{ done: gone / whole }}
          label={`Wait of ${row.title}`}
          text={shareOf(gone, whole)}
        />
      )}
      <p className="foot">
        <span>
          {whole > 0 && shareOf(gone, whole)}
          {showsChange && ` · ${changeOf(row)}`}
        </span>
        <AwsLink href={row.consoleUrl} />
      </p>
    </Card>
  )
}

/** One that waited, and has just ended. */
const EndedCard = ({ row }: { row: MovingFragment }) => (
  <Card row={row} look={lookOf(row)}>
    <p className="sub">
      <strong>{rawWordOf(row) ?? WORDS[lookOf(row)]}.</strong> {row.reason}
    </p>
  </Card>
)

/** Something that failed, and that nothing has followed since. */
export function FailedCard({ row }: { row: RowFragment }) {
  const now = useAsOf()
  const ran = row.completedAt && row.createdAt ? lengthOf(Date.parse(row.completedAt) - Date.parse(row.createdAt)) : ''
  return (
    <Card row={row} look="FAILED">
      <p className="sub">
        <strong className="c-fail">Failed {lengthOf(now - Date.parse(row.completedAt ?? ''))} ago.</strong> {row.reason}
      </p>
      <p className="foot">
        <span>
          {ran && `Ran for ${ran}`}
          {row.service === 'IMAGE_BUILDER' && ' · lifecycle policy'}
        </span>
        <AwsLink href={row.consoleUrl} />
      </p>
    </Card>
  )
}
