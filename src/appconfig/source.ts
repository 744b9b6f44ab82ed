import type * as Sdk from '@aws-sdk/client-appconfig'
import {
  GetApplicationCommand,
  GetConfigurationProfileCommand,
  GetDeploymentCommand,
  GetDeploymentStrategyCommand,
  GetEnvironmentCommand,
} from '@aws-sdk/client-appconfig'
import pLimit from 'p-limit'
import { readAll } from '../aws/listing.ts'
import { each } from '../aws/loader.ts'
import type { Located } from '../aws/located.ts'
import type { Session } from '../aws/session.ts'
import { AppConfigLists } from './lists.ts'

// How many applications' environments are listed at once.
const CONCURRENT_LISTINGS = 5

export type Application = Located<'AppConfigApplication', Sdk.Application, 'Id'>
export type Environment = Located<'AppConfigEnvironment', Sdk.Environment, 'ApplicationId' | 'Id'>
export type DeploymentStrategy = Located<'DeploymentStrategy', Sdk.DeploymentStrategy, 'Id'>

/** A profile as ListConfigurationProfiles gives it. */
export type ConfigurationProfile = Located<
  'ConfigurationProfile',
  Sdk.ConfigurationProfileSummary,
  'ApplicationId' | 'Id'
>

/** A deployment as ListDeployments gives it, and what its number counts in. */
export type Deployment = Located<'AppConfigDeployment', Sdk.DeploymentSummary, 'DeploymentNumber'> & {
  ApplicationId: string
  EnvironmentId: string
}

/** What AppConfig can tell, for one request. It has no batch reads: each thing is a call, made once. */
export class AppConfigSource {
  /** Everything that AppConfig lists. */
  readonly lists: AppConfigLists
  readonly #aws: Session
  readonly #read

  constructor(aws: Session) {
    this.#aws = aws
    this.#read = aws.reader(aws.clients.appconfig)
    this.lists = new AppConfigLists(aws, {
      application: (listed) => this.application.prime([listed.location, listed.Id], listed),
      environment: (listed) => this.environment.prime([listed.location, listed.ApplicationId, listed.Id], listed),
    })
  }

  readonly #deployment = each((location: string, ApplicationId: string, EnvironmentId: string, number: string) => {
    const command = new GetDeploymentCommand({ ApplicationId, EnvironmentId, DeploymentNumber: Number(number) })
    return this.#read(location, command)
  })

  /** A deployment by GetDeployment, in the shape that lists have. */
  async deployment(
    location: string,
    ApplicationId: string,
    EnvironmentId: string,
    DeploymentNumber: number,
  ): Promise<Deployment | undefined> {
    const detail = await this.#deployment(location, ApplicationId, EnvironmentId, String(DeploymentNumber))
    return (
      detail && { ...detail, kind: 'AppConfigDeployment', location, ApplicationId, EnvironmentId, DeploymentNumber }
    )
  }

  /** The deployment, in the named location or wherever its environment is. */
  findDeployment(applicationId: string, environmentId: string, deploymentNumber: number, location?: string | null) {
    return this.#aws.locations.find(['appconfig', applicationId], location, (at) =>
      this.deployment(at, applicationId, environmentId, deploymentNumber),
    )
  }

  /** What ListDeployments leaves out: GetDeployment, once however many fields ask. */
  deploymentDetail({ location, ApplicationId, EnvironmentId, DeploymentNumber }: Deployment) {
    return this.#deployment(location, ApplicationId, EnvironmentId, String(DeploymentNumber))
  }

  /** GetApplication. */
  readonly application = each(async (location: string, ApplicationId: string): Promise<Application> => {
    const application = await this.#read(location, new GetApplicationCommand({ ApplicationId }))
    return Object.assign(application, { kind: 'AppConfigApplication', location, Id: ApplicationId } as const)
  })

  findApplication(applicationId: string, location?: string | null): Promise<Application | undefined> {
    return this.#aws.locations.find(['appconfig', applicationId], location, (at) => this.application(at, applicationId))
  }

  /** GetEnvironment. */
  readonly environment = each(
    async (location: string, ApplicationId: string, EnvironmentId: string): Promise<Environment> => {
      const environment = await this.#read(location, new GetEnvironmentCommand({ ApplicationId, EnvironmentId }))
      return Object.assign(environment, {
        kind: 'AppConfigEnvironment',
        location,
        ApplicationId,
        Id: EnvironmentId,
      } as const)
    },
  )

  readonly #configurationProfile = each((location: string, ApplicationId: string, ConfigurationProfileId: string) =>
    this.#read(location, new GetConfigurationProfileCommand({ ApplicationId, ConfigurationProfileId })),
  )

  /** A profile by GetConfigurationProfile, in the shape that lists have; what its validators hold is left behind. */
  async configurationProfile(
    location: string,
    ApplicationId: string,
    Id: string,
  ): Promise<ConfigurationProfile | undefined> {
    const detail = await this.#configurationProfile(location, ApplicationId, Id)
    if (!detail) return undefined
    const { Name, LocationUri, Type, Validators } = detail
    const ValidatorTypes = Validators?.map((validator) => validator.Type).filter((type) => type !== undefined)
    return { kind: 'ConfigurationProfile', location, ApplicationId, Id, Name, LocationUri, Type, ValidatorTypes }
  }

  /** What ListConfigurationProfiles leaves out: GetConfigurationProfile. */
  configurationProfileDetail({ location, ApplicationId, Id }: ConfigurationProfile) {
    return this.#configurationProfile(location, ApplicationId, Id)
  }

  /** GetDeploymentStrategy. */
  readonly deploymentStrategy = each(
    async (location: string, DeploymentStrategyId: string): Promise<DeploymentStrategy> => {
      const strategy = await this.#read(location, new GetDeploymentStrategyCommand({ DeploymentStrategyId }))
      return Object.assign(strategy, { kind: 'DeploymentStrategy', location, Id: DeploymentStrategyId } as const)
    },
  )

  readonly #names = new Map<string, string>()

  /** An environment's name, from what has been listed or by GetEnvironment; undefined where AWS does not know it. */
  async environmentName({ location, ApplicationId, EnvironmentId }: Deployment): Promise<string | undefined> {
    const known = this.#names.get([location, ApplicationId, EnvironmentId].join(' '))
    return known ?? (await this.environment(location, ApplicationId, EnvironmentId))?.Name
  }

  /**
   * Every environment of every application of a location: ListApplications, then ListEnvironments of each. An
   * application whose environments cannot be listed is one of `failures`; then the enumeration is not remembered.
   */
  async allEnvironments(location: string): Promise<{ environments: readonly Environment[]; failures: unknown[] }> {
    const failures: unknown[] = []
    const whole = this.#aws.enumerations.get(`appconfig ${location}`, async () => {
      const applications = await readAll(this.lists.applications(location).read)
      const limit = pLimit(CONCURRENT_LISTINGS)
      const listed = await Promise.allSettled(
        applications.map(({ Id }) => limit(() => readAll(this.lists.environments(location, Id).read))),
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
      if (Name) this.#names.set([location, ApplicationId, Id].join(' '), Name)
    return { environments, failures }
  }
}

/** What could be enumerated although something could not; thrown, so that it is not remembered. */
class Incomplete extends Error {
  readonly environments: readonly Environment[]

  constructor(environments: readonly Environment[]) {
    super('Not every application could be enumerated.')
    this.environments = environments
  }
}
