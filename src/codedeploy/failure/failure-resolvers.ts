import type * as Schema from '../../generated/resolvers.ts'
import type { Complete } from '../../graphql/complete.ts'
import { eachListed } from '../../graphql/connection-resolvers.ts'
import { lifecycleEvents } from '../lifecycle.ts'
import { failedEventOf } from './failed-event.ts'
import type { FailureGroup } from './failure-groups.ts'
import type { FailureSummary } from './failure-summary.ts'

const FailureSummaryResolvers: Complete<Schema.FailureSummaryResolvers, FailureSummary> = {
  groups: ({ groups: entries, failures }) => eachListed({ entries, failures }),
}

/** The diagnostics of the target that failed first, or errors instead of members that the caller may not read. */
const FailureGroupResolvers: Complete<Schema.FailureGroupResolvers, FailureGroup> = {
  count: ({ targets }) => targets.length,
  targetIds: ({ targets }) => targets.map(({ targetId }) => targetId),
  targets: ({ targets }, { first }) => targets.slice(0, first ?? 0),
  message: ({ message, scriptName }, _, { readsLogs }) =>
    lifecycleEvents({ lifecycleEvents: [{ diagnostics: { message, scriptName } }] }, readsLogs)[0]?.diagnostics
      ?.message,
  logTail: ({ targets: [first] }, _, { readsLogs }) => {
    const event = first && failedEventOf(first)
    return event && lifecycleEvents({ lifecycleEvents: [event] }, readsLogs)[0]?.diagnostics?.logTail
  },
}

export const failureResolvers = { FailureSummary: FailureSummaryResolvers, FailureGroup: FailureGroupResolvers }
