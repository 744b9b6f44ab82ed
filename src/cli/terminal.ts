import { type TerminalEnvironment, terminalEnvironment } from '../config/terminal.ts'
import { asciiOf, jsonLine, plain, widthOf } from './plain-text.ts'

/** Where a command writes. */
export interface Terminal {
  /** Writes to standard output. */
  out(text: string): void
  /** Writes to standard error. */
  err(text: string): void
  /** The columns of the terminal; undefined: not a terminal, and nothing is shortened. */
  columns(): number | undefined
  /** Its rows, likewise. */
  rows(): number | undefined
  /** Whether lines that were written may be written again in place. */
  redraws: boolean
  colours: boolean
  /** Whether it shows ASCII alone. */
  isAscii: boolean
  /** Milliseconds since 1970. */
  now(): number
  credentials: Pick<TerminalEnvironment, 'token' | 'apiKey'>
}

export function processTerminal(): Terminal {
  const { isPlain, movesCursor, isAscii, token, apiKey } = terminalEnvironment()
  const { stdout, stderr } = process
  const shown = isAscii ? asciiOf : (text: string) => text
  return {
    out: (text) => stdout.write(shown(text)),
    err: (text) => stderr.write(shown(text)),
    columns: () => (stdout.isTTY ? stdout.columns || undefined : undefined),
    rows: () => (stdout.isTTY ? stdout.rows || undefined : undefined),
    redraws: Boolean(stdout.isTTY) && movesCursor,
    colours: Boolean(stdout.isTTY) && !isPlain,
    isAscii,
    now: Date.now,
    credentials: { token, apiKey },
  }
}

/** Writes a value as one line of JSON. */
export const outJson = (terminal: Pick<Terminal, 'out' | 'isAscii'>, value: unknown): void =>
  terminal.out(`${jsonLine(value, terminal.isAscii)}\n`)

const COLOURS = { red: 31, green: 32, yellow: 33, blue: 36, dim: 2, bold: 1 } as const
export type Colour = keyof typeof COLOURS

const ESCAPE = String.fromCharCode(0x1b)

/** A text in a colour, on terminals that have them. */
export const coloured = ({ colours }: Pick<Terminal, 'colours'>, text: string, colour: Colour | undefined): string =>
  colours && colour && text ? `${ESCAPE}[${COLOURS[colour]}m${text}${ESCAPE}[0m` : text

/**
 * Writes lines in the place of those written before, on a terminal that redraws: as many as it has rows for, beside the one
 * of the cursor. A line that the terminal has wrapped since, because it became narrower, takes several rows.
 */
export function redrawer(terminal: Terminal) {
  let drawn: readonly string[] = []
  const draw = (all: readonly string[]): void => {
    const lines = all.slice(0, Math.max(1, (terminal.rows() ?? Number.POSITIVE_INFINITY) - 1))
    if (lines.join('\n') === drawn.join('\n')) return
    const columns = terminal.columns() ?? Number.POSITIVE_INFINITY
    const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(plain(line)) / columns)), 0)
    if (rows > 0) terminal.out(`${ESCAPE}[${rows}A${ESCAPE}[0J`)
    terminal.out(lines.map((line) => `${line}\n`).join(''))
    drawn = lines
  }
  /** Leaves what was written where it is. */
  const leave = (): void => {
    drawn = []
  }
  return { draw, leave }
}

const PHASE_COLOURS: Readonly<Record<string, Colour>> = {
  IN_PROGRESS: 'blue',
  WAITING: 'yellow',
  SUCCEEDED: 'green',
  FAILED: 'red',
  STOPPED: 'red',
  ROLLING_BACK: 'red',
  ROLLED_BACK: 'red',
}

export const colourOf = (phase: string): Colour | undefined => PHASE_COLOURS[phase]
