import type * as Sdk from '@aws-sdk/client-codedeploy'
import {
  BatchGetApplicationsCommand,
  BatchGetDeploymentGroupsCommand,
  BatchGetDeploymentsCommand,
  GetDeploymentConfigCommand,
} from '@aws-sdk/client-codedeploy'
import { batched, each, perKey } from '../aws/loader.ts'
import { type Located, located } from '../aws/located.ts'
import type { Session } from '../aws/session.ts'
import { CodeDeployLists } from './lists.ts'
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

/** What CodeDeploy can tell, for one request. */
export class CodeDeploySource {
  /** Targets, their lifecycle events, and the instances of the older API. */
  readonly targets: CodeDeployTargets
  /** Deployments newest first, and the names of everything else. */
  readonly lists: CodeDeployLists
  readonly #aws: Session
  readonly #read

  constructor(aws: Session) {
    this.#aws = aws
    this.#read = aws.reader(aws.clients.codedeploy)
    this.targets = new CodeDeployTargets(aws)
    this.lists = new CodeDeployLists(aws, (location, deploymentId) => this.deployment(location, deploymentId))
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

  readonly #config = each(async (location: string, deploymentConfigName: string) => {
    const command = new GetDeploymentConfigCommand({ deploymentConfigName })
    const { deploymentConfigInfo: config } = await this.#read(location, command)
    return config && Object.assign(config, { kind: 'DeploymentConfig', location, deploymentConfigName } as const)
  })

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
    return this.#config(location, configName)
  }

  findConfig(configName: string, location?: string | null): Promise<DeploymentConfig | undefined> {
    return this.#aws.locations.find(['config', configName], location, (at) => this.config(at, configName))
  }
}
