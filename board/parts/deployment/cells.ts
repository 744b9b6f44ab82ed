import type { Target } from '../../data/deployment.ts'

/** The states of a cell. Targets that AWS skipped were not reached; a failure does not hide among those that are done. */
export type CellState = 'failed' | 'running' | 'done' | 'togo'
export const STATES: readonly CellState[] = ['failed', 'running', 'done', 'togo']

export const stateOf = ({ status }: Target): CellState => {
  if (status === 'FAILED') return 'failed'
  if (status === 'IN_PROGRESS' || status === 'READY') return 'running'
  return status === 'SUCCEEDED' ? 'done' : 'togo'
}

export interface Layout {
  size: number
  gap: number
  columns: number
}

const SMALLEST = 10

/** Cells are as large as their number allows. */
export function layoutOf(count: number, width: number): Layout {
  const [size, gap] = count <= 150 ? [28, 5] : count <= 400 ? [18, 3] : [SMALLEST, 2]
  return { size, gap, columns: Math.max(1, Math.floor((width + gap) / (size + gap))) }
}

const at = (index: number, { size, gap, columns }: Layout) => ({
  x: (index % columns) * (size + gap) + 0.5,
  y: Math.floor(index / columns) * (size + gap) + 0.5,
})

export const heightOf = (count: number, { size, gap, columns }: Layout): number =>
  Math.ceil(count / columns) * (size + gap) - gap + 2

/** The cell under a point; undefined in a gap and beyond the last. */
export function cellAt(x: number, y: number, count: number, { size, gap, columns }: Layout): number | undefined {
  const [column, row] = [Math.floor(x / (size + gap)), Math.floor(y / (size + gap))]
  const index = row * columns + column
  return column < columns && index < count && index >= 0 ? index : undefined
}

function box(x: number, y: number, size: number): string {
  const r = size > 20 ? 4 : 2
  const side = size - 1 - 2 * r
  const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`
  return `M${x + r} ${y}h${side}${corner(r, r)}v${side}${corner(-r, r)}h${-side}${corner(-r, -r)}v${-side}${corner(r, -r)}z`
}

const GLYPHS: Record<CellState, (x: number, y: number, size: number) => string> = {
  failed: (x, y, size) => (size > 10 ? '' : `M${x + 3} ${y + 3}l3 3m0-3l-3 3`),
  running: (x, y, size) => {
    const r = size / 5.6
    return `M${x + size / 2 - 0.5 - r} ${y + size / 2 - 0.5}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0`
  },
  done: (x, y, size) => (size > 20 ? `M${x + 9} ${y + 14}l3.5 3.5l6-7` : ''),
  togo: (x, y, size) => (size > 10 ? '' : `M${x + 4} ${y + 4}h1v1h-1z`),
}

/**
 * One path of boxes and one of glyphs for each state: at most eight attributes, whatever has changed. The failed ones of
 * `lettered` have a letter in the place of their glyph.
 */
export function pathsOf(
  targets: readonly Target[],
  layout: Layout,
  lettered: ReadonlySet<string>,
): Record<CellState, { boxes: string; glyphs: string }> {
  const parts = Object.fromEntries(STATES.map((state) => [state, { boxes: [], glyphs: [] }])) as unknown as Record<
    CellState,
    { boxes: string[]; glyphs: string[] }
  >
  const { size } = layout
  for (const [index, target] of targets.entries()) {
    const state = stateOf(target)
    const { x, y } = at(index, layout)
    if (state !== 'togo' || size > 10) parts[state].boxes.push(box(x, y, size))
    const glyph = state === 'failed' && lettered.has(target.targetId) ? '' : GLYPHS[state](x, y, size)
    if (glyph) parts[state].glyphs.push(glyph)
  }
  const joined = STATES.map((state) => [
    state,
    { boxes: parts[state].boxes.join(''), glyphs: parts[state].glyphs.join('') },
  ])
  return Object.fromEntries(joined)
}

/** The outline of some cells, such as those of a group, or the one under the cursor. */
export const outlineOf = (indices: readonly number[], layout: Layout): string =>
  indices
    .map((index) => {
      const { x, y } = at(index, layout)
      return box(x - 2, y - 2, layout.size + 4)
    })
    .join('')

/** The letters of failed cells: positions for the glyphs of one text element. The smallest cells have none but `lettered`. */
export function lettersOf(
  targets: readonly Target[],
  letters: ReadonlyMap<string, string>,
  layout: Layout,
  lettered: ReadonlySet<string>,
) {
  const shown = targets.flatMap(({ targetId, status }, index) => {
    const isLettered = layout.size > SMALLEST || lettered.has(targetId)
    const letter = status === 'FAILED' && isLettered ? (letters.get(targetId) ?? 'Z') : undefined
    return letter ? [{ letter, ...at(index, layout) }] : []
  })
  const half = layout.size / 2
  return {
    text: shown.map(({ letter }) => letter).join(''),
    x: shown.map(({ x }) => x + half - 0.5).join(' '),
    y: shown.map(({ y }) => y + half + layout.size / 6).join(' '),
  }
}
