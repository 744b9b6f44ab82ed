import type { DeploymentEvent, DeploymentState, DeploymentStrategy } from '@aws-sdk/client-appconfig'

/** How a rollout ends; an alarm and a user who stops it both roll it back. */
export type Ending = 'complete' | 'reverted' | 'alarm' | 'stopped'

/** A rollout's event at an age (milliseconds): state and percentage apply until the next moment that sets them. */
export interface Moment {
  at: number
  state?: DeploymentState
  percentage?: number
  event?: Pick<DeploymentEvent, 'EventType' | 'TriggeredBy' | 'Description'>
}

const MINUTE = 60_000
const VALIDATION = 15_000
const ROLLBACK = 45_000
const REVERT = 5 * MINUTE

/**
 * A rollout from start to end, in chronological order; a broken one breaks off after the share `breaksAt` (0 to 1) of
 * deploying and baking. Events are worded and spaced as recorded in the AWS CLI's example of get-deployment, in which
 * four steps divide the deployment time into five. `blame` is what rolls it back: an alarm's ARN or an account.
 */
export function rolloutOf(strategy: DeploymentStrategy, ending: Ending, breaksAt: number, blame: string): Moment[] {
  const steps = stepsOf(strategy)
  const deploying = (strategy.DeploymentDurationInMinutes ?? 0) * MINUTE
  const baking = (strategy.FinalBakeTimeInMinutes ?? 0) * MINUTE
  const baked = VALIDATION + deploying + baking
  const whole: Moment[] = [
    { at: 0, state: 'VALIDATING', percentage: 0, event: event('DEPLOYMENT_STARTED', 'USER', 'Deployment started') },
    { at: VALIDATION, state: 'DEPLOYING' },
    ...steps.map((percentage, index) => ({
      at: VALIDATION + (deploying * (index + 1)) / (steps.length + 1),
      percentage,
      event: event(
        'PERCENTAGE_UPDATED',
        'APPCONFIG',
        `Configuration available to ${percentage.toFixed(2)}% of clients`,
      ),
    })),
    {
      at: VALIDATION + deploying,
      state: 'BAKING',
      event: event('BAKE_TIME_STARTED', 'APPCONFIG', 'Deployment bake time started'),
    },
    { at: baked, state: 'COMPLETE', event: event('DEPLOYMENT_COMPLETED', 'APPCONFIG', 'Deployment completed') },
  ]
  if (ending === 'complete') return whole
  if (ending === 'reverted') {
    const revert = event('REVERT_COMPLETED', 'USER', `Revert initiated by ${blame}`)
    return [...whole, { at: baked + REVERT, state: 'REVERTED', percentage: 0, event: revert }]
  }
  const broken = VALIDATION + breaksAt * (deploying + baking)
  const cause = ending === 'alarm' ? 'CLOUDWATCH_ALARM' : 'USER'
  const started = event('ROLLBACK_STARTED', cause, `Rollback initiated by ${blame}`)
  const completed = event('ROLLBACK_COMPLETED', 'APPCONFIG', 'Rollback completed')
  return [
    ...whole.filter(({ at }) => at < broken),
    { at: broken, state: 'ROLLING_BACK', event: started },
    { at: broken + ROLLBACK, state: 'ROLLED_BACK', percentage: 0, event: completed },
  ]
}

/** The percentages that a strategy goes through: linear ones add the growth factor, exponential ones double it
 * ("G*(2^N)" in the AppConfig user guide). */
function stepsOf({ GrowthType, GrowthFactor = 100 }: DeploymentStrategy): number[] {
  const steps: number[] = []
  for (let share = GrowthFactor; share < 100; share = GrowthType === 'EXPONENTIAL' ? share * 2 : share + GrowthFactor) {
    steps.push(share)
  }
  return [...steps, 100]
}

function event(
  EventType: DeploymentEvent['EventType'],
  TriggeredBy: DeploymentEvent['TriggeredBy'],
  Description: string,
) {
  return { EventType, TriggeredBy, Description }
}
