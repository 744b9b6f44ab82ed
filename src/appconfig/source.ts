import {
  GetApplicationCommand,
  GetConfigurationProfileCommand,
  GetDeploymentCommand,
  GetDeploymentStrategyCommand,
  GetEnvironmentCommand,
} from '@aws-sdk/client-appconfig'
import type { AwsRequest } from '../aws/request/aws-request.ts'
import { client } from './client.ts'
import { createEnvironments } from './environments.ts'
import { hasEnded } from './has-ended.ts'
import { createAppConfigLists } from './lists.ts'
import type { Application, ConfigurationProfile, Deployment, DeploymentStrategy, Environment } from './model.ts'
import { createOlderPages } from './older-pages.ts'

export type AppConfigSource = ReturnType<typeof createAppConfigSource>

declare module '../context.ts' {
  interface Sources {
    appconfig: AppConfigSource
  }
}

/** Reads AppConfig for one request. AppConfig has no batch reads: each resource takes one call, made once. */
export function createAppConfigSource(aws: AwsRequest) {
  const { locations } = aws
  const appconfig = aws.service(client)
  const deploymentDetail = appconfig.each(GetDeploymentCommand, {
    input: (ApplicationId: string, EnvironmentId: string, number: string) => ({
      ApplicationId,
      EnvironmentId,
      DeploymentNumber: Number(number),
    }),
    value: (output) => output,
    isFinal: hasEnded,
  })

  /** A deployment by GetDeployment, in the shape that lists have. */
  const deployment = async (
    location: string,
    ApplicationId: string,
    EnvironmentId: string,
    DeploymentNumber: number,
  ): Promise<Deployment | undefined> => {
    const detail = await deploymentDetail(location, ApplicationId, EnvironmentId, String(DeploymentNumber))
    return (
      detail && { ...detail, kind: 'AppConfigDeployment', location, ApplicationId, EnvironmentId, DeploymentNumber }
    )
  }

  /** GetApplication. */
  const application = appconfig.each(GetApplicationCommand, {
    input: (ApplicationId: string) => ({ ApplicationId }),
    value: (output, location, Id): Application =>
      Object.assign(output, { kind: 'AppConfigApplication', location, Id } as const),
    idOf: ({ Id }) => Id,
  })

  /** GetEnvironment. */
  const environment = appconfig.each(GetEnvironmentCommand, {
    input: (ApplicationId: string, EnvironmentId: string) => ({ ApplicationId, EnvironmentId }),
    value: (output, location, ApplicationId, Id): Environment =>
      Object.assign(output, { kind: 'AppConfigEnvironment', location, ApplicationId, Id } as const),
    idOf: ({ Id }) => Id,
  })

  const profileDetail = appconfig.each(GetConfigurationProfileCommand, {
    input: (ApplicationId: string, ConfigurationProfileId: string) => ({ ApplicationId, ConfigurationProfileId }),
    value: (output) => output,
  })

  /** A profile by GetConfigurationProfile, in the shape that lists have; what its validators hold is left behind. */
  const configurationProfile = async (
    location: string,
    ApplicationId: string,
    Id: string,
  ): Promise<ConfigurationProfile | undefined> => {
    const detail = await profileDetail(location, ApplicationId, Id)
    if (!detail) return undefined
    const { Name, LocationUri, Type, Validators } = detail
    const ValidatorTypes = Validators?.map((validator) => validator.Type).filter((type) => type !== undefined)
    return { kind: 'ConfigurationProfile', location, ApplicationId, Id, Name, LocationUri, Type, ValidatorTypes }
  }

  /** GetDeploymentStrategy. */
  const deploymentStrategy = appconfig.each(GetDeploymentStrategyCommand, {
    input: (DeploymentStrategyId: string) => ({ DeploymentStrategyId }),
    value: (output, location, Id): DeploymentStrategy =>
      Object.assign(output, { kind: 'DeploymentStrategy', location, Id } as const),
    idOf: ({ Id }) => Id,
  })

  const lists = createAppConfigLists(appconfig, {
    application: (listed) => application.prime(listed, listed.location, listed.Id),
    environment: (listed) => environment.prime(listed, listed.location, listed.ApplicationId, listed.Id),
  })

  const environments = createEnvironments(appconfig, lists)

  /** An environment's name, from what has been listed or by GetEnvironment; undefined if AWS does not know it. */
  const environmentName = async (deployment: Deployment) => {
    const { location, ApplicationId, EnvironmentId } = deployment
    return environments.listedName(deployment) ?? (await environment(location, ApplicationId, EnvironmentId))?.Name
  }

  return {
    /** Everything that AppConfig lists. */
    lists,
    deployment,
    application,
    environment,
    configurationProfile,
    deploymentStrategy,
    environmentName,
    ...environments,
    /** Facts about deployments on older pages that can no longer change; shared if answers are. */
    olderPages: () => aws.shared(createOlderPages),

    /** The members that ListDeployments lacks: one GetDeployment, however many fields need it. */
    deploymentDetail: ({ location, ApplicationId, EnvironmentId, DeploymentNumber }: Deployment) =>
      deploymentDetail(location, ApplicationId, EnvironmentId, String(DeploymentNumber)),

    /** The members that ListConfigurationProfiles lacks: GetConfigurationProfile. */
    configurationProfileDetail: ({ location, ApplicationId, Id }: ConfigurationProfile) =>
      profileDetail(location, ApplicationId, Id),

    /** The deployment, in the named location or wherever its application is. */
    findDeployment: (applicationId: string, environmentId: string, number: number, location?: string | null) =>
      locations.find(
        ['appconfig', applicationId],
        location,
        (at) => deployment(at, applicationId, environmentId, number),
        [environmentId, String(number)],
      ),

    /** The profile, in the named location or wherever its application is. */
    findConfigurationProfile: (applicationId: string, profileId: string, location?: string | null) =>
      locations.find(
        ['appconfig', applicationId],
        location,
        (at) => configurationProfile(at, applicationId, profileId),
        ['profile', profileId],
      ),

    /** The strategy, in the named location or wherever it is; AWS's own are in all. */
    findDeploymentStrategy: (strategyId: string, location?: string | null) =>
      locations.find(['strategy', strategyId], location, (at) => deploymentStrategy(at, strategyId)),

    /** The application, in the named location or wherever it is. */
    findApplication: (applicationId: string, location?: string | null) =>
      locations.find(['appconfig', applicationId], location, (at) => application(at, applicationId)),
  }
}
