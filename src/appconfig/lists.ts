import {
  ListApplicationsCommand,
  ListConfigurationProfilesCommand,
  ListDeploymentsCommand,
  ListEnvironmentsCommand,
} from '@aws-sdk/client-appconfig'
import type { Listing } from '../aws/listing.ts'
import type { Session } from '../aws/session.ts'
import type { Application, ConfigurationProfile, Deployment, Environment } from './source.ts'

const MaxResults = 50 // The most that a page of an AppConfig list holds.

interface Seen {
  application: (listed: Application) => void
  environment: (listed: Environment) => void
}

/** What AppConfig lists, for one request. */
export class AppConfigLists {
  readonly #aws: Session
  readonly #read
  readonly #seen: Seen

  /** `seen` is told what these lists give whole, so that it is not read again. */
  constructor(aws: Session, seen: Seen) {
    this.#aws = aws
    this.#seen = seen
    this.#read = aws.reader(aws.clients.appconfig)
  }

  /** ListApplications of one location. */
  applications(location: string): Listing<Application> {
    return this.#aws.listing(
      location,
      'appconfig applications',
      ({ Id }) => Id,
      async (NextToken) => {
        const page = await this.#read(location, new ListApplicationsCommand({ MaxResults, NextToken }))
        const items = located(page.Items, { kind: 'AppConfigApplication', location } as const).filter(hasId)
        items.forEach(this.#seen.application)
        return { items, nextToken: page.NextToken }
      },
    )
  }

  /** ListEnvironments of an application. */
  environments(location: string, ApplicationId: string): Listing<Environment> {
    return this.#aws.listing(
      location,
      `appconfig environments ${ApplicationId}`,
      ({ Id }) => Id,
      async (NextToken) => {
        const page = await this.#read(location, new ListEnvironmentsCommand({ ApplicationId, MaxResults, NextToken }))
        const items = located(page.Items, { kind: 'AppConfigEnvironment', location, ApplicationId } as const).filter(
          hasId,
        )
        items.forEach(this.#seen.environment)
        return { items, nextToken: page.NextToken }
      },
    )
  }

  /** ListConfigurationProfiles of an application: summaries. */
  configurationProfiles(location: string, ApplicationId: string): Listing<ConfigurationProfile> {
    return this.#aws.listing(
      location,
      `appconfig profiles ${ApplicationId}`,
      ({ Id }) => Id,
      async (NextToken) => {
        const command = new ListConfigurationProfilesCommand({ ApplicationId, MaxResults, NextToken })
        const page = await this.#read(location, command)
        const items = located(page.Items, { kind: 'ConfigurationProfile', location, ApplicationId } as const)
        return { items: items.filter(hasId), nextToken: page.NextToken }
      },
    )
  }

  /** ListDeployments of an environment: summaries, newest first. */
  deployments(location: string, ApplicationId: string, EnvironmentId: string): Listing<Deployment> {
    const name = `appconfig deployments ${ApplicationId} ${EnvironmentId}`
    const idOf = ({ DeploymentNumber }: Deployment) => String(DeploymentNumber)
    return this.#aws.listing(location, name, idOf, async (NextToken) => {
      const command = new ListDeploymentsCommand({ ApplicationId, EnvironmentId, MaxResults, NextToken })
      const page = await this.#read(location, command)
      const context = { kind: 'AppConfigDeployment', location, ApplicationId, EnvironmentId } as const
      return { items: located(page.Items, context).filter(hasNumber), nextToken: page.NextToken }
    })
  }
}

const located = <Shape extends object, Context extends object>(shapes: Shape[] = [], context: Context) =>
  shapes.map((shape) => Object.assign(shape, context))

// AWS sends these always; the SDK's types do not say so.
const hasId = <Shape extends { Id?: string }>(shape: Shape): shape is Shape & { Id: string } => shape.Id !== undefined
const hasNumber = <Shape extends { DeploymentNumber?: number }>(
  shape: Shape,
): shape is Shape & { DeploymentNumber: number } => shape.DeploymentNumber !== undefined
