import { z } from 'zod'
import type { SubscriptionAppConfigDeploymentArgs } from '../../generated/resolvers.ts'
import type { LiveEvents } from '../../live/live-type.ts'

const reference = z.object({ Id: z.string().max(20) })
const detail = z.object({ Application: reference, Environment: reference, DeploymentNumber: z.int().positive() })

/**
 * AppConfig sends events where its extension "AWS AppConfig deployment events to Amazon EventBridge" is associated, which
 * brings the start, the end and a rollback, or one of the account's own with more action points.
 * https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-appconfig.html
 * https://docs.aws.amazon.com/appconfig/latest/userguide/working-with-appconfig-extensions-about-predefined-notification-eventbridge.html
 */
export const events: LiveEvents<SubscriptionAppConfigDeploymentArgs> = {
  source: 'aws.appconfig',
  detailTypes: new Set(['Start', 'Step', 'Baking', 'Complete', 'Rollback'].map((what) => `On Deployment ${what}`)),
  areComplete: false,
  argsOf: (value) => {
    const { data } = detail.safeParse(value)
    return (
      data && {
        applicationId: data.Application.Id,
        environmentId: data.Environment.Id,
        deploymentNumber: data.DeploymentNumber,
      }
    )
  },
}
