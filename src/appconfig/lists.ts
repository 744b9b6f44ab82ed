import {
  ListApplicationsCommand,
  ListConfigurationProfilesCommand,
  ListDeploymentsCommand,
  ListEnvironmentsCommand,
} from '@aws-sdk/client-appconfig'
import type { AwsListing, Listing } from '../aws/request/listing.ts'
import { identified } from '../aws/request/tag-shapes.ts'
import type { AppConfigReader } from './client.ts'
import type { Application, ConfigurationProfile, Deployment, Environment } from './model.ts'

const MaxResults = 50 // The most that a page of an AppConfig list holds.

interface Seen {
  application: (listed: Application) => void
  environment: (listed: Environment) => void
}

export type AppConfigLists = ReturnType<typeof createAppConfigLists>

/**
 * AppConfig's lists, for one request. `seen` gets the complete objects of these lists, so that they are not read again.
 */
export function createAppConfigLists(appconfig: AppConfigReader, seen: Seen) {
  /** ListApplications of one location. */
  const applications = (location: string): AwsListing<Application> =>
    appconfig.listing(ListApplicationsCommand, location, {
      input: (NextToken) => ({ MaxResults, NextToken }),
      page: ({ Items, NextToken }) => ({
        nextToken: NextToken,
        ...identified(withContext(Items, { kind: 'AppConfigApplication', location } as const), 'Id'),
      }),
      idOf: ({ Id }) => Id,
      seen: seen.application,
    })

  /** ListEnvironments of an application. */
  const environments = (location: string, ApplicationId: string): AwsListing<Environment> =>
    appconfig.listing(ListEnvironmentsCommand, location, {
      input: (NextToken) => ({ ApplicationId, MaxResults, NextToken }),
      page: ({ Items, NextToken }) => ({
        nextToken: NextToken,
        ...identified(withContext(Items, { kind: 'AppConfigEnvironment', location, ApplicationId } as const), 'Id'),
      }),
      idOf: ({ Id }) => Id,
      seen: seen.environment,
    })

  /** ListConfigurationProfiles of an application: summaries. */
  const configurationProfiles = (location: string, ApplicationId: string): Listing<ConfigurationProfile> =>
    appconfig.listing(ListConfigurationProfilesCommand, location, {
      input: (NextToken) => ({ ApplicationId, MaxResults, NextToken }),
      page: ({ Items, NextToken }) => ({
        nextToken: NextToken,
        ...identified(withContext(Items, { kind: 'ConfigurationProfile', location, ApplicationId } as const), 'Id'),
      }),
      idOf: ({ Id }) => Id,
    })

  /** ListDeployments of an environment: summaries, newest first. */
  const deployments = (location: string, ApplicationId: string, EnvironmentId: string): Listing<Deployment> =>
    appconfig.listing(ListDeploymentsCommand, location, {
      input: (NextToken) => ({ ApplicationId, EnvironmentId, MaxResults, NextToken }),
      page: ({ Items, NextToken }) => ({
        nextToken: NextToken,
        ...identified(
          withContext(Items, { kind: 'AppConfigDeployment', location, ApplicationId, EnvironmentId } as const),
          'DeploymentNumber',
        ),
      }),
      idOf: ({ DeploymentNumber }) => String(DeploymentNumber),
    })

  return { applications, environments, configurationProfiles, deployments }
}

const withContext = <Shape extends object, Context extends object>(shapes: Shape[] = [], context: Context) =>
  shapes.map((shape) => Object.assign(shape, context))
