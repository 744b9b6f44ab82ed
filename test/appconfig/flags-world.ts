import type { AppConfigDeployment } from '../../src/emulator/appconfig/world.ts'
import type { World } from '../../src/emulator/world.ts'

const T0 = Date.parse('2026-11-20T12:00:00.000Z')
const at = (minutes: number) => new Date(T0 + minutes * 60_000)
export const iso = (minutes: number) => at(minutes).toISOString()

// A value that a newer API version may have, and that the types of the installed SDK lack.
export const newer = <T>(value: string) => value as T

const FLAGS = { ApplicationId: 'flags01', EnvironmentId: 'prod001' }

export const deployment = (DeploymentNumber: number, members: AppConfigDeployment = {}): AppConfigDeployment => ({
  ...FLAGS,
  DeploymentNumber,
  ConfigurationName: 'checkout',
  ConfigurationVersion: String(DeploymentNumber),
  ConfigurationProfileId: 'prof001',
  DeploymentStrategyId: 'AppConfig.AllAtOnce',
  State: 'COMPLETE',
  PercentageComplete: 100,
  StartedAt: at(DeploymentNumber),
  CompletedAt: at(DeploymentNumber + 1),
  ...members,
})

const WHOLE = deployment(3, {
  Description: 'new checkout for a quarter',
  ConfigurationLocationUri: 'hosted',
  DeploymentDurationInMinutes: 15,
  GrowthType: 'LINEAR',
  GrowthFactor: 25,
  FinalBakeTimeInMinutes: 5,
  State: 'DEPLOYING',
  PercentageComplete: 25,
  CompletedAt: undefined,
  KmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1',
  KmsKeyIdentifier: 'alias/flags',
  VersionLabel: 'v3',
  EventLog: [
    {
      EventType: 'PERCENTAGE_UPDATED',
      TriggeredBy: 'APPCONFIG',
      Description: 'Configuration available to 25.00% of clients',
      OccurredAt: at(4),
      ActionInvocations: [],
    },
    {
      EventType: 'DEPLOYMENT_STARTED',
      TriggeredBy: 'USER',
      Description: 'Deployment started',
      OccurredAt: at(3),
      ActionInvocations: [
        {
          ExtensionIdentifier: 'ext0001',
          ActionName: 'notify',
          Uri: 'arn:aws:sns:us-east-1:111122223333:deploys',
          RoleArn: 'arn:aws:iam::111122223333:role/notify',
          ErrorCode: '403',
          ErrorMessage: 'not allowed',
          InvocationId: 'inv0001',
        },
      ],
    },
  ],
  AppliedExtensions: [
    {
      ExtensionId: 'ext0001',
      ExtensionAssociationId: 'asc0001',
      VersionNumber: 2,
      Parameters: { topic: 'deploys', channel: 'ops' },
    },
  ],
})

export const world =
  (deployments: AppConfigDeployment[] = [WHOLE, deployment(2), deployment(1)]): World =>
  (region) =>
    region === 'eu-west-1'
      ? {}
      : {
          appconfig: {
            applications: [{ Id: 'flags01', Name: 'checkout-flags', Description: 'switches' }],
            environments: [
              {
                ApplicationId: 'flags01',
                Id: 'prod001',
                Name: 'production',
                Description: 'customers',
                State: 'DEPLOYING',
                Monitors: [{ AlarmArn: 'arn:alarm', AlarmRoleArn: 'arn:role' }],
              },
              { ApplicationId: 'flags01', Id: 'stag001', Name: 'staging', State: 'READY_FOR_DEPLOYMENT' },
            ],
            configurationProfiles: [
              {
                ApplicationId: 'flags01',
                Id: 'prof001',
                Name: 'checkout',
                Description: 'the checkout page',
                LocationUri: 'hosted',
                Type: 'AWS.AppConfig.FeatureFlags',
                Validators: [{ Type: 'JSON_SCHEMA', Content: '{"secret":"shape"}' }],
              },
            ],
            deployments,
          },
        }

/** The arguments that identify the environment of these deployments. */
export const KEY = 'applicationId: "flags01", environmentId: "prod001"'
