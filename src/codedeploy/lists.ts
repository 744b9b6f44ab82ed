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
import { identity, type Listing, readAll } from '../aws/request/listing.ts'
import {
  filterSource,
  mergeNewest,
  type NewestSlice,
  type NewestSource,
  newestOf,
  type Place,
} from '../aws/request/newest.ts'
import { GatewayError } from '../errors.ts'
import type { CodeDeployReader } from './client.ts'
import { createTimeRange } from './create-time-range.ts'
import type { DeploymentsFilter, DeploymentsOf, ListedFilter } from './deployments-filter.ts'
import type { Deployment } from './model.ts'
import { isRollback } from './rollback.ts'

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
      idOf: identity,
    })

  /** Of one location or of all, location after location. */
  const applicationNames = (location?: string | null): Listing<string>[] =>
    locations.covering(location).map(({ name }) => applicationNamesAt(name))

  /** The names of an application's deployment groups: ListDeploymentGroups. Empty for an unknown application. */
  const groupNames = (location: string, applicationName: string): Listing<string> =>
    codedeploy.listing(ListDeploymentGroupsCommand, location, {
      input: (nextToken) => ({ applicationName, nextToken }),
      page: ({ deploymentGroups = [], nextToken }) => ({ items: deploymentGroups, nextToken }),
      idOf: identity,
    })

  /** The names of all groups of an application, as they are or were a while ago. None for an unknown application. */
  const allGroupNames = (location: string, applicationName: string): Promise<readonly string[]> =>
    enumeration('codedeploy:ListDeploymentGroups', JSON.stringify([location, applicationName]), async () => {
      const names = await readAll(groupNames(location, applicationName).read)
      if (names.length === 0) throw new NoGroups()
      return names
    }).catch((error) => {
      if (error instanceof NoGroups || isRefusedName(error)) return []
      throw error
    })

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
      input: (nextToken) => ({ ...input, nextToken }),
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
  const hasApplication = (location: string, applicationName: string): Promise<boolean> =>
    groupNames(location, applicationName)
      .read(undefined)
      .then(
        ({ isMissing }) => !isMissing,
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
    const groups = await allGroupNames(location, applicationName)
    return {
      sources: groups.map((group) => newest(location, { ...of, deploymentGroupName: group }, filter, after)),
      isMissing: groups.length === 0 && !(await hasApplication(location, applicationName)),
    }
  }

  /** Deployments newest first by createTime, from just after a place. */
  const deployments = async (
    of: DeploymentsOf,
    filter: DeploymentsFilter,
    first: number,
    after?: Place,
  ): Promise<NewestSlice<Deployment | GatewayError>> => {
    const listed = { ...filter, statuses: filter.statuses?.map((status) => DeploymentStatus[status]) }
    const perLocation = await Promise.allSettled(
      locations.covering(of.location).map(({ name }) => sources(name, of, listed, after)),
    )
    const read = perLocation.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    const failures = perLocation.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    const slice = await mergeNewest(
      read.flatMap(({ sources }) => sources),
      first,
    )
    return {
      ...slice,
      failures: [...failures, ...slice.failures],
      isMissing: perLocation.length > 0 && failures.length === 0 && read.every(({ isMissing }) => isMissing),
    }
  }

  return {
    ...{ applicationNames, applicationNamesAt, groupNames, allGroupNames, configNames },
    ...{ deploymentIds, deployments, sources, hasApplication },
  }
}

// An application that CodeDeploy cannot have, such as one of AppConfig by the name "Flags: EU".
const isRefusedName = (error: unknown): boolean =>
  error instanceof GatewayError && error.aws?.errorName === 'InvalidApplicationNameException'

/** Thrown, so that it is not remembered: the application may be about to be made. */
class NoGroups extends Error {}

// The failure is met where the page is read.
const ignore = () => undefined

// A deployment that is listed but not described keeps its place, so that it is not lost silently.
const missing = (deploymentId: string, location: string) =>
  new GatewayError(
    'NOT_FOUND',
    `BatchGetDeployments did not return ${deploymentId}, which ListDeployments listed (${location}).`,
  )
