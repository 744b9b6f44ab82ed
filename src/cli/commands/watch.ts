import { setTimeout as sleep } from 'node:timers/promises'
import { type ActivityId, activityIdOf, OWN_FIELDS } from '../activity-id.ts'
import { dataOf, warn } from '../answers.ts'
import { asking, type Command, EXIT } from '../command.ts'
import type { Source } from '../source.ts'
import { durationOf, later } from '../times.ts'
import { UnavailableError, UsageError } from '../usage-error.ts'
import { type Display, displayOn, type Watched } from '../watch/display.ts'
import { COMMON_FIELDS } from './activities.ts'

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
  needsReader: true,
  run: asking(async (source, { flags, argument = '', terminal }) => {
    const { kind, variables } = activityIdOf(argument)
    const ms = flags.timeout === undefined ? undefined : durationOf('--timeout', flags.timeout)
    const stop = new AbortController()
    const cancel = ms === undefined ? undefined : later(ms, () => stop.abort())
    const display = displayOn(terminal, flags.json ?? false)
    try {
      const all = { ...variables, location: flags.location }
      const phase = await lastPhase(source, WATCH_DOCUMENTS[kind], all, {
        argument,
        display,
        signal: stop.signal,
      })
      if (phase !== undefined) return OUTCOMES[phase] ?? EXIT.failed
      warn(terminal, `${argument} had not ended after ${flags.timeout}`)
      return EXIT.timeout
    } finally {
      cancel?.()
      display.close()
      stop.abort()
    }
  }),
}

interface Watching {
  argument: string
  display: Display
  signal: AbortSignal
}

/** The phase in which it ended; undefined if the signal came first. */
async function lastPhase(source: Source, document: string, variables: object, of: Watching) {
  const { argument, display, signal } = of
  let attempts = 0
  let hasStarted = false
  while (!signal.aborted) {
    try {
      for await (const answer of source.subscribe<Data>(document, variables, signal)) {
        const activity = dataOf({ err: display.warn }, answer).update?.activity
        if (!activity) throw new UsageError(`${argument} is in none of the locations`)
        hasStarted = true
        attempts = 0
        display.show(activity)
        if (Object.hasOwn(OUTCOMES, activity.phase)) return activity.phase
      }
    } catch (error) {
      if (signal.aborted) return undefined
      if (!hasStarted || !(error instanceof UnavailableError)) throw error
    }
    if (!hasStarted && !signal.aborted) throw new UnavailableError(`${argument}: the updates ended before the first`)
    const delay = RETRY_MS[Math.min(attempts++, RETRY_MS.length - 1)]
    await sleep(delay, undefined, { signal }).catch(() => undefined)
  }
  return undefined
}
