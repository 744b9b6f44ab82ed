import type { DeploymentEventType } from '@aws-sdk/client-appconfig'
import type { AppConfigDeployment } from '../../../appconfig/world.ts'
import { appConfigIdOf } from '../appconfig/pipelines.ts'
import { demoOf } from '../appconfig/region.ts'
import { ACCOUNT, type DemoEvent, type EventsIn } from './event.ts'

/** The kinds of events that the extension "AWS AppConfig deployment events to Amazon EventBridge" sends. */
const KINDS: Partial<Record<DeploymentEventType, string>> = {
  DEPLOYMENT_STARTED: 'Start',
  DEPLOYMENT_COMPLETED: 'Complete',
  ROLLBACK_COMPLETED: 'Rollback',
}

/**
 * AppConfig's events in a region, of the environments with extensions. Shape as in
 * https://docs.aws.amazon.com/appconfig/latest/userguide/working-with-appconfig-extensions-about-predefined-notification-eventbridge.html
 */
export function appConfigEventsOf(region: string, seed: number): EventsIn {
  const worldAt = demoOf(region, seed)
  return (from, until) => {
    const { deployments = [], ...names } = worldAt(until)
    const nameOf = (list: { Id?: string | undefined; Name?: string | undefined }[] = [], id: string | undefined) => ({
      Id: id,
      Name: list.find(({ Id }) => Id === id)?.Name,
    })
    return deployments
      .filter(({ AppliedExtensions = [], CompletedAt }) => {
        return AppliedExtensions.length > 0 && (!CompletedAt || CompletedAt.getTime() >= from)
      })
      .flatMap((deployment) =>
        timesOf(deployment)
          .filter(({ time }) => time >= from && time < until)
          .map(({ kind, time }): DemoEvent => {
            const { ApplicationId, EnvironmentId, ConfigurationProfileId, DeploymentNumber = 0 } = deployment
            const key = [ApplicationId ?? '', EnvironmentId ?? '', DeploymentNumber, kind]
            return {
              key,
              time,
              source: 'aws.appconfig',
              'detail-type': `On Deployment ${kind}`,
              resources: [
                `arn:aws:appconfig:${region}:${ACCOUNT}:extensionassociation/${appConfigIdOf(region, 'events')}`,
              ],
              detail: {
                InvocationId: appConfigIdOf(region, ...key),
                Parameters: {},
                Type: `OnDeployment${kind}`,
                Application: nameOf(names.applications, ApplicationId),
                Environment: nameOf(names.environments, EnvironmentId),
                ConfigurationProfile: nameOf(names.configurationProfiles, ConfigurationProfileId),
                DeploymentNumber,
                ConfigurationVersion: deployment.ConfigurationVersion,
              },
            }
          }),
      )
  }
}

const timesOf = ({ EventLog = [] }: AppConfigDeployment) =>
  EventLog.flatMap(({ EventType, OccurredAt }) => {
    const kind = EventType && KINDS[EventType]
    return kind && OccurredAt ? [{ kind, time: OccurredAt.getTime() }] : []
  })
