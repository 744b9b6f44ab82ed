import type * as Sdk from '@aws-sdk/client-codedeploy'
import {
  DeploymentStatus,
  ListApplicationsCommand,
  ListDeploymentConfigsCommand,
  ListDeploymentGroupsCommand,
  ListDeploymentsCommand,
} from '@aws-sdk/client-codedeploy'
import type { Locations } from '../aws/locations.ts'
import { type AwsListing, identity, type Listing, readAll } from '../aws/request/listing.ts'
import {
  filterSource,
  mergeNewest,
  type NewestSlice,
  type NewestSource,
  newestOf,
  type Place,
} from '../aws/request/newest.ts'
import type { AwsPage } from '../aws/shared/read.ts'
import { GatewayError } from '../errors.ts'
import type { CodeDeployReader } from './client.ts'
import { createTimeRange, type DeploymentsFilter, type DeploymentsOf, type ListedFilter } from './deployments-filter.ts'
import type { Deployment } from './model.ts'
import { isRollback } from './rollback.ts'

export type CodeDeployLists = ReturnType<typeof createCodeDeployLists>

/**
 * CodeDeploy's lists, for one request: ids and names only, in pages whose size AWS chooses. `deployment` describes
 * the ids of ListDeployments.
 */
export function createCodeDeployLists(
  codedeploy: CodeDeployReader,
  locations: Locations,
  deployment: (location: string, deploymentId: string) => Promise<Deployment | undefined>,
) {
  /** The names of the applications of a location: ListApplications. */
  const applicationNamesAt = (location: string): AwsListing<string> =>
    codedeploy.listing(ListApplicationsCommand, location, {
      input: (nextToken) => ({ nextToken }),
      page: ({ applications = [], nextToken }) => ({ items: applications, nextToken }),
      idOf: identity,
    })

  /** Of one location or of all, location after location. */
  const applicationNames = (location?: string | null): Listing<string>[] =>
    locations.covering(location).map(({ name }) => applicationNamesAt(name))

  /** The names of an application's deployment groups: ListDeploymentGroups. Empty for an unknown application. */
  const groupNames = (location: string, applicationName: string): AwsListing<string> =>
    codedeploy.listing(ListDeploymentGroupsCommand, location, {
      input: (nextToken) => ({ applicationName, nextToken }),
      page: ({ deploymentGroups = [], nextToken }) => ({ items: deploymentGroups, nextToken }),
      idOf: identity,
    })

  /**
   * The names of all groups of an application, now or up to ENUMERATION_SECONDS ago. Empty for an unknown application,
   * or for one that is about to be created, so an empty list is not remembered.
   */
  const groupsOf = async (location: string, applicationName: string): Promise<AwsPage<string>> => {
    try {
      return await codedeploy.enumeration(groupNames(location, applicationName), false)
    } catch (error) {
      if (isRefusedName(error)) return { items: [], isMissing: true }
      throw error
    }
  }

  const allGroupNames = async (location: string, applicationName: string): Promise<readonly string[]> =>
    (await groupsOf(location, applicationName)).items

  /** The names of the deployment configurations, AWS's own included, location after location: ListDeploymentConfigs. */
  const configNames = (location?: string | null): Listing<string>[] =>
    locations.covering(location).map(({ name }) =>
      codedeploy.listing(ListDeploymentConfigsCommand, name, {
        input: (nextToken) => ({ nextToken }),
        page: ({ deploymentConfigsList = [], nextToken }) => ({ items: deploymentConfigsList, nextToken }),
        idOf: identity,
      }),
    )

  /** The ids of deployments, newest first: ListDeployments of everything, or of one group. */
  const deploymentIds = (location: string, of: DeploymentsOf, filter: ListedFilter, after?: Place): Listing<string> => {
    const input: Sdk.ListDeploymentsInput = {
      applicationName: of.applicationName ?? undefined,
      deploymentGroupName: of.deploymentGroupName ?? undefined,
      externalId: filter.externalId ?? undefined,
      includeOnlyStatuses: filter.statuses && [...filter.statuses],
      createTimeRange: createTimeRange(filter, after),
    }
    return codedeploy.listing(ListDeploymentsCommand, location, {
      input: (nextToken) => ({ nextToken, ...input }),
      page: ({ deployments = [], nextToken }) => ({ items: deployments, nextToken }),
      idOf: identity,
    })
  }

  /** One ListDeployments listing as a newest-first source; details come 25 a call as they are wanted. */
  const newest = (
    location: string,
    of: DeploymentsOf,
    filter: ListedFilter,
    after?: Place,
  ): NewestSource<Deployment | GatewayError> => {
    const listing = deploymentIds(location, of, filter, after)
    const describe = async (id: string) => {
      const value = (await deployment(location, id)) ?? missing(id, location)
      const at = value instanceof GatewayError ? undefined : value.createTime?.getTime()
      return { at, id: `${location}/${id}`, value }
    }
    const [since, until] = [filter.createdAfter?.getTime(), filter.createdBefore?.getTime()]
    const described = newestOf(listing, describe, { after, since, until })
    if (filter.isRollback == null) return described
    return filterSource(
      described,
      (value): value is Deployment | GatewayError =>
        value instanceof GatewayError || isRollback(value) === filter.isRollback,
    )
  }

  /** Whether a location has an application of that name: ListDeploymentGroups, once per request. */
  const hasApplication = async (location: string, applicationName: string): Promise<boolean> =>
    !(await groupsOf(location, applicationName)).isMissing

  /** Whether an application in a location has a group of that name: ListDeploymentGroups, once per request. */
  const hasGroup = (location: string, applicationName: string, groupName: string): Promise<boolean> =>
    readAll(groupNames(location, applicationName).read).then(
      (names) => names.includes(groupName),
      (error) => (isRefusedName(error) ? false : Promise.reject(error)),
    )

  /**
   * The sources of one location. ListDeployments takes an application only together with a group, so an application
   * alone means one listing per group. `isMissing`: there is no such application or group.
   */
  const sources = async (location: string, of: DeploymentsOf, filter: ListedFilter, after?: Place) => {
    const { applicationName, deploymentGroupName } = of
    if (!applicationName) {
      // Begun while the feed asks other services what they list: a silent location is waited for once.
      deploymentIds(location, of, filter, after).read(undefined).catch(ignore)
      return { sources: [newest(location, of, filter, after)], isMissing: false }
    }
    if (deploymentGroupName) {
      const { isMissing = false } = await deploymentIds(location, of, filter, after).read(undefined)
      return { sources: isMissing ? [] : [newest(location, of, filter, after)], isMissing }
    }
    const { items: groups, isMissing = false } = await groupsOf(location, applicationName)
    return {
      sources: groups.map((group) => newest(location, { ...of, deploymentGroupName: group }, filter, after)),
      isMissing,
    }
  }

  /** Deployments newest first by createTime, from just after a place. */
  const deployments = async (
    of: DeploymentsOf,
    filter: DeploymentsFilter,
    first: number,
    after?: Place,
  ): Promise<NewestSlice<Deployment | GatewayError>> => {
    const { statuses, ...rest } = filter
    const listed = { statuses: statuses?.map((status) => DeploymentStatus[status]), ...rest }
    const perLocation = await Promise.allSettled(
      locations.covering(of.location).map(({ name }) => sources(name, of, listed, after)),
    )
    const read = perLocation.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const failures = perLocation.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    const merged = await mergeNewest(
      read.flatMap(({ sources }) => sources),
      first,
    )
    return {
      items: merged.items,
      hasNextPage: merged.hasNextPage,
      failures: [...failures, ...merged.failures],
      isMissing: perLocation.length > 0 && failures.length === 0 && read.every(({ isMissing }) => isMissing),
    }
  }

  return {
    applicationNames,
    applicationNamesAt,
    groupNames,
    allGroupNames,
    configNames,
    deploymentIds,
    deployments,
    sources,
    hasApplication,
    hasGroup,
  }
}

// An application that CodeDeploy cannot have, such as one of AppConfig by the name "Flags: EU".
const isRefusedName = (error: unknown): boolean =>
  error instanceof GatewayError && error.aws?.errorName === 'InvalidApplicationNameException'

// The failure is met where the page is read.
const ignore = () => undefined

// A deployment that is listed but not described keeps its place, so that it is not lost silently.
const missing = (deploymentId: string, location: string) =>
  new GatewayError(
    'NOT_FOUND',
    `BatchGetDeployments did not return ${deploymentId}, which ListDeployments listed (${location}).`,
  )
