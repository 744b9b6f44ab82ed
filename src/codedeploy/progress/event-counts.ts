import { readSlice } from '../../aws/request/listing.ts'
import { countArgument } from '../../graphql/cursors.ts'
import type { Deployment, Target } from '../model.ts'
import type { CodeDeploySource } from '../source.ts'
import { TARGETS_PER_BATCH } from '../targets.ts'

/** How many targets have passed a lifecycle event, are in it, and failed there first. */
export interface EventCount {
  name: string
  passed: number
  inProgress: number
  failed: number
}

/** Targets counted by lifecycle event, in the order in which a target goes through them. */
export function countEvents(targets: readonly Target[]): EventCount[] {
  const counts = new Map<string, EventCount & { position: number }>()
  for (const { lifecycleEvents = [] } of targets) {
    let hasFailed = false
    for (const [position, { lifecycleEventName: name, status }] of lifecycleEvents.entries()) {
      if (!name) continue
      const count = counts.get(name) ?? { name, passed: 0, inProgress: 0, failed: 0, position }
      counts.set(name, count)
      count.position = Math.max(count.position, position)
      if (status === 'Succeeded') count.passed++
      if (status === 'InProgress') count.inProgress++
      if (status === 'Failed' && !hasFailed) count.failed++
      hasFailed ||= status === 'Failed'
    }
  }
  return [...counts.values()]
    .sort((one, other) => one.position - other.position)
    .map(({ position: _, ...count }) => count)
}

/**
 * Of at most `inspect` targets: the ListDeploymentTargets pages that hold them, and one BatchGetDeploymentTargets per 25
 * while the listing goes on. `failures`: why some are missing from the counts.
 */
export async function eventCounts(
  { targets: { ids, target } }: CodeDeploySource,
  { location, deploymentId }: Deployment,
  inspect: number,
): Promise<{ counts: EventCount[]; failures: unknown[] }> {
  const reads: Promise<Target | undefined>[] = []
  const listing = ids(location, deploymentId)
  const read = (items: readonly string[]) => {
    for (const id of items) reads.push(target(location, deploymentId, id))
  }
  const unread: string[] = []
  const { failures } = await readSlice([listing], countArgument('inspect', inspect), undefined, (items) => {
    unread.push(...items)
    while (unread.length >= TARGETS_PER_BATCH) read(unread.splice(0, TARGETS_PER_BATCH))
  })
  read(unread)
  const results = await Promise.allSettled(reads)
  const targets = results.flatMap((result) => (result.status === 'fulfilled' ? (result.value ?? []) : []))
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  return { counts: countEvents(targets), failures: [...failures, ...new Set(reasons)] }
}
