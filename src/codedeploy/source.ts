import type * as Sdk from '@aws-sdk/client-codedeploy'
import {
  BatchGetApplicationsCommand,
  BatchGetDeploymentGroupsCommand,
  BatchGetDeploymentsCommand,
  DeploymentStatus,
  GetDeploymentConfigCommand,
  ListApplicationsCommand,
  ListDeploymentConfigsCommand,
  ListDeploymentGroupsCommand,
  ListDeploymentsCommand,
} from '@aws-sdk/client-codedeploy'
import { ReadError } from '../aws/errors.ts'
import { itself, type Listing, readAll } from '../aws/listing.ts'
import { batched, each, perKey } from '../aws/loader.ts'
import { type Located, located } from '../aws/located.ts'
import { mergeNewest, type NewestSlice, type NewestSource, newestOf, type Place } from '../aws/newest.ts'
import type { Session } from '../aws/session.ts'
import { CodeDeployTargets } from './targets.ts'

// The API reference gives 25 for BatchGetDeployments, 100 for BatchGetApplications, and no number for
// BatchGetDeploymentGroups, which takes one application per call.
const DEPLOYMENTS_PER_BATCH = 25
export const APPLICATIONS_PER_BATCH = 100
export const GROUPS_PER_BATCH = 25

export type Deployment = Located<'CodeDeployDeployment', Sdk.DeploymentInfo, 'deploymentId'>
export type Application = Located<'CodeDeployApplication', Sdk.ApplicationInfo, 'applicationName'>
export type DeploymentGroup = Located<
  'DeploymentGroup',
  Sdk.DeploymentGroupInfo & { applicationName: string },
  'deploymentGroupName'
>
export type DeploymentConfig = Located<'DeploymentConfig', Sdk.DeploymentConfigInfo, 'deploymentConfigName'>

/** Members that point to other deployments, with the location in which those are. */
export type RollbackInfo = Sdk.RollbackInfo & { location: string }
export type RelatedDeployments = Sdk.RelatedDeployments & { location: string }

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

/** What CodeDeploy can tell, for one request. */
export class CodeDeploySource {
  /** Targets, their lifecycle events, and the instances of the older API. */
  readonly targets: CodeDeployTargets
  readonly #aws: Session
  readonly #read

  constructor(aws: Session) {
    this.#aws = aws
    this.#read = aws.reader(aws.clients.codedeploy)
    this.targets = new CodeDeployTargets(aws)
  }

