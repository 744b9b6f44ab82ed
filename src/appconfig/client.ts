import {
  AppConfigClient,
  type AppConfigClientResolvedConfig,
  GetApplicationCommand,
  GetConfigurationProfileCommand,
  GetDeploymentCommand,
  GetDeploymentStrategyCommand,
  GetEnvironmentCommand,
  ListApplicationsCommand,
  ListConfigurationProfilesCommand,
  ListDeploymentsCommand,
  ListEnvironmentsCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-appconfig'
import type { AwsService } from '../aws/calls/clients.ts'
import { CompiledRestJson } from '../aws/calls/codec.ts'
import { type Permission, permission } from '../aws/calls/permission.ts'
import type { RequestReader } from '../aws/request/request-reader.ts'

export const client: AwsService<AppConfigClient> = {
  name: 'appconfig',
  serviceId: 'AppConfig',
  Client: AppConfigClient,
  protocol: CompiledRestJson,
}

export type AppConfigReader = RequestReader<ServiceInputTypes, ServiceOutputTypes, AppConfigClientResolvedConfig>

// Ids are four to seven letters and digits.
const NOTHING = '0000000'
const APPLICATION = { ApplicationId: NOTHING }
const ENVIRONMENT = { ...APPLICATION, EnvironmentId: NOTHING }

/** All that the gateway calls. */
export const permissions: readonly Permission[] = [
  permission(GetApplicationCommand, APPLICATION),
  permission(GetConfigurationProfileCommand, { ...APPLICATION, ConfigurationProfileId: NOTHING }),
  permission(
    GetDeploymentCommand,
    { ...ENVIRONMENT, DeploymentNumber: 1 },
    { things: ({ DeploymentStrategyId }) => [{ DeploymentStrategyId }] },
  ),
  permission(GetDeploymentStrategyCommand, { DeploymentStrategyId: NOTHING }),
  permission(GetEnvironmentCommand, ENVIRONMENT),
  permission(
    ListApplicationsCommand,
    {},
    { things: ({ Items = [] }) => Items.map(({ Id }) => ({ ApplicationId: Id })) },
  ),
  permission(ListConfigurationProfilesCommand, APPLICATION, {
    things: ({ Items = [] }) => Items.map(({ ApplicationId, Id }) => ({ ApplicationId, ConfigurationProfileId: Id })),
  }),
  permission(ListDeploymentsCommand, ENVIRONMENT, {
    things: ({ Items = [] }, { ApplicationId, EnvironmentId }) =>
      Items.map(({ DeploymentNumber }) => ({ ApplicationId, EnvironmentId, DeploymentNumber })),
  }),
  permission(ListEnvironmentsCommand, APPLICATION, {
    things: ({ Items = [] }) => Items.map(({ ApplicationId, Id }) => ({ ApplicationId, EnvironmentId: Id })),
  }),
]
