import type * as Sdk from '@aws-sdk/client-codedeploy'
import type { Located } from '../aws/request/tag-shapes.ts'
import type { GatewayError } from '../errors.ts'
import type { Connection, Edge, ListingConnection } from '../graphql/connections.ts'
import type { Update } from '../live/live-type.ts'
import type { UnknownTarget } from './unknown-target.ts'

// The parents of CodeDeploy's types: the SDK's own shapes with what AWS always sends, and the location they came from.

export type Deployment = Located<'CodeDeployDeployment', Sdk.DeploymentInfo, 'deploymentId'>
export type Application = Located<'CodeDeployApplication', Sdk.ApplicationInfo, 'applicationName'>
export type DeploymentGroup = Located<
  'DeploymentGroup',
  Sdk.DeploymentGroupInfo & { applicationName: string },
  'deploymentGroupName'
>
export type DeploymentConfig = Located<'DeploymentConfig', Sdk.DeploymentConfigInfo, 'deploymentConfigName'>

/** A revision, with the application in which its contents are; CloudFormation's deployments have none. */
export type Revision = Sdk.RevisionLocation & { location: string; applicationName: string | undefined }
/** An AppSpec file given inline, with the revision that it is. */
export type AppSpecRevision = Sdk.AppSpecContent & { revision: Revision }
export interface RevisionChange {
  from: Revision | undefined
  to: Revision
}

/** Members that point to other deployments, with the location in which those are. */
export type RollbackInfo = Sdk.RollbackInfo & { location: string }
export type RelatedDeployments = Sdk.RelatedDeployments & { location: string }

type TargetKey = 'deploymentId' | 'targetId'
export type InstanceTarget = Located<'InstanceTarget', Sdk.InstanceTarget, TargetKey>
export type LambdaTarget = Located<'LambdaTarget', Sdk.LambdaTarget, TargetKey>
export type EcsTarget = Located<'EcsTarget', Sdk.ECSTarget, TargetKey>
export type CloudFormationTarget = Located<'CloudFormationTarget', Sdk.CloudFormationTarget, TargetKey>
export type { UnknownTarget }
export type Target = InstanceTarget | LambdaTarget | EcsTarget | CloudFormationTarget | UnknownTarget

export type InstanceSummary = Located<'InstanceSummary', Sdk.InstanceSummary, 'deploymentId' | 'instanceId'>

/**
 * The instances of a deployment in the order asked, undefined or why not in place of each that could not be read; the ids
 * of those that AWS does not have, and what it says about them.
 */
export interface Instances {
  instances: (InstanceSummary | undefined | GatewayError)[]
  missingInstanceIds: string[]
  errorMessage: string | null
}

/** A lifecycle event in the words of the schema. */
export interface LifecycleEvent {
  name: string
  status: string
  rawStatus: string
  startedAt: Date | undefined
  endedAt: Date | undefined
  durationMs: number | undefined
  diagnostics: Sdk.Diagnostics | undefined
}

export type DeploymentUpdate = Update<{
  deployment: Deployment
  changedTargets?: Target[]
  changedTargetCount?: number
}>

export type DeploymentConnection = Connection<Deployment>
export type DeploymentEdge = Edge<Deployment>
export type ApplicationConnection = ListingConnection<Application>
export type ApplicationEdge = Edge<Application>
export type DeploymentGroupConnection = ListingConnection<DeploymentGroup>
export type DeploymentGroupEdge = Edge<DeploymentGroup>
export type DeploymentConfigConnection = ListingConnection<DeploymentConfig>
export type DeploymentConfigEdge = Edge<DeploymentConfig>
export type TargetConnection = ListingConnection<Target> & { allIds: () => Promise<string[]> }
export type TargetEdge = Edge<Target>
