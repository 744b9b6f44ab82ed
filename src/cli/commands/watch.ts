import { setTimeout as sleep } from 'node:timers/promises'
import { type ActivityId, activityIdOf, OWN_FIELDS, shownId } from '../activity-id.ts'
import { dataOf, warn } from '../answers.ts'
import { asking, type Command, EXIT } from '../command.ts'
import { clip, jsonLine, plain } from '../plain-text.ts'
import type { Source } from '../source.ts'
import { coloured, colourOf, redrawer, type Terminal } from '../terminal.ts'
import { durationOf, relative } from '../times.ts'
import { UnavailableError, UsageError } from '../usage-error.ts'
import { type Activity, bar, COMMON_FIELDS, endOf } from './activities.ts'

const update = (field: string, parameters: string, args: string, selection: string) =>
  `subscription Watch(${parameters}, $location: String) {
    update: ${field}(${args}, location: $location) { ${selection} asOf nextAt }
  }`

// One update may cost ten AWS calls: the deadline of a wait, which `waiting` shows, would be beyond them.
const DEPLOYMENT = `
  progress { percent trafficPercent currentEvent } estimate { at isOverdue }
  overview { pending inProgress succeeded failed skipped ready total }`

/** The subscriptions to one activity, by what its id names. */
export const WATCH_DOCUMENTS: Record<ActivityId['kind'], string> = {
  codeDeployDeployment: update(
    'codeDeployDeployment',
    '$id: ID!',
    'deploymentId: $id',
    `activity: deployment { ${COMMON_FIELDS} ${OWN_FIELDS.codeDeployDeployment} ${DEPLOYMENT} }`,
  ),
  appConfigDeployment: update(
    'appConfigDeployment',
    '$application: ID!, $environment: ID!, $number: Int!',
    'applicationId: $application, environmentId: $environment, deploymentNumber: $number',
    `activity: deployment { ${COMMON_FIELDS} ${OWN_FIELDS.appConfigDeployment} estimate { at isOverdue } }`,
  ),
  lifecycleExecution: update(
    'lifecycleExecution',
    '$id: ID!',
    'lifecycleExecutionId: $id',
    `activity: execution { ${COMMON_FIELDS} ${OWN_FIELDS.lifecycleExecution} }`,
  ),
}

interface Watched extends Activity {
  progress?: { percent: number | null; trafficPercent: number | null; currentEvent: string | null } | null
  overview?: Record<'pending' | 'inProgress' | 'succeeded' | 'failed' | 'skipped' | 'ready', number | null> | null
}

interface Data {
  update: { activity: Watched | null; asOf: string; nextAt: string | null } | null
}

const OUTCOMES: Readonly<Record<string, number>> = {
  SUCCEEDED: EXIT.ok,
  FAILED: EXIT.failed,
  STOPPED: EXIT.failed,
  ROLLED_BACK: EXIT.failed,
}

// How long after a lost connection it is opened again: longer each time, up to the last.
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const

export const watch: Command = {
  summary: 'a deployment until it ends; the exit code is its outcome',
  argument: '<id>',
  details: `The id is as for why. On a terminal the progress is redrawn; elsewhere each change is one line, with --json each update.
Exit codes: 0 succeeded, 1 failed, stopped, rolled back, or could not be read, 2 usage or an unknown id, 3 --timeout is over.
A connection that is lost is opened again until then.`,
  run: asking(async (source, { flags, argument = '', terminal }) => {
    const { kind, variables } = activityIdOf(argument)
    const ms = flags.timeout === undefined ? undefined : durationOf('--timeout', flags.timeout)
    const stop = new AbortController()
    const timer = ms === undefined ? undefined : setTimeout(() => stop.abort(), ms)
    const show = flags.json ? jsonShower(terminal) : shower(terminal)
    try {
      const all = { ...variables, location: flags.location }
      const phase = await lastPhase(source, WATCH_DOCUMENTS[kind], all, {
        argument,
        terminal,
        show,
        signal: stop.signal,
      })
      if (phase !== undefined) return OUTCOMES[phase] ?? EXIT.failed
      warn(terminal, `${argument} had not ended after ${flags.timeout}`)
      return EXIT.timeout
    } finally {
      clearTimeout(timer)
      stop.abort()
    }
  }),
}

interface Watching {
  argument: string
  terminal: Terminal
  show: (watched: Watched) => void
  signal: AbortSignal
}

/** The phase in which it ended; undefined if the signal came first. */
async function lastPhase(source: Source, document: string, variables: object, of: Watching) {
  const { argument, terminal, show, signal } = of
  let attempts = 0
  let hasStarted = false
  while (!signal.aborted) {
    try {
      for await (const answer of source.subscribe<Data>(document, variables, signal)) {
        const activity = dataOf(terminal, answer).update?.activity
        if (!activity) throw new UsageError(`${argument} is in none of the locations`)
        hasStarted = true
        attempts = 0
        show(activity)
        if (Object.hasOwn(OUTCOMES, activity.phase)) return activity.phase
      }
    } catch (error) {
      if (signal.aborted) return undefined
      if (!hasStarted || !(error instanceof UnavailableError)) throw error
    }
    const delay = RETRY_MS[Math.min(attempts++, RETRY_MS.length - 1)]
    await sleep(delay, undefined, { signal }).catch(() => undefined)
  }
  return undefined
}

const jsonShower = (terminal: Terminal) => (watched: Watched) => terminal.out(`${jsonLine(watched)}\n`)

/** Redraws on a terminal; elsewhere writes a line for each change. */
function shower(terminal: Terminal): (watched: Watched) => void {
  const redraw = redrawer(terminal)
  let last = ''
  return (watched) => {
    if (terminal.redraws) return redraw(blockOf(terminal, watched))
    const line = [
      plain(watched.phase),
      plain(watched.title),
      bar(watched.progress?.percent ?? watched.percentComplete),
      plain(watched.progress?.currentEvent ?? ''),
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
  const { phase, progress, completedAt } = watched
  const now = terminal.now()
  const columns = terminal.columns() ?? Number.POSITIVE_INFINITY
  const traffic = progress?.trafficPercent ?? undefined
  const times = completedAt
    ? `ended ${relative(completedAt, now)}`
    : [`started ${relative(watched.startedAt ?? watched.createdAt, now)}`, endOf(watched, now)]
        .filter(Boolean)
        .join(', ends ')
  const lines = [
    `${plain(watched.title)} in ${plain(watched.location.name)}  ${plain(shownId(watched))}`,
    [bar(progress?.percent ?? watched.percentComplete), plain(progress?.currentEvent ?? '')].filter(Boolean).join('  '),
    traffic === undefined ? '' : `traffic ${traffic} %`,
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
