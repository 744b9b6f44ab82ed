import type * as Sdk from '@aws-sdk/client-codedeploy'
import type { CreatedBounds } from './create-time-range.ts'

/** Whose deployments: of one location or all, of an application, of one of its groups. */
export interface DeploymentsOf {
  location?: string | null
  applicationName?: string | null
  deploymentGroupName?: string | null
}

export interface DeploymentsFilter extends CreatedBounds {
  statuses?: readonly (keyof typeof Sdk.DeploymentStatus)[] | null
  externalId?: string | null
  /** Sifted here: ListDeployments does not filter by it. */
  isRollback?: boolean | null
}

/** The same, with statuses as AWS spells them. */
export interface ListedFilter extends Omit<DeploymentsFilter, 'statuses'> {
  statuses?: readonly Sdk.DeploymentStatus[]
}
