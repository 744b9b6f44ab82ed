import type * as Sdk from '@aws-sdk/client-codedeploy'
import {
  DeploymentStatus,
  ListApplicationsCommand,
  ListDeploymentConfigsCommand,
  ListDeploymentGroupsCommand,
  ListDeploymentsCommand,
} from '@aws-sdk/client-codedeploy'
import { ReadError } from '../aws/errors.ts'
import { itself, type Listing, readAll } from '../aws/listing.ts'
import { mergeNewest, type NewestSlice, type NewestSource, newestOf, type Place } from '../aws/newest.ts'
import type { Session } from '../aws/session.ts'
import type { Deployment } from './source.ts'

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

/** What CodeDeploy lists, for one request: ids and names only, in pages whose size AWS chooses. */
export class CodeDeployLists {
  readonly #aws: Session
  readonly #read
  readonly #deployment

  /** `deployment` describes what ListDeployments gives as ids. */
  constructor(aws: Session, deployment: (location: string, id: string) => Promise<Deployment | undefined>) {
    this.#aws = aws
    this.#read = aws.reader(aws.clients.codedeploy)
    this.#deployment = deployment
  }

  /** The names of the applications of one location or of all, location after location: ListApplications. */
  applicationNames(location?: string | null): Listing<string>[] {
    return this.#aws.locations.covering(location).map(({ name }) => this.#applicationNames(name))
  }

  #applicationNames(location: string): Listing<string> {
    return this.#aws.listing(location, 'applications', itself, async (nextToken) => {
      const { applications, ...page } = await this.#read(location, new ListApplicationsCommand({ nextToken }))
      return { items: applications ?? [], nextToken: page.nextToken }
    })
  }

  /** The names of an application's deployment groups: ListDeploymentGroups. Empty for an unknown application. */
  groupNames(location: string, applicationName: string): Listing<string> {
    return this.#aws.listing(location, `groups ${applicationName}`, itself, async (nextToken) => {
      const command = new ListDeploymentGroupsCommand({ applicationName, nextToken })
      const { deploymentGroups, ...page } = await this.#read(location, command)
      return { items: deploymentGroups ?? [], nextToken: page.nextToken }
    })
  }

  /** The names of the deployment configurations, AWS's own included, location after location: ListDeploymentConfigs. */
  configNames(location?: string | null): Listing<string>[] {
    return this.#aws.locations.covering(location).map(({ name }) => this.#configNames(name))
  }

  #configNames(location: string): Listing<string> {
    return this.#aws.listing(location, 'configs', itself, async (nextToken) => {
      const command = new ListDeploymentConfigsCommand({ nextToken })
      const { deploymentConfigsList, ...page } = await this.#read(location, command)
      return { items: deploymentConfigsList ?? [], nextToken: page.nextToken }
    })
  }

  /**
   * Deployments newest first by createTime, from just after a place. ListDeployments takes an application only
   * together with a group, so an application alone means one listing per group, merged.
   */
  async deployments(
    of: DeploymentsOf,
    filter: DeploymentsFilter,
    first: number,
    after?: Place,
  ): Promise<NewestSlice<Deployment | ReadError>> {
    const covered = this.#aws.locations.covering(of.location)
    const listed = { ...filter, statuses: filter.statuses?.map((status) => DeploymentStatus[status]) }
    const perLocation = await Promise.allSettled(
      covered.map(async ({ name }) => {
        const { applicationName, deploymentGroupName } = of
        if (!applicationName || deploymentGroupName) return [this.newest(name, of, listed, after)]
        const groups = await readAll(this.groupNames(name, applicationName).read)
        return groups.map((group) => this.newest(name, { ...of, deploymentGroupName: group }, listed, after))
      }),
    )
    const sources = perLocation.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
    const failures = perLocation.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    const slice = await mergeNewest(sources, first)
    return { ...slice, failures: [...failures, ...slice.failures] }
  }

  /** One ListDeployments listing as a newest-first source; details come 25 a call as they are wanted. */
  newest(
    location: string,
    of: DeploymentsOf,
    filter: ListedFilter,
    after?: Place,
  ): NewestSource<Deployment | ReadError> {
    const input: Sdk.ListDeploymentsInput = {
      applicationName: of.applicationName ?? undefined,
      deploymentGroupName: of.deploymentGroupName ?? undefined,
      externalId: filter.externalId ?? undefined,
      includeOnlyStatuses: filter.statuses && [...filter.statuses],
      createTimeRange: createTimeRange(filter, after),
    }
    const name = `deployments ${JSON.stringify(input)}`
    const listing = this.#aws.listing(location, name, itself, async (nextToken) => {
      const page = await this.#read(location, new ListDeploymentsCommand({ ...input, nextToken }))
      return { items: page.deployments ?? [], nextToken: page.nextToken }
    })
    const describe = async (id: string) => {
      const deployment = await this.#deployment(location, id)
      const value = deployment ?? missing(id, location)
      return { at: deployment?.createTime?.getTime(), id: `${location}/${id}`, value }
    }
    const [since, until] = [filter.createdAfter?.getTime(), filter.createdBefore?.getTime()]
    return newestOf(listing, describe, { after, since, until })
  }
}

// A deployment that is listed but not described keeps its place, so that it is not lost silently.
const missing = (deploymentId: string, location: string) =>
  new ReadError(
    'NOT_FOUND',
    `BatchGetDeployments does not know ${deploymentId}, which ListDeployments gave (${location}).`,
  )

/** Bounds on createTime, both inclusive; a second of margin, since AWS does not say how it compares fractions. */
function createTimeRange({ createdAfter, createdBefore }: ListedFilter, after?: Place) {
  const ends = [createdBefore?.getTime(), after && after.at + 1000].filter((end) => end !== undefined)
  if (!createdAfter && ends.length === 0) return undefined
  return { start: createdAfter ?? undefined, end: ends.length > 0 ? new Date(Math.min(...ends)) : undefined }
}
