import type { ActionInvocation, AppliedExtension, DeploymentEvent } from '@aws-sdk/client-appconfig'
import { randomOf } from '../random.ts'
import { ACCOUNT, appConfigIdOf } from './pipelines.ts'

/** The actions of the extensions, by the events that invoke them. */
const ACTIONS: Partial<Record<NonNullable<DeploymentEvent['EventType']>, string>> = {
  DEPLOYMENT_STARTED: 'announce-start',
  BAKE_TIME_STARTED: 'announce-bake-time',
  DEPLOYMENT_COMPLETED: 'announce-completion',
  ROLLBACK_COMPLETED: 'announce-rollback',
}

/** The extensions that were associated when a deployment started: one publishes to a topic, one writes to a change log. */
export function appliedExtensionsOf(region: string, environment: string): AppliedExtension[] {
  return [
    {
      ExtensionId: appConfigIdOf(region, 'release-announcer'),
      ExtensionAssociationId: appConfigIdOf(region, environment, 'release-announcer'),
      VersionNumber: 3,
      Parameters: { topicArn: topicOf(region), language: 'en' },
    },
    {
      ExtensionId: appConfigIdOf(region, 'change-log'),
      ExtensionAssociationId: appConfigIdOf(region, environment, 'change-log'),
      VersionNumber: 1,
      Parameters: { project: 'RELEASE' },
    },
  ]
}

/**
 * The actions that an event invoked; `key` is the deployment's own. The queue of the change log refuses some starts.
 */
export function actionInvocationsOf(region: string, key: (string | number)[], type: DeploymentEvent['EventType']) {
  const ActionName = ACTIONS[type ?? 'PERCENTAGE_UPDATED']
  if (!ActionName) return undefined
  const announced: ActionInvocation = {
    ExtensionIdentifier: appConfigIdOf(region, 'release-announcer'),
    ActionName,
    Uri: topicOf(region),
    RoleArn: `arn:aws:iam::${ACCOUNT}:role/appconfig-announces`,
    InvocationId: appConfigIdOf(...key, ActionName, 'topic'),
  }
  if (type !== 'DEPLOYMENT_STARTED') return [announced]
  const Uri = `arn:aws:sqs:${region}:${ACCOUNT}:change-log`
  const role = `arn:aws:iam::${ACCOUNT}:role/appconfig-writes-change-log`
  const refused = {
    ErrorCode: 'AccessDenied',
    ErrorMessage: `User: ${role} is not authorized to perform: sqs:sendmessage on resource: ${Uri}`,
  }
  const logged: ActionInvocation = {
    ExtensionIdentifier: appConfigIdOf(region, 'change-log'),
    ActionName: 'log-start',
    Uri,
    RoleArn: role,
    ...(randomOf(...key, 'refused')() < 0.2 ? refused : {}),
    InvocationId: appConfigIdOf(...key, ActionName, 'queue'),
  }
  return [announced, logged]
}

const topicOf = (region: string) => `arn:aws:sns:${region}:${ACCOUNT}:releases`
