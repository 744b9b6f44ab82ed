import type * as Sdk from '@aws-sdk/client-codedeploy'
import {
  DeploymentStatus,
  ListApplicationsCommand,
  ListDeploymentConfigsCommand,
  ListDeploymentGroupsCommand,
  ListDeploymentsCommand,
} from '@aws-sdk/client-codedeploy'
import type { Locations } from '../aws/locations.ts'
import type { AwsRequest } from '../aws/request/aws-request.ts'
import { itself, type Listing, readAll } from '../aws/request/listing.ts'
import { mergeNewest, type NewestSlice, type NewestSource, newestOf, type Place } from '../aws/request/newest.ts'
import { GatewayError } from '../errors.ts'
import type { CodeDeployReader } from './client.ts'
import type { Deployment } from './model.ts'

/** Whose deployments: of one location or all, of an application, of one of its groups. */
export interface DeploymentsOf {
  location?: string | null
  applicationName?: string | null
  deploymentGroupName?: string | null
}

export interface DeploymentsFilter {
  statuses?: readonly (keyof typeof DeploymentStatus)[] | null
  createdAfter?: Date | null
  createdBefore?: Date | null
  externalId?: string | null
}

/** The same, with statuses as AWS spells them. */
export interface ListedFilter extends Omit<DeploymentsFilter, 'statuses'> {
  statuses?: readonly Sdk.DeploymentStatus[]
}

export type CodeDeployLists = ReturnType<typeof createCodeDeployLists>

/**
 * What CodeDeploy lists, for one request: ids and names only, in pages whose size AWS chooses. `deployment` describes
 * what ListDeployments gives as ids; `enumeration` keeps the groups of an application.
 */
export function createCodeDeployLists(
  codedeploy: CodeDeployReader,
  locations: Locations,
  enumeration: AwsRequest['enumeration'],
  deployment: (location: string, deploymentId: string) => Promise<Deployment | undefined>,
) {
  /** The names of the applications of a location: ListApplications. */
  const applicationNamesAt = (location: string): Listing<string> =>
    codedeploy.listing(ListApplicationsCommand, location, {
      input: (nextToken) => ({ nextToken }),
      page: ({ applications = [], nextToken }) => ({ items: applications, nextToken }),
      idOf: itself,
    })

  /** Of one location or of all, location after location. */
  const applicationNames = (location?: string | null): Listing<string>[] =>
    locations.covering(location).map(({ name }) => applicationNamesAt(name))

  /** The names of an application's deployment groups: ListDeploymentGroups. Empty for an unknown application. */
  const groupNames = (location: string, applicationName: string): Listing<string> =>
    codedeploy.listing(ListDeploymentGroupsCommand, location, {
      input: (nextToken) => ({ applicationName, nextToken }),
      page: ({ deploymentGroups = [], nextToken }) => ({ items: deploymentGroups, nextToken }),
      idOf: itself,
    })

  /** The names of all groups of an application, as they are or were a while ago. None for an unknown application. */
  const allGroupNames = (location: string, applicationName: string): Promise<readonly string[]> =>
    enumeration('codedeploy:ListDeploymentGroups', JSON.stringify([location, applicationName]), async () => {
      const names = await readAll(groupNames(location, applicationName).read)
      if (names.length === 0) throw new NoGroups()
      return names
    }).catch((error) => {
      if (error instanceof NoGroups) return []
      throw error
    })

  /** The names of the deployment configurations, AWS's own included, location after location: ListDeploymentConfigs. */
  const configNames = (location?: string | null): Listing<string>[] =>
    locations.covering(location).map(({ name }) =>
      codedeploy.listing(ListDeploymentConfigsCommand, name, {
        input: (nextToken) => ({ nextToken }),
        page: ({ deploymentConfigsList = [], nextToken }) => ({ items: deploymentConfigsList, nextToken }),
        idOf: itself,
      }),
    )

  /** One ListDeployments listing as a newest-first source; details come 25 a call as they are wanted. */
  const newest = (
    location: string,
    of: DeploymentsOf,
    filter: ListedFilter,
    after?: Place,
  ): NewestSource<Deployment | GatewayError> => {
    const input: Sdk.ListDeploymentsInput = {
      applicationName: of.applicationName ?? undefined,
      deploymentGroupName: of.deploymentGroupName ?? undefined,
      externalId: filter.externalId ?? undefined,
      includeOnlyStatuses: filter.statuses && [...filter.statuses],
      createTimeRange: createTimeRange(filter, after),
    }
    const listing = codedeploy.listing(ListDeploymentsCommand, location, {
      input: (nextToken) => ({ ...input, nextToken }),
      page: ({ deployments = [], nextToken }) => ({ items: deployments, nextToken }),
      idOf: itself,
    })
    const describe = async (id: string) => {
      const value = (await deployment(location, id)) ?? missing(id, location)
      const at = value instanceof GatewayError ? undefined : value.createTime?.getTime()
      return { at, id: `${location}/${id}`, value }
    }
    const [since, until] = [filter.createdAfter?.getTime(), filter.createdBefore?.getTime()]
    return newestOf(listing, describe, { after, since, until })
  }

  /**
   * Deployments newest first by createTime, from just after a place. ListDeployments takes an application only
   * together with a group, so an application alone means one listing per group, merged.
   */
  const deployments = async (
    of: DeploymentsOf,
    filter: DeploymentsFilter,
    first: number,
    after?: Place,
  ): Promise<NewestSlice<Deployment | GatewayError>> => {
    const listed = { ...filter, statuses: filter.statuses?.map((status) => DeploymentStatus[status]) }
    const perLocation = await Promise.allSettled(
      locations.covering(of.location).map(async ({ name }) => {
        const { applicationName, deploymentGroupName } = of
        if (!applicationName || deploymentGroupName) return [newest(name, of, listed, after)]
        const groups = await allGroupNames(name, applicationName)
        return groups.map((group) => newest(name, { ...of, deploymentGroupName: group }, listed, after))
      }),
    )
    const sources = perLocation.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
    const failures = perLocation.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    const slice = await mergeNewest(sources, first)
    return { ...slice, failures: [...failures, ...slice.failures] }
  }

  return { applicationNames, applicationNamesAt, groupNames, configNames, deployments, newest }
}

/** Thrown, so that it is not remembered: the application may be about to be made. */
class NoGroups extends Error {}

// A deployment that is listed but not described keeps its place, so that it is not lost silently.
const missing = (deploymentId: string, location: string) =>
  new GatewayError(
    'NOT_FOUND',
    `BatchGetDeployments does not know ${deploymentId}, which ListDeployments gave (${location}).`,
  )

/** Bounds on createTime, both inclusive; a second of margin, since AWS does not say how it compares fractions. */
function createTimeRange({ createdAfter, createdBefore }: ListedFilter, after?: Place) {
  const ends = [createdBefore?.getTime(), after && after.at + 1000].filter((end) => end !== undefined)
  if (!createdAfter && ends.length === 0) return undefined
  return { start: createdAfter ?? undefined, end: ends.length > 0 ? new Date(Math.min(...ends)) : undefined }
}
