import type { Target } from '../model.ts'
import { failedAtOf, failedEventOf } from './failed-event.ts'

/** Targets on which the same thing failed first. Codes and scripts that AWS leaves empty count as none. */
export interface FailureGroup {
  lifecycleEventName: string | undefined
  errorCode: string | undefined
  scriptName: string | undefined
  /** The message most of them have; of equally frequent ones the first by alphabet. */
  message: string | undefined
  firstFailedAt: Date | undefined
  lastFailedAt: Date | undefined
  /** In the order in which they failed; those without a time come last, equal times by id. */
  targets: Target[]
}

/** Groups failed targets by lifecycle event, error code and script. Most targets first; equal counts by these three. */
export function failureGroups(targets: readonly Target[]): FailureGroup[] {
  const groups = new Map<string, { causes: Cause; targets: Target[] }>()
  for (const target of targets) {
    const causes = causeOf(target)
    const key = JSON.stringify(causes)
    const group = groups.get(key)
    if (group) group.targets.push(target)
    else groups.set(key, { causes, targets: [target] })
  }
  return [...groups.values()]
    .sort((one, other) => other.targets.length - one.targets.length || compareAll(one.causes, other.causes))
    .map(({ causes: [lifecycleEventName, scriptName, errorCode], targets }) => {
      const inOrder = targets.sort(byFailure)
      const times = inOrder.flatMap((target) => failedAtOf(target) ?? [])
      const message = mostFrequent(targets.flatMap((target) => failedEventOf(target)?.diagnostics?.message || []))
      return {
        lifecycleEventName: lifecycleEventName || undefined,
        errorCode: errorCode || undefined,
        scriptName: scriptName || undefined,
        message,
        firstFailedAt: times[0],
        lastFailedAt: times.at(-1),
        targets: inOrder,
      }
    })
}

/** Event, script and error code of what failed first; empty texts where there are none. */
type Cause = readonly [event: string, script: string, code: string]

function causeOf(target: Target): Cause {
  const { lifecycleEventName = '', diagnostics } = failedEventOf(target) ?? {}
  return [lifecycleEventName, diagnostics?.scriptName ?? '', diagnostics?.errorCode ?? '']
}

// By code unit, so that the order is the same on every machine.
const compare = <T extends string | number>(one: T, other: T) => (one < other ? -1 : one > other ? 1 : 0)

const compareAll = (one: Cause, other: Cause) =>
  compare(one[0], other[0]) || compare(one[1], other[1]) || compare(one[2], other[2])

const byFailure = (one: Target, other: Target) =>
  compare(timeOf(one), timeOf(other)) || compare(one.targetId, other.targetId)

const timeOf = (target: Target) => failedAtOf(target)?.getTime() ?? Number.POSITIVE_INFINITY

function mostFrequent(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].sort(([one, count], [other, otherCount]) => otherCount - count || compare(one, other))[0]?.[0]
}
