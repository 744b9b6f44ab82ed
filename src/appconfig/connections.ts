import { type PageArguments, summaryConnection } from '../graphql/connections.ts'
import type {
  Application,
  ApplicationConnection,
  ConfigurationProfileConnection,
  DeploymentConnection,
  EnvironmentConnection,
} from './model.ts'
import type { AppConfigSource } from './source.ts'

/** Location after location: one ListApplications per 50. */
export const applications = (
  source: AppConfigSource,
  page: PageArguments,
  locations: readonly string[],
): ApplicationConnection =>
  summaryConnection(
    locations.map((location) => source.lists.applications(location)),
    page,
  )

/** One ListEnvironments per 50. */
export const environments = (
  source: AppConfigSource,
  page: PageArguments,
  { location, Id }: Application,
): EnvironmentConnection => summaryConnection([source.lists.environments(location, Id)], page)

/** One ListConfigurationProfiles per 50. */
export const configurationProfiles = (
  source: AppConfigSource,
  page: PageArguments,
  { location, Id }: Application,
): ConfigurationProfileConnection => summaryConnection([source.lists.configurationProfiles(location, Id)], page)

/** Newest first: one ListDeployments per 50. */
export const deployments = (
  source: AppConfigSource,
  page: PageArguments,
  location: string,
  applicationId: string,
  environmentId: string,
): DeploymentConnection => summaryConnection([source.lists.deployments(location, applicationId, environmentId)], page)
