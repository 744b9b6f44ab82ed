import { type CompletionEstimate, NO_ESTIMATE, scheduled } from '../activity/estimate.ts'
import type { Deployment } from './model.ts'

const RUNNING: ReadonlySet<string> = new Set(['VALIDATING', 'DEPLOYING', 'BAKING'])
const MINUTE_MS = 60_000

/**
 * When a deployment ends by its strategy: as long as it deploys, and then as long as it bakes. Undefined if it does
 * not run, or is being rolled back; `now` in milliseconds since 1970.
 */
export function estimateOf(deployment: Deployment, now: number): CompletionEstimate | undefined {
  const { State, StartedAt, DeploymentDurationInMinutes, FinalBakeTimeInMinutes = 0 } = deployment
  if (!RUNNING.has(State ?? '')) return undefined
  if (!StartedAt || DeploymentDurationInMinutes === undefined) return NO_ESTIMATE
  const minutes = DeploymentDurationInMinutes + FinalBakeTimeInMinutes
  return scheduled(new Date(StartedAt.getTime() + minutes * MINUTE_MS), now)
}
