import type { AppConfigClient, Deployment } from '@aws-sdk/client-appconfig'
import type { AppConfigWorld } from '../../../src/emulator/appconfig/world.ts'
import type { Fault } from '../../../src/emulator/faults.ts'
import { startedRest } from '../rest-clients.ts'

export const SHOP = { ApplicationId: 'shop001' }
export const PRODUCTION = { ...SHOP, EnvironmentId: 'prod001' }
export const STARTED = '2026-11-20T09:00:00.125Z'

export const deployment: Deployment = {
  ...PRODUCTION,
  DeploymentStrategyId: 'AppConfig.AllAtOnce',
  ConfigurationProfileId: 'flags01',
  DeploymentNumber: 2,
  ConfigurationName: 'flags',
  ConfigurationLocationUri: 'hosted',
  ConfigurationVersion: '7',
  Description: 'Faster checkout',
  DeploymentDurationInMinutes: 20,
  GrowthType: 'EXPONENTIAL',
  GrowthFactor: 2.5,
  FinalBakeTimeInMinutes: 10,
  State: 'DEPLOYING',
  EventLog: [
    {
      EventType: 'DEPLOYMENT_STARTED',
      TriggeredBy: 'USER',
      Description: 'Deployment started',
      ActionInvocations: [{ ActionName: 'tell', ErrorCode: '500', InvocationId: 'one' }],
      OccurredAt: new Date(STARTED),
    },
  ],
  PercentageComplete: 2.5,
  StartedAt: new Date(STARTED),
  AppliedExtensions: [{ ExtensionId: 'ext0001', VersionNumber: 1, Parameters: { topic: 'releases' } }],
  KmsKeyIdentifier: 'alias/flags',
  VersionLabel: 'v7',
}

export const WORLD: AppConfigWorld = {
  applications: [
    { Id: 'shop001', Name: 'shop', Description: 'The shop' },
    { Id: 'mail001', Name: 'mail' },
  ],
  environments: [
    { ...SHOP, Id: 'prod001', Name: 'production', State: 'DEPLOYING', Monitors: [{ AlarmArn: 'arn:alarm' }] },
    { ...SHOP, Id: 'beta001', Name: 'beta', State: 'READY_FOR_DEPLOYMENT' },
    { ApplicationId: 'mail001', Id: 'live001', Name: 'live' },
  ],
  configurationProfiles: [
    {
      ...SHOP,
      Id: 'flags01',
      Name: 'flags',
      LocationUri: 'hosted',
      Type: 'AWS.AppConfig.FeatureFlags',
      RetrievalRoleArn: 'arn:aws:iam::111122223333:role/reader',
      Validators: [{ Type: 'JSON_SCHEMA', Content: '{"type":"object"}' }],
    },
    { ...SHOP, Id: 'limits1', Name: 'limits', LocationUri: 'ssm-parameter://limits', Type: 'AWS.Freeform' },
  ],
  deploymentStrategies: [{ Id: 'slow001', Name: 'slow', DeploymentDurationInMinutes: 60, GrowthFactor: 12.5 }],
  deployments: [1, 3, 2, 10].map((DeploymentNumber) => ({ ...deployment, DeploymentNumber })),
}

export async function account(more: AppConfigWorld = {}, faults: Fault[] = []) {
  const all = await startedRest({ world: () => ({ appconfig: { ...WORLD, ...more } }), faults })
  return { ...all, send: all.appConfig.send.bind(all.appConfig) as AppConfigClient['send'] }
}

export const withoutMetadata = ({ $metadata, ...rest }: { $metadata: unknown }) => rest
