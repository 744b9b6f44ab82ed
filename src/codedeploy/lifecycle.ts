import type { InstanceTarget } from './targets.ts'

type AwsEvent = NonNullable<InstanceTarget['lifecycleEvents']>[number]

/** A lifecycle event in the words of the schema. */
export type LifecycleEvent = ReturnType<typeof lifecycleEvent>

/**
 * The lifecycle events of a target, all fields at once: a large deployment has tens of thousands of events, and calling
 * a resolver for each field of each was a third of the work of executing its query.
 */
export const lifecycleEvents = ({ lifecycleEvents }: { lifecycleEvents?: AwsEvent[] }): LifecycleEvent[] =>
  lifecycleEvents?.map(lifecycleEvent) ?? []

const lifecycleEvent = ({ lifecycleEventName, status, startTime, endTime, diagnostics }: AwsEvent) => ({
  name: lifecycleEventName ?? '',
  status: status ?? 'UNKNOWN',
  rawStatus: status ?? 'UNKNOWN',
  startedAt: startTime,
  endedAt: endTime,
  durationMs: startTime && endTime && endTime.getTime() - startTime.getTime(),
  // AWS leaves the code empty where no script ran.
  diagnostics: diagnostics && { ...diagnostics, errorCode: diagnostics.errorCode || undefined },
})
