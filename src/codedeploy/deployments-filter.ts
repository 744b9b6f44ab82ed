import type * as Sdk from '@aws-sdk/client-codedeploy'
import type { Place } from '../aws/request/newest.ts'

/** The time in which a deployment was created; an omitted or null bound does not apply. */
export interface CreatedBounds {
  createdAfter?: Date | null
  createdBefore?: Date | null
}

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

/** Bounds on createTime, both inclusive; a second of margin, since AWS does not say how it compares fractions. */
export function createTimeRange({ createdAfter, createdBefore }: CreatedBounds, after?: Place) {
  const ends = [createdBefore?.getTime(), after && after.at + 1000].filter((end) => end !== undefined)
  if (!createdAfter && ends.length === 0) return undefined
  return { start: createdAfter ?? undefined, end: ends.length > 0 ? new Date(Math.min(...ends)) : undefined }
}
