import { readAll } from '../../aws/request/listing.ts'
import { type CodeDeploySource, GROUPS_PER_BATCH } from '../source.ts'
import type { GroupState } from './group-states.ts'

/** ListApplications pages are not counted: one names 100 applications. */
const MAX_CALLS = 99

/**
 * These groups of a location, and the DeploymentGroupInfo of those that had no success in the window: its
 * lastSuccessfulDeployment and lastAttemptedDeployment. ListApplications unless the application is named, one
 * ListDeploymentGroups per application and one BatchGetDeploymentGroups per 25 of its groups.
 */
export async function withQuietGroups(
  { lists, group }: CodeDeploySource,
  location: string,
  active: readonly GroupState[],
  applicationName: string | null | undefined,
): Promise<{ states: GroupState[]; isComplete: boolean; failures: unknown[] }> {
  const stateByGroup = new Map(active.map((state) => [keyOf(state.applicationName, state.deploymentGroupName), state]))
  const failures: unknown[] = []
  const fulfilled = async <T>(work: readonly Promise<T>[]): Promise<T[]> => {
    const results = await Promise.allSettled(work)
    for (const result of results) if (result.status === 'rejected') failures.push(result.reason)
    return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  }
  const [applications = []] =
    applicationName == null ? await fulfilled([readAll(lists.applicationNamesAt(location).read)]) : [[applicationName]]
  const read = applications.slice(0, MAX_CALLS)
  const groups = await fulfilled(
    read.map(async (application) => ({ application, names: await lists.allGroupNames(location, application) })),
  )
  let isComplete = read.length === applications.length
  let calls = read.length
  const described = groups.flatMap(({ application, names }) => {
    const wanted = names.filter((name) => stateByGroup.get(keyOf(application, name))?.currentId === undefined)
    calls += Math.ceil(wanted.length / GROUPS_PER_BATCH)
    if (calls <= MAX_CALLS) return wanted.map((name) => group(location, application, name))
    isComplete &&= wanted.length === 0
    return []
  })
  for (const group of await fulfilled(described)) {
    if (!group) continue
    const { applicationName, deploymentGroupName, lastSuccessfulDeployment, lastAttemptedDeployment } = group
    const key = keyOf(applicationName, deploymentGroupName)
    const currentId = lastSuccessfulDeployment?.deploymentId
    const state = stateByGroup.get(key)
    if (state) stateByGroup.set(key, { ...state, currentId })
    const latest = lastAttemptedDeployment?.deploymentId ? lastAttemptedDeployment : lastSuccessfulDeployment
    if (state || !latest?.deploymentId) continue
    const { deploymentId, status } = latest
    stateByGroup.set(key, {
      ...{ location, applicationName, deploymentGroupName, currentId },
      runningId: isUnderWay(status) ? deploymentId : undefined,
      latestDeploymentId: deploymentId,
      latestStatus: status,
      failuresSinceSuccess: status === 'Failed' || status === 'Stopped' ? 1 : 0,
      rows: [],
    })
  }
  return { states: [...stateByGroup.values()], isComplete: isComplete && failures.length === 0, failures }
}

const isUnderWay = (status: string | undefined) =>
  status !== undefined && status !== 'Succeeded' && status !== 'Failed' && status !== 'Stopped'

const keyOf = (applicationName: string, deploymentGroupName: string) =>
  JSON.stringify([applicationName, deploymentGroupName])
