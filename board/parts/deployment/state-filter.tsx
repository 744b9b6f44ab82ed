import { change } from '../../route.ts'
import { type CellState, STATES } from './cells.ts'

interface StateFilterProps {
  counts: Record<CellState, number>
  words: Record<CellState, string>
  chosen: CellState | undefined
}

/** How many targets are in each state. Each is a button that shows these alone, kept in the address as `state=`. */
export const StateFilter = ({ counts, words, chosen }: StateFilterProps) => (
  <ul className="counts">
    {STATES.map((state) => (
      <li key={state}>
        <button
          type="button"
          aria-pressed={state === chosen}
          onClick={() => change({ state: state === chosen ? undefined : state }, true)}
        >
          <svg width="14" height="14" className={`cells cell-${state}`} aria-hidden="true">
            <rect className="boxes" x="0.5" y="0.5" width="13" height="13" rx="3" />
            {state === 'done' && <path className="glyphs" d="M4 7.3l2 2 4-4.3" />}
            {state === 'running' && <circle className="glyphs" cx="7" cy="7" r="2.5" />}
          </svg>
          <strong>{counts[state]}</strong> {words[state]}
        </button>
      </li>
    ))}
  </ul>
)
