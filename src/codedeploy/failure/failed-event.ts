import type { LifecycleEvent } from '@aws-sdk/client-codedeploy'
import type { Target } from '../model.ts'

/** LifecycleEvent of the SDK: of any kind of target. */
export type AwsLifecycleEvent = LifecycleEvent

/** The first lifecycle event that failed on a target, in AWS's order; the events behind it are Skipped, or failed for it. */
export const failedEventOf = ({ lifecycleEvents = [] }: Target): AwsLifecycleEvent | undefined =>
  lifecycleEvents.find(({ status }) => status === 'Failed')

/** When a target failed: the end of that event, or what AWS gives that is nearest to it. */
export function failedAtOf(target: Target): Date | undefined {
  const event = failedEventOf(target)
  return event?.endTime ?? event?.startTime ?? target.lastUpdatedAt
}
