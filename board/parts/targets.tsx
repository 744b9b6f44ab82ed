import { useState } from 'react'
import type { Detail, Target } from '../data/deployment.ts'
import { change, useRoute } from '../route.ts'
import { verbOf } from '../words/causes.ts'
import { CellGrid } from './cell-grid.tsx'
import { stateOf } from './cells.ts'
import { Inspector } from './inspector.tsx'
import { TargetTable } from './target-table.tsx'

const wordsOf = (isOver: boolean) => ({
  failed: 'failed',
  running: 'running',
  done: 'done',
  togo: isOver ? 'not reached' : 'to go',
})

/** The letter of each failed target's group, and what happened to it. */
export function groupLetters(detail: Detail): { letters: Map<string, string>; causes: Map<string, string> } {
  const letters = new Map<string, string>()
  const causes = new Map<string, string>()
  for (const [index, group] of (detail.failureSummary?.groups ?? []).entries())
    for (const id of group?.targetIds ?? []) {
      letters.set(id, String.fromCharCode(65 + Math.min(index, 24)))
      causes.set(id, `${group?.lifecycleEventName ?? 'It'} ${verbOf(group?.errorCode ?? null)}`)
    }
  return { letters, causes }
}

/** All targets of a fleet: as cells, or as a table. */
export function Targets({ detail, targets }: { detail: Detail; targets: readonly Target[] }) {
  const { params } = useRoute()
  const { letters, causes } = groupLetters(detail)
  const firstFailed = Math.max(
    0,
    targets.findIndex(({ status }) => status === 'FAILED'),
  )
  const opened = targets.findIndex(({ targetId }) => targetId === params.get('target'))
  const [moved, setMoved] = useState<number>()
  const [isTable, setTable] = useState(false)
  const cursor = Math.min(targets.length - 1, moved ?? (opened >= 0 ? opened : firstFailed))
  const counts = { failed: 0, running: 0, done: 0, togo: 0 }
  for (const target of targets) counts[stateOf(target)]++
  const words = wordsOf(detail.completedAt !== null)
  const label = Object.entries(words).map(([state, word]) => `${counts[state as keyof typeof counts]} ${word}`)
  const group = params.get('group')
  const chosen = group ? [...letters].flatMap(([id, letter]) => (letter === group ? [id] : [])) : []
  const open = (index: number) => {
    setMoved(index)
    change({ target: targets[index]?.targetId }, true)
  }
  return (
    <section>
      <div className="section">
        <h2>
          Targets <span>{targets.length}</span>
        </h2>
        <button type="button" className="link second" onClick={() => setTable(!isTable)}>
          {isTable ? 'As cells' : 'As a table'}
        </button>
      </div>
      <div className="card">
        {isTable ? (
          <TargetTable targets={targets} causes={causes} />
        ) : (
          <div className="grid-frame">
            <ul className="counts">
              {(Object.keys(words) as (keyof typeof words)[]).map((state) => (
                <li key={state}>
                  <svg width="14" height="14" className={`cells cell-${state}`} aria-hidden="true">
                    <rect className="boxes" x="0.5" y="0.5" width="13" height="13" rx="3" />
                    {state === 'done' && <path className="glyphs" d="M4 7.3l2 2 4-4.3" />}
                    {state === 'running' && <circle className="glyphs" cx="7" cy="7" r="2.5" />}
                  </svg>
                  <strong>{counts[state]}</strong> {words[state]}
                </li>
              ))}
            </ul>
            <div>
              <CellGrid
                {...{ targets, letters, chosen, cursor, onOpen: open, onCursor: setMoved }}
                label={`${targets.length} targets: ${label.join(', ')}`}
              />
            </div>
          </div>
        )}
        {!isTable && targets[cursor] && (
          <Inspector
            {...{ detail, target: targets[cursor], isOpen: cursor === opened, onOpen: () => open(cursor) }}
            letter={letters.get(targets[cursor].targetId)}
            cause={causes.get(targets[cursor].targetId)}
          />
        )}
      </div>
    </section>
  )
}
