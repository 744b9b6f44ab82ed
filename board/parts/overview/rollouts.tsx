import { useRef } from 'react'
import type { MovingFragment, RowFragment } from '../../generated/graphql.ts'
import { hrefOf } from '../../route.ts'
import { NewRows, useHeld } from '../held.tsx'
import { Link } from '../link.tsx'
import { EndedRow, RolloutRow } from './rows.tsx'

/** The rollouts that are under way and need nobody, newest first. */
export function RollingOut({ rows }: { rows: readonly MovingFragment[] }) {
  const list = useRef<HTMLUListElement>(null)
  const { shown, waiting, show } = useHeld(rows, list)
  return (
    <section>
      <div className="section">
        <h2>
          Rolling out <span>{rows.length}</span>
        </h2>
        <NewRows count={waiting} onShow={show} />
        <span className="second">newest first · ends at, UTC</span>
      </div>
      <ul ref={list} className="card list">
        {shown.map((row) => (
          <RolloutRow key={row.id} row={row} />
        ))}
      </ul>
    </section>
  )
}

const MAX_ENDED = 15

/** The latest that ended; `isRead` tells an empty day from one that is being read. */
export function JustEnded({ rows, isRead }: { rows: readonly RowFragment[]; isRead: boolean }) {
  const list = useRef<HTMLUListElement>(null)
  const { shown, waiting, show } = useHeld(rows.slice(0, MAX_ENDED), list)
  return (
    <section>
      <div className="section">
        <h2>Just ended</h2>
        <NewRows count={waiting} onShow={show} />
        <Link href={hrefOf('/timeline')} className="second">
          All of 24 h →
        </Link>
      </div>
      <ul ref={list} className="card list">
        {shown.map((row) => (
          <EndedRow key={row.id} row={row} />
        ))}
        {isRead && shown.length === 0 && <li className="row second">Nothing ended in 24 h.</li>}
      </ul>
    </section>
  )
}