  readonly #deployment = perKey((location) =>
    batched<Deployment>({
      size: DEPLOYMENTS_PER_BATCH,
      blamesOneKey: new Set(['InvalidDeploymentIdException']),
      read: async (deploymentIds) => {
        const command = new BatchGetDeploymentsCommand({ deploymentIds: [...deploymentIds] })
        const { deploymentsInfo } = await this.#read(location, command)
        return located('CodeDeployDeployment', location, 'deploymentId', deploymentsInfo)
      },
    }),
  )

  readonly #application = perKey((location) =>
    batched<Application>({
      size: APPLICATIONS_PER_BATCH,
      blamesOneKey: new Set(['ApplicationDoesNotExistException', 'InvalidApplicationNameException']),
      read: async (applicationNames) => {
        const command = new BatchGetApplicationsCommand({ applicationNames: [...applicationNames] })
        const { applicationsInfo } = await this.#read(location, command)
        return located('CodeDeployApplication', location, 'applicationName', applicationsInfo)
      },
    }),
  )

  readonly #group = perKey((location) =>
    perKey((applicationName) =>
      batched<DeploymentGroup>({
        size: GROUPS_PER_BATCH,
        blamesOneKey: new Set(['DeploymentGroupDoesNotExistException', 'InvalidDeploymentGroupNameException']),
        read: async (groupNames) => {
          const command = new BatchGetDeploymentGroupsCommand({
            applicationName,
            deploymentGroupNames: [...groupNames],
          })
          const { deploymentGroupsInfo } = await this.#read(location, command)
          const groups = deploymentGroupsInfo?.map((group) => Object.assign(group, { applicationName }))
          return located('DeploymentGroup', location, 'deploymentGroupName', groups)
        },
      }),
    ),
  )

  readonly #config = perKey((location) =>
    each<DeploymentConfig>(async (deploymentConfigName) => {
      const command = new GetDeploymentConfigCommand({ deploymentConfigName })
      const { deploymentConfigInfo } = await this.#read(location, command)
      return (
        deploymentConfigInfo &&
        Object.assign(deploymentConfigInfo, { kind: 'DeploymentConfig', location, deploymentConfigName } as const)
      )
    }),
  )

  /** BatchGetDeployments, 25 a call. */
  deployment(location: string, deploymentId: string): Promise<Deployment | undefined> {
    return this.#deployment(location)(deploymentId)
  }

  /** The deployment, in the named location or wherever it is. */
  findDeployment(deploymentId: string, location?: string | null): Promise<Deployment | undefined> {
    return this.#aws.locations.find(['deployment', deploymentId], location, (at) => this.deployment(at, deploymentId))
  }

  /** BatchGetApplications, 100 a call. */
  application(location: string, applicationName: string): Promise<Application | undefined> {
    return this.#application(location)(applicationName)
  }

  findApplication(applicationName: string, location?: string | null): Promise<Application | undefined> {
    return this.#aws.locations.find(['application', applicationName], location, (at) =>
      this.application(at, applicationName),
    )
  }

  /** BatchGetDeploymentGroups, 25 of one application a call. */
  group(location: string, applicationName: string, groupName: string): Promise<DeploymentGroup | undefined> {
    return this.#group(location)(applicationName)(groupName)
  }

  findGroup(
    applicationName: string,
    groupName: string,
    location?: string | null,
  ): Promise<DeploymentGroup | undefined> {
    return this.#aws.locations.find(['group', applicationName, groupName], location, (at) =>
      this.group(at, applicationName, groupName),
    )
  }

  /** GetDeploymentConfig: CodeDeploy has no batch read for it. */
  config(location: string, configName: string): Promise<DeploymentConfig | undefined> {
    return this.#config(location)(configName)
  }

  findConfig(configName: string, location?: string | null): Promise<DeploymentConfig | undefined> {
    return this.#aws.locations.find(['config', configName], location, (at) => this.config(at, configName))
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
    const perLocation = await Promise.allSettled(
      covered.map(async ({ name }) => {
        const { applicationName, deploymentGroupName } = of
        if (!applicationName || deploymentGroupName) return [this.#newest(name, of, filter, after)]
        const groups = await readAll(this.groupNames(name, applicationName).read)
        return groups.map((group) => this.#newest(name, { ...of, deploymentGroupName: group }, filter, after))
      }),
    )
    const sources = perLocation.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
    const failures = perLocation.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    const slice = await mergeNewest(sources, first)
    return { ...slice, failures: [...failures, ...slice.failures] }
  }

  /** One ListDeployments listing as a newest-first source; details come 25 a call as they are wanted. */
  #newest(
    location: string,
    of: DeploymentsOf,
    filter: DeploymentsFilter,
    after?: Place,
  ): NewestSource<Deployment | ReadError> {
    const input: Sdk.ListDeploymentsInput = {
      applicationName: of.applicationName ?? undefined,
      deploymentGroupName: of.deploymentGroupName ?? undefined,
      externalId: filter.externalId ?? undefined,
      includeOnlyStatuses: filter.statuses?.map((status) => DeploymentStatus[status]),
      createTimeRange: createTimeRange(filter, after),
    }
    const name = `deployments ${JSON.stringify(input)}`
    const listing = this.#aws.listing(location, name, itself, async (nextToken) => {
      const page = await this.#read(location, new ListDeploymentsCommand({ ...input, nextToken }))
      return { items: page.deployments ?? [], nextToken: page.nextToken }
    })
    const describe = async (id: string) => {
      const deployment = await this.deployment(location, id)
      return { at: deployment?.createTime?.getTime(), id, value: deployment ?? missing(id, location) }
    }
    return newestOf(listing, describe, after)
  }
}

// A deployment that is listed but not described keeps its place, so that it is not lost silently.
const missing = (deploymentId: string, location: string) =>
  new ReadError(
    'NOT_FOUND',
    `BatchGetDeployments does not know ${deploymentId}, which ListDeployments gave (${location}).`,
  )

/** Bounds on createTime, both inclusive; a second of margin, since AWS does not say how it compares fractions. */
function createTimeRange({ createdAfter, createdBefore }: DeploymentsFilter, after?: Place) {
  const ends = [createdBefore?.getTime(), after && after.at + 1000].filter((end) => end !== undefined)
  if (!createdAfter && ends.length === 0) return undefined
  return { start: createdAfter ?? undefined, end: ends.length > 0 ? new Date(Math.min(...ends)) : undefined }
}
