import { type HistoryRow, hasEnded } from './row.ts'

/** The parent of DeploymentGroupState. */
export interface GroupState {
  location: string
  applicationName: string
  deploymentGroupName: string
  /** The newest deployment that succeeded. */
  currentId: string | undefined
  /** The newest deployment that has not ended. */
  runningId: string | undefined
  latestDeploymentId: string
  /** DeploymentInfo.status of the latest. */
  latestStatus: string | undefined
  failuresSinceSuccess: number
  /** Newest first. */
  rows: readonly HistoryRow[]
}

/** The groups of one location, by application and name; `rows` are newest first. Rows without a group are left out. */
export function groupStates(location: string, rows: readonly HistoryRow[]): GroupState[] {
  const groups = new Map<string, HistoryRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.applicationName, row.deploymentGroupName])
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()].flatMap((of) => {
    const [latest] = of
    if (!latest?.applicationName || !latest.deploymentGroupName) return []
    const { applicationName, deploymentGroupName, deploymentId, status } = latest
    const current = of.findIndex((row) => row.status === 'Succeeded')
    const since = current < 0 ? of : of.slice(0, current)
    return {
      location,
      applicationName,
      deploymentGroupName,
      currentId: of[current]?.deploymentId,
      runningId: of.find((row) => !hasEnded(row))?.deploymentId,
      latestDeploymentId: deploymentId,
      latestStatus: status,
      failuresSinceSuccess: since.filter(({ status }) => status === 'Failed' || status === 'Stopped').length,
      rows: of,
    }
  })
}
