import type { DeploymentEvent } from '@aws-sdk/client-appconfig'

/** The states of deployments that were rolled back or reverted. */
export const TAKEN_BACK: ReadonlySet<string> = new Set(['ROLLING_BACK', 'ROLLED_BACK', 'REVERTED'])

const ALARM_ARN = /arn:[\w-]+:cloudwatch:[\w-]*:\d*:alarm:([^\s,;]+)/

/** Why a deployment was rolled back, in one sentence from Deployment.EventLog; undefined if the log has no reason. */
export function reasonOf(eventLog: readonly DeploymentEvent[]): string | undefined {
  // The newest first. ROLLBACK_COMPLETED says no more than that.
  const event =
    eventLog.find(({ EventType }) => EventType === 'REVERT_COMPLETED' || EventType === 'ROLLBACK_STARTED') ??
    eventLog.find(({ EventType }) => EventType === 'ROLLBACK_COMPLETED')
  if (!event) return undefined
  const { EventType, TriggeredBy, Description } = event
  const what = EventType === 'REVERT_COMPLETED' ? 'Reverted' : 'Rolled back'
  const alarm = ALARM_ARN.exec(Description ?? '')?.[1]
  if (TriggeredBy === 'CLOUDWATCH_ALARM') return alarm ? `${what} by alarm ${alarm}.` : `${what} by a CloudWatch alarm.`
  if (TriggeredBy === 'USER') return `${what} by a user.`
  if (TriggeredBy === 'INTERNAL_ERROR') return `${what} because of an internal error of AppConfig.`
  return Description || `${what}.`
}
