import type * as Sdk from '@aws-sdk/client-appconfig'
import type { Deployment } from '../model.ts'

const MINUTE_MS = 60_000

type Rollout = Deployment & Pick<Sdk.GetDeploymentCommandOutput, 'EventLog'>

/**
 * When AppConfig takes the next step of a rollout, in milliseconds since 1970; undefined if unknown. It reaches more
 * clients at equal intervals, or ends its bake time.
 */
export function nextStepAt(rollout: Rollout): number | undefined {
  const { State, StartedAt, DeploymentDurationInMinutes = 0, FinalBakeTimeInMinutes = 0 } = rollout
  const since = (type: Sdk.DeploymentEventType) =>
    rollout.EventLog?.find(({ EventType }) => EventType === type)?.OccurredAt?.getTime() // the log is newest first
  if (State === 'BAKING') {
    const bakingSince = since('BAKE_TIME_STARTED')
    return bakingSince === undefined ? undefined : bakingSince + FinalBakeTimeInMinutes * MINUTE_MS
  }
  if (State !== 'DEPLOYING') return undefined
  const before = since('PERCENTAGE_UPDATED') ?? StartedAt?.getTime()
  // In AWS's example of get-deployment four steps divide the time into five.
  return before === undefined ? undefined : before + (DeploymentDurationInMinutes * MINUTE_MS) / (stepsOf(rollout) + 1)
}

/** How many times a larger share of the clients is reached: "G*(2^N)" if that grows exponentially. */
function stepsOf({ GrowthType, GrowthFactor = 100 }: Rollout): number {
  const share = Math.min(Math.max(GrowthFactor, 1), 100)
  return GrowthType === 'EXPONENTIAL' ? Math.ceil(Math.log2(100 / share)) + 1 : Math.ceil(100 / share)
}
