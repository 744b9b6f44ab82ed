import { readAll } from '../aws/request/listing.ts'
import { mergeNewest, newestOf } from '../aws/request/newest.ts'
import { newestConnection, type PageArguments, summaryConnection } from '../graphql/connections.ts'
import type {
  Application,
  ApplicationConnection,
  ConfigurationProfileConnection,
  Deployment,
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

/** Newest first over all environments: ListEnvironments, then one ListDeployments per 50 of each. */
export const deploymentsOfApplication = (
  { lists }: AppConfigSource,
  page: PageArguments,
  { location, Id }: Application,
): DeploymentConnection =>
  newestConnection(page, async (first, after) => {
    const environments = await readAll(lists.environments(location, Id).read)
    return mergeNewest(
      environments.map((environment) =>
        newestOf(lists.deployments(location, Id, environment.Id), withPlace, { after }),
      ),
      first,
    )
  })

/** A deployment with its place among others. */
export const withPlace = async (value: Deployment) => ({
  at: value.StartedAt?.getTime(),
  id: [value.location, value.ApplicationId, value.EnvironmentId, value.DeploymentNumber].join('/'),
  value,
})
