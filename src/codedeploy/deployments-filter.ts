import type * as Sdk from '@aws-sdk/client-codedeploy'
import type { CreatedBounds } from './create-time-range.ts'

/** The owner of the listed deployments: one location or all, an application, or one of its groups. */
export interface DeploymentsOf {
  location?: string | null
  applicationName?: string | null
  deploymentGroupName?: string | null
}

export interface DeploymentsFilter extends CreatedBounds {
  statuses?: readonly (keyof typeof Sdk.DeploymentStatus)[] | null
  externalId?: string | null
  /** Filtered by the gateway: ListDeployments cannot filter by it. */
  isRollback?: boolean | null
}

/** The same, with statuses as AWS spells them. */
export interface ListedFilter extends Omit<DeploymentsFilter, 'statuses'> {
  statuses?: readonly Sdk.DeploymentStatus[]
}
