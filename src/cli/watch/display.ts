import { shownId } from '../activity-id.ts'
import { type Activity, endOf, progressOf, trafficOf } from '../commands/activities.ts'
import { clip, plain } from '../plain-text.ts'
import { coloured, colourOf, outJson, redrawer, type Terminal } from '../terminal.ts'
import { relative } from '../times.ts'

/** A watched activity, as the latest update has it. */
export interface Watched extends Activity {
  overview?: Record<'pending' | 'inProgress' | 'succeeded' | 'failed' | 'skipped' | 'ready', number | null> | null
}

/** Where updates are shown. */
export interface Display {
  show(watched: Watched): void
  /** Writes a warning once. */
  warn(text: string): void
  close(): void
}

// The times that are shown are relative to now.
const TICK_MS = 1_000

/** Redraws on a terminal, also between updates; elsewhere writes a line for each change, or each update as JSON. */
export function displayOn(terminal: Terminal, json: boolean): Display {
  const warned = new Set<string>()
  const warn = (text: string): boolean => {
    if (warned.has(text)) return false
    warned.add(text)
    terminal.err(text)
    return true
  }
  const close = () => undefined
  if (json) return { show: (watched) => outJson(terminal, watched), warn, close }
  if (!terminal.redraws) return { show: lineWriter(terminal), warn, close }
  const { draw, leave } = redrawer(terminal)
  let latest: Watched | undefined
  const drawLatest = () => latest && draw(blockOf(terminal, latest))
  const ticker = setInterval(drawLatest, TICK_MS)
  return {
    show: (watched) => {
      latest = watched
      drawLatest()
    },
    warn: (text) => {
      if (warn(text)) leave() // the warning is below the block, which is then drawn below it
    },
    close: () => clearInterval(ticker),
  }
}

function lineWriter(terminal: Terminal): (watched: Watched) => void {
  let last = ''
  return (watched) => {
    const line = [
      plain(watched.phase),
      plain(watched.title),
      progressOf(watched),
      countsOf(watched),
      plain(watched.reason ?? ''),
    ]
      .filter(Boolean)
      .join('  ')
    if (line !== last) terminal.out(`${line}\n`)
    last = line
  }
}

/** The lines that are redrawn: each fits the terminal, so that their number is that of its rows. */
function blockOf(terminal: Terminal, watched: Watched): string[] {
  const { phase, completedAt } = watched
  const now = terminal.now()
  const columns = terminal.columns() ?? Number.POSITIVE_INFINITY
  const traffic = trafficOf(watched)
  const times = completedAt
    ? `ended ${relative(completedAt, now)}`
    : [`started ${relative(watched.startedAt ?? watched.createdAt, now)}`, endOf(watched, now)]
        .filter(Boolean)
        .join(', ends ')
  const lines = [
    `${plain(watched.title)} in ${plain(watched.location.name)}  ${plain(shownId(watched))}`,
    progressOf(watched),
    traffic && `traffic ${traffic}`,
    countsOf(watched),
    times,
    plain(watched.reason ?? ''),
  ]
  const state = coloured(terminal, clip(plain(phase), columns), colourOf(phase))
  return [state, ...lines.filter(Boolean).map((line) => clip(line, columns))]
}

const countsOf = ({ overview }: Watched): string =>
  Object.entries(overview ?? {})
    .filter(([name, count]) => name !== 'total' && count)
    .map(([name, count]) => `${count} ${name === 'inProgress' ? 'in progress' : name}`)
    .join(', ')
