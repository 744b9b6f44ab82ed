import type { SubscriptionLifecycleExecutionArgs } from '../generated/resolvers.ts'
import type { LiveType } from '../live/live-type.ts'
import type { Execution } from './model.ts'
import { checkedExecutionId } from './resolvers.ts'
import { ENDS } from './source.ts'

// Executions take minutes, and Image Builder's rate is low.
const PAUSE_MS = 15_000

/** Lifecycle executions, one per GetLifecycleExecution. */
export const live: LiveType<Execution, SubscriptionLifecycleExecutionArgs> = {
  field: 'lifecycleExecution',
  action: 'imagebuilder:GetLifecycleExecution',
  perCall: 1,
  keyOf: ({ lifecycleExecutionId }) => ({
    search: ['execution', checkedExecutionId(lifecycleExecutionId)],
    what: `lifecycle execution ${lifecycleExecutionId}`,
  }),
  read: ({ imagebuilder }, location, { lifecycleExecutionId }) =>
    imagebuilder.execution(location, lifecycleExecutionId),
  hasEnded: ({ state }) => ENDS.has(state?.status ?? ''),
  pauseMs: () => PAUSE_MS,
  update: (execution) => ({ execution }),
}
