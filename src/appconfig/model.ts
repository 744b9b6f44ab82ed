import type * as Sdk from '@aws-sdk/client-appconfig'
import type { Located } from '../aws/request/tag-shapes.ts'
import type { Connection, Edge, ListingConnection } from '../graphql/connections.ts'
import type { Update } from '../live/live-type.ts'

// The parents of AppConfig's types: the SDK's own shapes with what AWS always sends, and the location they came from.

export type Application = Located<'AppConfigApplication', Sdk.Application, 'Id'>
export type Environment = Located<'AppConfigEnvironment', Sdk.Environment, 'ApplicationId' | 'Id'>
export type DeploymentStrategy = Located<'DeploymentStrategy', Sdk.DeploymentStrategy, 'Id'>

/** A profile as ListConfigurationProfiles gives it. */
export type ConfigurationProfile = Located<
  'ConfigurationProfile',
  Sdk.ConfigurationProfileSummary,
  'ApplicationId' | 'Id'
>

/** A deployment as ListDeployments gives it, and what its number counts in. */
export type Deployment = Located<'AppConfigDeployment', Sdk.DeploymentSummary, 'DeploymentNumber'> & {
  ApplicationId: string
  EnvironmentId: string
}

/** A deployment, and the one whose version ran before; undefined if none of its profile did. */
export interface ConfigurationChange {
  from: Deployment | undefined
  to: Deployment
}

export type DeploymentUpdate = Update<{ deployment: Deployment }>

export type ApplicationConnection = ListingConnection<Application>
export type ApplicationEdge = Edge<Application>
export type EnvironmentConnection = ListingConnection<Environment>
export type EnvironmentEdge = Edge<Environment>
export type ConfigurationProfileConnection = ListingConnection<ConfigurationProfile>
export type ConfigurationProfileEdge = Edge<ConfigurationProfile>
export type DeploymentConnection = Connection<Deployment>
export type DeploymentEdge = Edge<Deployment>
