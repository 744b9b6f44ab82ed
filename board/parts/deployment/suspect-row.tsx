import type { RowFragment } from '../../generated/graphql.ts'
import { lookOf, rawWordOf, WORDS } from '../../words/phase.ts'
import { clock, lengthOf } from '../../words/time.ts'
import { PhaseMark } from '../mark.tsx'
import { Away, RowLink } from '../row-link.tsx'

/** Something that was under way at the marker, or is now, and how long before it had begun. */
export function SuspectRow({ row, ago, word }: { row: RowFragment; ago: number; word: 'ago' | 'before' }) {
  const look = lookOf(row)
  const end = row.completedAt
    ? `${look === 'SUCCEEDED' ? 'ended' : (rawWordOf(row) ?? WORDS[look].toLowerCase())} ${clock(row.completedAt)}`
    : 'still under way'
  return (
    <li>
      <RowLink row={row} className="row suspect">
        <PhaseMark look={look} word={rawWordOf(row)} />
        <span>
          <strong>{row.title}</strong>
          <Away row={row} />
          <span className="second">
            {row.location.name} · {end}
          </span>
        </span>
        <span className="end">
          {ago < 60_000 ? `just ${word === 'ago' ? 'now' : word}` : `${lengthOf(ago)} ${word}`}
        </span>
      </RowLink>
    </li>
  )
}
