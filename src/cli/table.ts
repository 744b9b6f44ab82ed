import { clip, widthOf } from './plain-text.ts'
import { type Colour, coloured, type Terminal } from './terminal.ts'

export interface Cell {
  /** Plain text: what comes from AWS has gone through `plain`. */
  text: string
  colour?: Colour
}

const GAP = '  '
const MIN_COLUMNS = 6

/** Rows under their headings, in the columns of the terminal; where these are too few, each row as a list of its own. */
export function tableLines(
  terminal: Pick<Terminal, 'columns' | 'colours'>,
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
): string[] {
  const texts = [headings, ...rows.map((row) => row.map(({ text }) => text))]
  const natural = headings.map((_, index) => Math.max(...texts.map((row) => widthOf(row[index] ?? ''))))
  const available = terminal.columns()
  const widths = available === undefined ? natural : shrunk(natural, available - GAP.length * (headings.length - 1))
  if (!widths) return rows.flatMap((row) => listed(terminal, headings, row, available ?? 0))
  const line = (cells: readonly Cell[]) =>
    cells
      .map(({ text, colour }, index) => {
        const shown = clip(text, widths[index] ?? 0)
        const padding = index < cells.length - 1 ? ' '.repeat((widths[index] ?? 0) - widthOf(shown)) : ''
        return coloured(terminal, shown, colour) + padding
      })
      .join(GAP)
      .trimEnd()
  return [line(headings.map((text) => ({ text, colour: 'dim' }))), ...rows.map(line)]
}

/** Widths that fit, the widest columns narrowed first; undefined if they would be too narrow to read. */
function shrunk(natural: readonly number[], available: number): number[] | undefined {
  const widths = [...natural]
  const sum = () => widths.reduce((total, width) => total + width, 0)
  while (sum() > available) {
    const widest = Math.max(...widths)
    if (widest <= MIN_COLUMNS) return undefined
    widths[widths.lastIndexOf(widest)] = widest - 1
  }
  return widths
}

const listed = (
  terminal: Pick<Terminal, 'colours'>,
  headings: readonly string[],
  row: readonly Cell[],
  columns: number,
): string[] => [
  ...row.flatMap(({ text, colour }, index) => {
    if (!text) return []
    const label = clip(`${headings[index]}: `, columns)
    return [label + coloured(terminal, clip(text, columns - widthOf(label)), colour)]
  }),
  '',
]
