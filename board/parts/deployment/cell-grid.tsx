import { type KeyboardEvent, type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Target } from '../../data/deployment.ts'
import { type CellState, cellAt, heightOf, layoutOf, lettersOf, outlineOf, pathsOf, STATES } from './cells.ts'

interface GridProps {
  targets: readonly Target[]
  letters: ReadonlyMap<string, string>
  /** Targets that are outlined: those of the chosen group. */
  chosen: readonly string[]
  cursor: number
  label: string
  onCursor: (index: number) => void
  onOpen: (index: number) => void
}

const DEFAULT_WIDTH = 658

/** The targets as cells. One tab stop: the keys move a cursor, and the inspector below tells what is under it. */
export function CellGrid({ targets, letters, chosen, cursor, label, onCursor, onOpen }: GridProps) {
  const svg = useRef<SVGSVGElement>(null)
  const [width, setWidth] = useState(DEFAULT_WIDTH)
  const layout = layoutOf(targets.length, width)
  const lettered = new Set(chosen)
  useEffect(() => {
    const frame = svg.current?.parentElement
    if (!frame) return
    const observer = new ResizeObserver(() => setWidth(frame.clientWidth))
    observer.observe(frame)
    return () => observer.disconnect()
  }, [])
  // Outside React: the paths of a thousand cells are set, not compared.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the width stands for the layout, the ids for the set of them
  useLayoutEffect(() => {
    const paths = pathsOf(targets, layout, lettered)
    for (const path of svg.current?.querySelectorAll<SVGPathElement>('[data-state]') ?? []) {
      const { state = '', part } = path.dataset
      const d = paths[state as CellState][part === 'glyphs' ? 'glyphs' : 'boxes']
      if (path.getAttribute('d') !== d) path.setAttribute('d', d)
    }
  }, [targets, width, chosen.join()])
  const move = (event: KeyboardEvent) => {
    const to = target(event.key, cursor, targets, layout.columns)
    if (event.key === 'Enter') onOpen(cursor)
    if (to === undefined) return
    event.preventDefault()
    onCursor(Math.min(targets.length - 1, Math.max(0, to)))
  }
  const under = ({ nativeEvent: { offsetX, offsetY } }: PointerEvent) =>
    cellAt(offsetX, offsetY, targets.length, layout)
  const indices =
    chosen.length > 0 ? targets.flatMap(({ targetId }, at) => (chosen.includes(targetId) ? [at] : [])) : []
  const text = lettersOf(targets, letters, layout, lettered)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be drawn in
    <svg
      ref={svg}
      className={`cells size-${layout.size}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: one tab stop for all cells
      tabIndex={0}
      role="group"
      aria-label={label}
      width="100%"
      height={heightOf(targets.length, layout)}
      onKeyDown={move}
      onPointerMove={(event) => {
        const index = under(event)
        if (event.pointerType === 'mouse' && index !== undefined) onCursor(index)
      }}
      onPointerUp={(event) => {
        const index = under(event)
        if (index !== undefined) onOpen(index)
      }}
    >
      {STATES.map((state) => (
        <g key={state} className={`cell-${state}`}>
          <path className="boxes" data-state={state} data-part="boxes" />
          <path className="glyphs" data-state={state} data-part="glyphs" />
        </g>
      ))}
      {text.text && (
        <text className="letters" x={text.x} y={text.y}>
          {text.text}
        </text>
      )}
      <path className="chosen" d={outlineOf(indices, layout)} />
      <path className="cursor" d={outlineOf(targets[cursor] ? [cursor] : [], layout)} />
    </svg>
  )
}

/** Where a key moves the cursor; undefined for keys that do not. */
function target(key: string, at: number, targets: readonly Target[], columns: number): number | undefined {
  const isFailed = ({ status }: Target) => status === 'FAILED'
  if (key === 'ArrowRight') return at + 1
  if (key === 'ArrowLeft') return at - 1
  if (key === 'ArrowDown') return at + columns
  if (key === 'ArrowUp') return at - columns
  if (key === 'Home') return 0
  if (key === 'End') return targets.length - 1
  const found =
    key === 'n'
      ? targets.findIndex((each, index) => index > at && isFailed(each))
      : key === 'p'
        ? targets.findLastIndex((each, index) => index < at && isFailed(each))
        : -1
  if (found >= 0) return found
  return undefined
}
