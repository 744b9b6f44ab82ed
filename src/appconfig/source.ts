import type * as Sdk from '@aws-sdk/client-appconfig'
import {
  GetApplicationCommand,
  GetConfigurationProfileCommand,
  GetDeploymentCommand,
  GetDeploymentStrategyCommand,
  GetEnvironmentCommand,
} from '@aws-sdk/client-appconfig'
import pLimit from 'p-limit'
import type { AwsRequest } from '../aws/request/aws-request.ts'
import { readAll } from '../aws/request/listing.ts'
import { perKey } from '../aws/request/loader.ts'
import { client } from './client.ts'
import { createAppConfigLists } from './lists.ts'
import type { Application, ConfigurationProfile, Deployment, DeploymentStrategy, Environment } from './model.ts'

// How many applications' environments are listed at once.
const CONCURRENT_LISTINGS = 5

// A deployment that is complete can be reverted for so long.
// https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_StopDeployment.html
const REVERTIBLE_MS = 72 * 3_600_000
const ENDS: ReadonlySet<string> = new Set(['COMPLETE', 'ROLLED_BACK', 'REVERTED'] satisfies Sdk.DeploymentState[])

export type AppConfigSource = ReturnType<typeof createAppConfigSource>

declare module '../context.ts' {
  interface Sources {
    appconfig: AppConfigSource
  }
}

/** What AppConfig can tell, for one request. It has no batch reads: each thing is a call, made once. */
export function createAppConfigSource(aws: AwsRequest) {
  const { locations, enumeration } = aws
  const appconfig = aws.service(client)
  const deploymentDetail = appconfig.each(GetDeploymentCommand, {
    input: (ApplicationId: string, EnvironmentId: string, number: string) => ({
      ApplicationId,
      EnvironmentId,
      DeploymentNumber: Number(number),
    }),
    found: (output) => output,
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
    found: (output, location, Id): Application =>
      Object.assign(output, { kind: 'AppConfigApplication', location, Id } as const),
  })

  /** GetEnvironment. */
  const environment = appconfig.each(GetEnvironmentCommand, {
    input: (ApplicationId: string, EnvironmentId: string) => ({ ApplicationId, EnvironmentId }),
    found: (output, location, ApplicationId, Id): Environment =>
      Object.assign(output, { kind: 'AppConfigEnvironment', location, ApplicationId, Id } as const),
  })

  const profileDetail = appconfig.each(GetConfigurationProfileCommand, {
    input: (ApplicationId: string, ConfigurationProfileId: string) => ({ ApplicationId, ConfigurationProfileId }),
    found: (output) => output,
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
    found: (output, location, Id): DeploymentStrategy =>
      Object.assign(output, { kind: 'DeploymentStrategy', location, Id } as const),
  })

  const lists = createAppConfigLists(appconfig, {
    application: (listed) => application.prime(listed, listed.location, listed.Id),
    environment: (listed) => environment.prime(listed, listed.location, listed.ApplicationId, listed.Id),
  })

  const names = new Map<string, string>()

  /** An environment's name, from what has been listed or by GetEnvironment; undefined where AWS does not know it. */
  const environmentName = async ({ location, ApplicationId, EnvironmentId }: Deployment) => {
    const known = names.get([location, ApplicationId, EnvironmentId].join(' '))
    return known ?? (await environment(location, ApplicationId, EnvironmentId))?.Name
  }

  /**
   * Every environment of every application of a location: ListApplications, then ListEnvironments of each. An
   * application whose environments cannot be listed is one of `failures`; then the enumeration is not remembered.
   * Once per request.
   */
  const allEnvironments = perKey(async (location) => {
    const failures: unknown[] = []
    const whole = enumeration('appconfig:ListEnvironments', location, async () => {
      const applications = await readAll(lists.applications(location).read)
      const limit = pLimit(CONCURRENT_LISTINGS)
      const listed = await Promise.allSettled(
        applications.map(({ Id }) => limit(() => readAll(lists.environments(location, Id).read))),
      )
      for (const result of listed) if (result.status === 'rejected') failures.push(result.reason)
      const environments = listed.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
      if (failures.length > 0) throw new Incomplete(environments)
      return environments
    })
    const environments = await whole.catch((error) => {
      if (error instanceof Incomplete) return error.environments
      throw error
    })
    for (const { ApplicationId, Id, Name } of environments)
      if (Name) names.set([location, ApplicationId, Id].join(' '), Name)
    return { environments, failures }
  })

  return {
    /** Everything that AppConfig lists. */
    lists,
    deployment,
    application,
    environment,
    configurationProfile,
    deploymentStrategy,
    environmentName,
    allEnvironments,

    /** What ListDeployments leaves out: GetDeployment, once however many fields ask. */
    deploymentDetail: ({ location, ApplicationId, EnvironmentId, DeploymentNumber }: Deployment) =>
      deploymentDetail(location, ApplicationId, EnvironmentId, String(DeploymentNumber)),

    /** What ListConfigurationProfiles leaves out: GetConfigurationProfile. */
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

    /** The application, in the named location or wherever it is. */
    findApplication: (applicationId: string, location?: string | null) =>
      locations.find(['appconfig', applicationId], location, (at) => application(at, applicationId)),

    /** The profile, in the named location or wherever its application is. */
    findConfigurationProfile: (applicationId: string, profileId: string, location?: string | null) =>
      locations.find(
        ['appconfig', applicationId],
        location,
        (at) => configurationProfile(at, applicationId, profileId),
        [profileId],
      ),

    /** The strategy, in the named location or wherever it is; those that AWS provides are in each. */
    findDeploymentStrategy: (strategyId: string, location?: string | null) =>
      locations.find(['strategy', strategyId], location, (at) => deploymentStrategy(at, strategyId)),
  }
}

const hasEnded = ({ State, CompletedAt }: Sdk.GetDeploymentCommandOutput, now: number): boolean =>
  ENDS.has(State ?? '') && CompletedAt !== undefined && now - CompletedAt.getTime() > REVERTIBLE_MS

/** What could be enumerated although something could not; thrown, so that it is not remembered. */
class Incomplete extends Error {
  readonly environments: readonly Environment[]

  constructor(environments: readonly Environment[]) {
    super('Not every application could be enumerated.')
    this.environments = environments
  }
}
