import { readSlice } from '../../aws/request/listing.ts'
import { countArgument } from '../../graphql/cursors.ts'
import type { Deployment, Target } from '../model.ts'
import { totalOf } from '../progress/overview.ts'
import type { CodeDeploySource } from '../source.ts'
import { type FailureGroup, failureGroups } from './failure-groups.ts'
import { alarmNamesOf, headline } from './headline.ts'

/** The parent of FailureSummary. */
export interface FailureSummary {
  headline: string
  failedTargets: number | undefined
  totalTargets: number | undefined
  affectedPercent: number | undefined
  inspectedTargets: number
  targetIds: string[]
  groups: FailureGroup[]
  /** Why failed targets could not be read. */
  failures: unknown[]
  alarmNames: string[]
}

/**
 * Why a deployment failed: of at most `inspect` failed targets, read by the ListDeploymentTargets pages that hold them
 * and one BatchGetDeploymentTargets per 25. No call where AWS counts no failed target; undefined if nothing failed.
 */
export async function failureSummary(
  { targets: { ids, target } }: CodeDeploySource,
  deployment: Deployment,
  inspect: number,
): Promise<FailureSummary | undefined> {
  countArgument('inspect', inspect)
  const { location, deploymentId, deploymentOverview: overview } = deployment
  if (!hasFailure(deployment)) return undefined

  const failed = overview && (overview.Failed ?? 0)
  const total = overview && totalOf(overview)
  const read: Target[] = []
  const failures: unknown[] = []
  if (failed !== 0) {
    const listing = ids(location, deploymentId, { statuses: ['FAILED'] })
    const listed = await readSlice([listing], inspect)
    // A page may repeat ids of the one before, where targets fail while it is read.
    const reads = [...new Set(listed.entries.map(({ item }) => item))].map((id) => target(location, deploymentId, id))
    for (const result of await Promise.allSettled(reads)) {
      if (result.status === 'rejected') failures.push(result.reason)
      else if (result.value) read.push(result.value)
    }
    failures.push(...listed.failures)
  }
  const groups = failureGroups(read)
  return {
    headline: headline(deployment, groups, { failed, total, inspected: read.length }),
    failedTargets: failed,
    totalTargets: total,
    affectedPercent: failed !== undefined && total ? (100 * failed) / total : undefined,
    inspectedTargets: read.length,
    targetIds: read.map(({ targetId }) => targetId),
    groups,
    failures: [...new Set(failures)],
    alarmNames: alarmNamesOf(deployment.errorInformation),
  }
}

/** Whether a target failed or AWS names an error. Without an overview, targets are not counted (yet). */
const hasFailure = ({ status, errorInformation, deploymentOverview }: Deployment) =>
  Boolean(errorInformation?.code || errorInformation?.message || deploymentOverview?.Failed || status === 'Failed')
