import type { NaturalKeys } from '../graphql/federation/entities.ts'
import type { NodeReaders } from '../graphql/federation/nodes.ts'
import { checkedId, checkedNumber, checkedStrategyId, findEnvironment } from './queries.ts'

const deploymentNumber = (digits: string) => checkedNumber(/^[1-9]\d*$/.test(digits) ? Number(digits) : Number.NaN)

export const nodes: NodeReaders = {
  AppConfigDeployment: async ({ appconfig }, at, applicationId, environmentId, number) =>
    appconfig.deployment(
      at,
      checkedId(applicationId, 'applicationId'),
      checkedId(environmentId, 'environmentId'),
      deploymentNumber(number),
    ),
  AppConfigApplication: async ({ appconfig }, at, applicationId) =>
    appconfig.application(at, checkedId(applicationId, 'applicationId')),
  AppConfigEnvironment: async ({ appconfig }, at, applicationId, environmentId) =>
    appconfig.environment(at, checkedId(applicationId, 'applicationId'), checkedId(environmentId, 'environmentId')),
  ConfigurationProfile: async ({ appconfig }, at, applicationId, profileId) =>
    appconfig.configurationProfile(
      at,
      checkedId(applicationId, 'applicationId'),
      checkedId(profileId, 'configurationProfileId'),
    ),
  DeploymentStrategy: async ({ appconfig }, at, strategyId) =>
    appconfig.deploymentStrategy(at, checkedStrategyId(strategyId)),
}

export const naturalKeys: NaturalKeys = {
  AppConfigDeployment: {
    fields: ['applicationId', 'environmentId', 'deploymentNumber'],
    read: async ({ appconfig }, applicationId, environmentId, number) =>
      appconfig.findDeployment(
        checkedId(applicationId, 'applicationId'),
        checkedId(environmentId, 'environmentId'),
        deploymentNumber(number),
      ),
  },
  AppConfigApplication: {
    fields: ['applicationId'],
    read: async ({ appconfig }, applicationId) => appconfig.findApplication(checkedId(applicationId, 'applicationId')),
  },
  AppConfigEnvironment: {
    fields: ['applicationId', 'environmentId'],
    read: async (context, applicationId, environmentId) =>
      findEnvironment(checkedId(applicationId, 'applicationId'), checkedId(environmentId, 'environmentId'), context),
  },
  ConfigurationProfile: {
    fields: ['applicationId', 'configurationProfileId'],
    read: async ({ appconfig }, applicationId, profileId) =>
      appconfig.findConfigurationProfile(
        checkedId(applicationId, 'applicationId'),
        checkedId(profileId, 'configurationProfileId'),
      ),
  },
  DeploymentStrategy: {
    fields: ['deploymentStrategyId'],
    read: async ({ appconfig }, strategyId) => appconfig.findDeploymentStrategy(checkedStrategyId(strategyId)),
  },
}
