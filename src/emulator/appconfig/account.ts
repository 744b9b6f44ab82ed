import type { Application, ConfigurationProfile, DeploymentStrategy, Environment } from '@aws-sdk/client-appconfig'
import { AwsError } from '../wire.ts'
import type { RegionWorld } from '../world.ts'
import { PREDEFINED_STRATEGIES } from './predefined-strategies.ts'
import type { AppConfigDeployment, AppConfigWorld } from './world.ts'

/**
 * A region's AppConfig; lookups throw the ResourceNotFoundException of AWS for an unknown id. Resources are only found
 * in the application they belong to. Lists are ordered by id, deployments newest first.
 */
export interface Account {
  applications: Application[]
  pageSizes: NonNullable<AppConfigWorld['pageSizes']>
  application: (id: string | undefined) => Application
  environments: (application: string | undefined) => Environment[]
  environment: (application: string | undefined, id: string | undefined) => Environment
  profiles: (application: string | undefined) => ConfigurationProfile[]
  profile: (application: string | undefined, id: string | undefined) => ConfigurationProfile
  strategy: (id: string | undefined) => DeploymentStrategy
  deployments: (application: string | undefined, environment: string | undefined) => AppConfigDeployment[]
  deployment: (
    application: string | undefined,
    environment: string | undefined,
    number: number | undefined,
  ) => AppConfigDeployment
}

const accounts = new WeakMap<RegionWorld, Account>()

/** The account of a region's world, indexed once per world. */
export function accountOf(region: RegionWorld): Account {
  const account = accounts.get(region) ?? index(region.appconfig ?? {})
  accounts.set(region, account)
  return account
}

function index(world: AppConfigWorld): Account {
  const applications = byId(world.applications)
  const strategies = byId([...PREDEFINED_STRATEGIES, ...(world.deploymentStrategies ?? [])])
  const environments = byId(world.environments)
  const profiles = byId(world.configurationProfiles)
  const deployments = (world.deployments ?? []).toSorted(
    (a, b) => (b.DeploymentNumber ?? 0) - (a.DeploymentNumber ?? 0),
  )
  const account: Account = {
    applications,
    pageSizes: world.pageSizes ?? {},
    application: (id) => withId(applications, id, 'Application'),
    environments: (application) => of(account.application(application), environments),
    environment: (application, id) => withId(account.environments(application), id, 'Environment'),
    profiles: (application) => of(account.application(application), profiles),
    profile: (application, id) => withId(account.profiles(application), id, 'ConfigurationProfile'),
    strategy: (id) => withId(strategies, id, 'DeploymentStrategy'),
    deployments(application, environment) {
      const { ApplicationId, Id } = account.environment(application, environment)
      return deployments.filter((one) => one.ApplicationId === ApplicationId && one.EnvironmentId === Id)
    },
    deployment(application, environment, number) {
      const deployment = account.deployments(application, environment).find((one) => one.DeploymentNumber === number)
      return deployment ?? unknown('Deployment', number)
    },
  }
  return account
}

function byId<T extends { Id?: string }>(items: T[] = []): T[] {
  return items.toSorted((a, b) => ((a.Id ?? '') < (b.Id ?? '') ? -1 : 1))
}

function of<T extends { ApplicationId?: string }>({ Id }: Application, items: T[]): T[] {
  return items.filter((one) => one.ApplicationId === Id)
}

function withId<T extends { Id?: string }>(items: T[], id: string | undefined, kind: string): T {
  return items.find((one) => one.Id === id) ?? unknown(kind, id)
}

function unknown(kind: string, id: string | number | undefined): never {
  throw new AwsError('ResourceNotFoundException', `Could not find ${kind} for id: ${id}`)
}
