import { READ_LOGS } from '../auth/identity.ts'
import { forbidden } from '../errors.ts'
import type { InstanceTarget, LifecycleEvent } from './model.ts'

type AwsEvent = NonNullable<InstanceTarget['lifecycleEvents']>[number]

/**
 * The lifecycle events of a target, all fields at once: a large deployment has tens of thousands of events, and calling
 * a resolver for each field of each was a third of the work of executing its query. Callers that
 * may not read script output get errors instead.
 */
export const lifecycleEvents = (
  { lifecycleEvents = [] }: { lifecycleEvents?: AwsEvent[] },
  readsLogs: boolean,
): LifecycleEvent[] => (readsLogs ? lifecycleEvents.map(lifecycleEvent) : lifecycleEvents.map(withheldEvent))

const lifecycleEvent = ({ lifecycleEventName, status, startTime, endTime, diagnostics }: AwsEvent): LifecycleEvent => ({
  name: lifecycleEventName ?? '',
  status: status ?? 'UNKNOWN',
  rawStatus: status ?? 'UNKNOWN',
  startedAt: startTime,
  endedAt: endTime,
  durationMs: duration(startTime, endTime),
  // AWS leaves the code empty if no script ran.
  diagnostics: diagnostics && Object.assign({}, diagnostics, { errorCode: diagnostics.errorCode || undefined }),
})

/** Milliseconds; undefined also where a time is beyond what a date holds. */
function duration(start: Date | undefined, end: Date | undefined): number | undefined {
  const ms = start && end ? end.getTime() - start.getTime() : Number.NaN
  return Number.isNaN(ms) ? undefined : ms
}

const WITHHELD = forbidden(READ_LOGS)

/**
 * GraphQL answers an error in the place of a value as null, with that error at its path. A message is the script's
 * where there is a script, otherwise CodeDeploy's own.
 */
function withheldEvent(event: AwsEvent): LifecycleEvent {
  const { diagnostics, ...rest } = lifecycleEvent(event)
  if (!diagnostics) return { diagnostics, ...rest }
  const { logTail, message, scriptName } = diagnostics
  const withheld: object = {
    logTail: logTail && WITHHELD,
    message: message && scriptName ? WITHHELD : message,
  }
  return { diagnostics: Object.assign({}, diagnostics, withheld), ...rest }
}
