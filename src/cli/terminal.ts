import { type TerminalEnvironment, terminalEnvironment } from '../config/terminal.ts'

/** Where a command writes. */
export interface Terminal {
  /** Writes to standard output. */
  out(text: string): void
  /** Writes to standard error. */
  err(text: string): void
  /** The columns of the terminal; undefined: not a terminal, and nothing is shortened. */
  columns(): number | undefined
  /** Whether lines that were written may be written again in place. */
  redraws: boolean
  colours: boolean
  /** Milliseconds since 1970. */
  now(): number
  credentials: Pick<TerminalEnvironment, 'token' | 'apiKey'>
}

export function processTerminal(): Terminal {
  const { isPlain, movesCursor, token, apiKey } = terminalEnvironment()
  const { stdout, stderr } = process
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    columns: () => (stdout.isTTY ? stdout.columns || undefined : undefined),
    redraws: Boolean(stdout.isTTY) && movesCursor,
    colours: Boolean(stdout.isTTY) && !isPlain,
    now: Date.now,
    credentials: { token, apiKey },
  }
}

const COLOURS = { red: 31, green: 32, yellow: 33, blue: 36, dim: 2, bold: 1 } as const
export type Colour = keyof typeof COLOURS

const ESCAPE = String.fromCharCode(0x1b)

/** A text in a colour, on terminals that have them. */
export const coloured = ({ colours }: Pick<Terminal, 'colours'>, text: string, colour: Colour | undefined): string =>
  colours && colour && text ? `${ESCAPE}[${COLOURS[colour]}m${text}${ESCAPE}[0m` : text

/** Writes lines in the place of those written before, on a terminal that redraws. */
export function redrawer(terminal: Terminal): (lines: readonly string[]) => void {
  let drawn = 0
  return (lines) => {
    if (drawn > 0) terminal.out(`${ESCAPE}[${drawn}A${ESCAPE}[0J`)
    terminal.out(lines.map((line) => `${line}\n`).join(''))
    drawn = lines.length
  }
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
