import type { Listing } from '../../aws/request/listing.ts'
import { Semaphore } from '../../aws/request/semaphore.ts'
import type { DeploymentGroup } from '../model.ts'
import { type CodeDeploySource, GROUPS_PER_BATCH } from '../source.ts'
import type { GroupState } from './group-states.ts'

/** The most calls that a request makes in one location for groups that were quiet. */
const MAX_CALLS = 100

const CONCURRENT_APPLICATIONS = 10

/** The groups that could be read. */
interface WithQuiet {
  states: GroupState[]
  /** Whether all groups could be read within MAX_CALLS. */
  isComplete: boolean
  failures: unknown[]
}

/**
 * These groups of a location, and the DeploymentGroupInfo of those that had no success in the window: its
 * lastSuccessfulDeployment and lastAttemptedDeployment. ListApplications unless the application is named, one
 * ListDeploymentGroups per page of each application's groups and one BatchGetDeploymentGroups per 25 of them.
 */
export async function withQuietGroups(
  { lists, group }: CodeDeploySource,
  location: string,
  active: readonly GroupState[],
  applicationName: string | null | undefined,
): Promise<WithQuiet> {
  const states = new Map(active.map((state) => [keyOf(state), state]))
  const failures: unknown[] = []
  let isComplete = true
  let callsLeft = MAX_CALLS

  /** Takes up to this many of the remaining calls. */
  const take = (wanted: number): number => {
    const calls = Math.min(wanted, callsLeft)
    callsLeft -= calls
    isComplete &&= calls === wanted
    return calls
  }

  const namesOf = async ({ read }: Listing<string>): Promise<string[]> => {
    const names: string[] = []
    let token: string | undefined
    do {
      if (take(1) === 0) break
      const page = await read(token)
      names.push(...page.items)
      isComplete &&= !page.isIncomplete
      token = page.nextToken
    } while (token)
    return names
  }

  const quietGroupsOf = async (applicationName: string): Promise<DeploymentGroup[]> => {
    const names = await namesOf(lists.groupNames(location, applicationName))
    const wanted = names.filter(
      (deploymentGroupName) => states.get(keyOf({ applicationName, deploymentGroupName }))?.currentId === undefined,
    )
    const batches = take(Math.ceil(wanted.length / GROUPS_PER_BATCH))
    const described = await Promise.allSettled(
      wanted.slice(0, batches * GROUPS_PER_BATCH).map((name) => group(location, applicationName, name)),
    )
    for (const result of described) if (result.status === 'rejected') failures.push(result.reason)
    return described.flatMap((result) => (result.status === 'fulfilled' ? (result.value ?? []) : []))
  }

  const noNames = (error: unknown): [] => {
    failures.push(error)
    return []
  }
  const applications =
    applicationName == null ? await namesOf(lists.applicationNamesAt(location)).catch(noNames) : [applicationName]
  const limit = new Semaphore(CONCURRENT_APPLICATIONS)
  const groups = await Promise.all(applications.map((name) => limit.run(() => quietGroupsOf(name).catch(noNames))))
  for (const group of groups.flat()) {
    const state = stateOf(location, group, states.get(keyOf(group)))
    if (state) states.set(keyOf(group), state)
  }
  return { states: [...states.values()], isComplete: isComplete && failures.length === 0, failures }
}

/**
 * The state that a group itself reports; `active` is the one derived from its deployments in the window. Undefined if
 * it never had any.
 */
function stateOf(location: string, group: DeploymentGroup, active: GroupState | undefined): GroupState | undefined {
  const { applicationName, deploymentGroupName, lastSuccessfulDeployment, lastAttemptedDeployment } = group
  const currentId = lastSuccessfulDeployment?.deploymentId
  if (active) return { ...active, currentId }
  const latest = lastAttemptedDeployment?.deploymentId ? lastAttemptedDeployment : lastSuccessfulDeployment
  if (!latest?.deploymentId) return undefined
  const { deploymentId, status } = latest
  return {
    location,
    applicationName,
    deploymentGroupName,
    currentId,
    runningId: isUnderWay(status) ? deploymentId : undefined,
    latestDeploymentId: deploymentId,
    latestStatus: status,
    failuresSinceSuccess: status === 'Failed' || status === 'Stopped' ? 1 : 0,
    rows: [],
  }
}

const isUnderWay = (status: string | undefined) =>
  status !== undefined && status !== 'Succeeded' && status !== 'Failed' && status !== 'Stopped'

const keyOf = ({ applicationName, deploymentGroupName }: Pick<GroupState, 'applicationName' | 'deploymentGroupName'>) =>
  JSON.stringify([applicationName, deploymentGroupName])
