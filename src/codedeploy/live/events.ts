import { z } from 'zod'
import type { SubscriptionCodeDeployDeploymentArgs } from '../../generated/resolvers.ts'
import type { LiveEvents } from '../../live/live-type.ts'

const detail = z.object({ deploymentId: z.string().max(20) })

/**
 * The detail has the state as well (START, SUCCESS, FAILURE, STOP, READY), which is not needed: the deployment is read.
 * https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-codedeploy.html, examples in
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-cloudwatch-events.html
 */
export const events: LiveEvents<SubscriptionCodeDeployDeploymentArgs> = {
  source: 'aws.codedeploy',
  detailTypes: new Set([
    'CodeDeploy Deployment State-change Notification',
    'CodeDeploy Instance State-change Notification',
  ]),
  areComplete: true,
  argsOf: (value) => detail.safeParse(value).data,
}
