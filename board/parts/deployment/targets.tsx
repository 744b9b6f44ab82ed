import { lazy, Suspense, useEffect, useState } from 'react'
import type { Detail, Target } from '../../data/deployment.ts'
import { change, useRoute } from '../../route.ts'
import { verbOf } from '../../words/causes.ts'
import { keyOfCause, lettersOf } from '../../words/letters.ts'
import { areKeysOff, isTyping } from '../keys/keys.tsx'
import { CellGrid } from './cell-grid.tsx'
import { type CellState, STATES, stateOf } from './cells.ts'
import { Inspector } from './inspector.tsx'
import { StateFilter } from './state-filter.tsx'

const TargetTable = lazy(() => import('./target-table.tsx'))

/** The letter of each failed target's group, and what happened to it. */
function groupsOf({ failureSummary: summary, deploymentId }: Detail) {
  const groups = summary?.groups.filter((group) => group !== null) ?? []
  const letterOf = lettersOf(deploymentId, groups)
  const letters = new Map<string, string>()
  const causes = new Map<string, string>()
  for (const group of groups)
    for (const id of group.targetIds) {
      letters.set(id, letterOf.get(keyOfCause(group)) ?? 'Z')
      causes.set(id, `${group.lifecycleEventName ?? 'It'} ${verbOf(group.errorCode)}`)
    }
  return { letters, causes }
}

/** `t` shows the targets as a table, and as cells again. */
function useTableKey(toggle: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isOurs = event.key === 't' && !event.ctrlKey && !event.metaKey && !event.altKey
      if (isOurs && !isTyping(event) && !areKeysOff()) toggle()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [toggle])
}

interface TargetsProps {
  detail: Detail
  targets: readonly Target[]
  /** How many targets there are; `targets` has the first thousand. */
  total: number
  /** The letter of the group that a pointer is over. */
  hovered: string | undefined
}

/** The targets of a fleet, or those in one state: as cells, or as a table. */
export function Targets({ detail, targets: all, total, hovered }: TargetsProps) {
  const { params } = useRoute()
  const { letters, causes } = groupsOf(detail)
  const [movedTo, setMovedTo] = useState<string>()
  const isTable = params.has('table')
  const toggle = () => change({ table: isTable ? undefined : '1' }, true)
  useTableKey(toggle)
  const only = STATES.find((state) => state === params.get('state'))
  const targets = only ? all.filter((target) => stateOf(target) === only) : all
  const counts: Record<CellState, number> = { failed: 0, running: 0, done: 0, togo: 0 }
  for (const target of all) counts[stateOf(target)]++
  const words = {
    failed: 'failed',
    running: 'running',
    done: 'done',
    togo: detail.completedAt ? 'not reached' : 'to go',
  }
  const label = STATES.map((state) => `${counts[state]} ${words[state]}`).join(', ')
  const indexOf = (id: string | null | undefined) => targets.findIndex(({ targetId }) => targetId === id)
  const opened = indexOf(params.get('target'))
  const firstFailed = targets.findIndex(({ status }) => status === 'FAILED')
  const cursor = [indexOf(movedTo), opened, firstFailed].find((index) => index >= 0) ?? 0
  const group = hovered ?? params.get('group')
  const chosen = group ? [...letters].flatMap(([id, letter]) => (letter === group ? [id] : [])) : []
  const open = (index: number) => {
    setMovedTo(targets[index]?.targetId)
    change({ target: targets[index]?.targetId }, true)
  }
  const target = targets[cursor]
  return (
    <section>
      <div className="section">
        <h2>
          Targets <span>{all.length < total ? `the first ${all.length} of ${total}` : all.length}</span>
        </h2>
        {!isTable && <span className="second wide-only">in AWS's order · arrow keys move, Enter opens</span>}
        <button type="button" className="link second" onClick={toggle}>
          {isTable ? 'As cells' : 'As a table'} <kbd>t</kbd>
        </button>
      </div>
      <div className="card">
        <div className="grid-frame">
          <StateFilter counts={counts} words={words} chosen={only} />
          {targets.length === 0 && <p className="second">No target is {only && words[only]}.</p>}
          {!isTable && targets.length > 0 && (
            <div>
              <CellGrid
                {...{ targets, letters, chosen, cursor, onOpen: open }}
                onCursor={(index) => setMovedTo(targets[index]?.targetId)}
                label={`${all.length} targets: ${label}${only ? `; shown: ${words[only]}` : ''}`}
              />
            </div>
          )}
        </div>
        <Suspense>{isTable && <TargetTable key={only} targets={targets} causes={causes} />}</Suspense>
        {!isTable && target && (
          <Inspector
            {...{ detail, target, isOpen: cursor === opened, onOpen: () => open(cursor) }}
            letter={letters.get(target.targetId)}
            cause={causes.get(target.targetId)}
          />
        )}
      </div>
    </section>
  )
}
