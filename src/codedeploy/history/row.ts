import type * as Sdk from '@aws-sdk/client-codedeploy'
import type { Deployment } from '../model.ts'
import { isRollback } from '../rollback.ts'

/** A deployment in the history: about 200 bytes. Times are milliseconds since 1970. */
export interface HistoryRow {
  deploymentId: string
  applicationName: string | undefined
  deploymentGroupName: string | undefined
  /** DeploymentInfo.status. */
  status: string
  isRollback: boolean
  /** Whether it deploys a change: not a rollback, and not started by autoscaling or outdated instances. */
  isChange: boolean
  /** Whether it was stopped by hand: ErrorInformation.code is MANUAL_STOP. */
  isStoppedByHand: boolean
  createdAt: number
  completedAt: number | undefined
}

// DeploymentInfo.creator, https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html
const AUTOMATIC_CREATORS: ReadonlySet<string> = new Set([
  'autoscaling',
  'autoscalingTermination',
  'CodeDeployAutoUpdate',
])
const ENDS: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Stopped'] satisfies Sdk.DeploymentStatus[])

/** Whether a deployment has ended. */
export const hasEnded = ({ status }: HistoryRow): boolean => ENDS.has(status)

/** A failed change: it failed or was stopped, and not by hand. */
export const isFailedChange = ({ isChange, status, isStoppedByHand }: HistoryRow): boolean =>
  isChange && (status === 'Failed' || (status === 'Stopped' && !isStoppedByHand))

/** The row of a deployment; undefined if AWS gives it no time at all. */
export function rowOf(deployment: Deployment): HistoryRow | undefined {
  const { createTime, startTime, completeTime, creator, updateOutdatedInstancesOnly } = deployment
  const createdAt = (createTime ?? startTime ?? completeTime)?.getTime()
  if (createdAt === undefined) return undefined
  const rollback = isRollback(deployment)
  return {
    deploymentId: deployment.deploymentId,
    applicationName: deployment.applicationName,
    deploymentGroupName: deployment.deploymentGroupName,
    status: deployment.status ?? 'UNKNOWN',
    isRollback: rollback,
    isChange: !rollback && !updateOutdatedInstancesOnly && !AUTOMATIC_CREATORS.has(creator ?? ''),
    isStoppedByHand: deployment.errorInformation?.code === 'MANUAL_STOP',
    createdAt,
    completedAt: completeTime?.getTime(),
  }
}
