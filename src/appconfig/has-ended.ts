import type * as Sdk from '@aws-sdk/client-appconfig'

// How long a complete deployment can be reverted.
// https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_StopDeployment.html
const REVERTIBLE_MS = 72 * 3_600_000
const ENDS: ReadonlySet<string> = new Set(['COMPLETE', 'ROLLED_BACK', 'REVERTED'] satisfies Sdk.DeploymentState[])

/** Whether a deployment can no longer change; `now` in milliseconds since 1970. */
export const hasEnded = (
  { State, CompletedAt }: Pick<Sdk.DeploymentSummary, 'State' | 'CompletedAt'>,
  now: number,
): boolean => ENDS.has(State ?? '') && CompletedAt !== undefined && now - CompletedAt.getTime() > REVERTIBLE_MS
