import { memo } from 'react'
import type { MovingFragment, RowFragment } from '../../generated/graphql.ts'
import { changeOf, countsOf, endOf, progressOf, stepOf, versionOf } from '../../words/moving.ts'
import { lookOf, rawWordOf } from '../../words/phase.ts'
import { Bar } from '../bar.tsx'
import { PhaseMark } from '../mark.tsx'
import { Away, RowLink } from '../row-link.tsx'
import { AsOf, TimeAgo, useTimeOf } from '../time-ago.tsx'

/** One rollout that is under way. */
export const RolloutRow = memo(function RolloutRow({ row }: { row: MovingFragment }) {
  const now = useTimeOf(row)
  const { segments, percent, words } = progressOf(row)
  const { step, since, isLate } = stepOf(row, now)
  const end = endOf(row, now)
  return (
    <li>
      <RowLink row={row} className="row rolling">
        <PhaseMark look={lookOf(row)} word={rawWordOf(row)} />
        <span className="name">
          <strong>
            {row.title}
            <Away row={row} />
          </strong>
          <span className="second wide-only">{changeOf(row)}</span>
          <span className="second phone-only">
            {row.location.name} · {versionOf(row)}
            <AsOf row={row} before=" · " />
          </span>
        </span>
        <span className="second place">
          {row.location.name} <AsOf row={row} />
        </span>
        <span className="progress">
          <Bar segments={segments} label={`Progress of ${row.title}`} text={countsOf(row)} />
          <span className="percent">{percent === undefined ? '' : `${Math.floor(percent)} %`}</span>
          <span className="second">{words}</span>
        </span>
        <span className="step">
          {step}
          <span className={isLate ? 'second c-wait' : 'second'}>{since}</span>
        </span>
        <span className="end">
          {end?.relative ?? <span className="second">no estimate</span>}
          <span className="second wide-only">{end?.clock}</span>
        </span>
      </RowLink>
    </li>
  )
})

/** One that has ended; a second line says why, where it did not succeed. */
export const EndedRow = memo(function EndedRow({ row }: { row: RowFragment }) {
  const look = lookOf(row)
  const isQuiet = look === 'SUCCEEDED'
  return (
    <li>
      <RowLink row={row} className="row ended">
        <PhaseMark look={look} word={rawWordOf(row)} />
        <span className="name">
          {isQuiet ? row.title : <strong>{row.title}</strong>}
          <Away row={row} />
          {!isQuiet && row.reason && <span className="second">{row.reason}</span>}
        </span>
        <span className="second place">{row.location.name}</span>
        <span className="second end">{row.completedAt && <TimeAgo at={row.completedAt} />}</span>
      </RowLink>
    </li>
  )
})
