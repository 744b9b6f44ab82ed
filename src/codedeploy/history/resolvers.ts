import { phaseOf } from '../../activity/phase.ts'
import type { Context } from '../../context.ts'
import { inputError, quote } from '../../errors.ts'
import type * as Schema from '../../generated/resolvers.ts'
import type { Complete } from '../../graphql/complete.ts'
import { unknownIn } from '../../graphql/connections.ts'
import { countArgument } from '../../graphql/cursors.ts'
import { durationMs } from '../../graphql/duration.ts'
import { keyedPage } from '../../graphql/keyed-page.ts'
import { distinct, problemOf } from '../../graphql/problems.ts'
import { location } from '../../graphql/shared-fields.ts'
import { activity } from '../activity.ts'
import { checkedName } from '../queries.ts'
import { type GroupState, groupStates } from './group-states.ts'
import type { HistoryPart } from './history.ts'
import type { GroupStateConnection, StatisticsAnswer } from './model.ts'
import { withQuietGroups } from './quiet-groups.ts'
import type { HistoryRow } from './row.ts'
import { statistics } from './statistics.ts'

interface Asked {
  location?: string | null
  applicationName?: string | null
  deploymentGroupName?: string | null
  within?: string | null
}

const DAY_MS = 24 * 3_600_000

/**
 * The deployments in the window in each location, of an application or all. Throws NOT_FOUND if no location has the
 * application or group.
 */
async function partsOf(
  { codedeploy, locations, now }: Context,
  { location: name, applicationName, deploymentGroupName, within }: Asked,
): Promise<{ since: number; parts: HistoryPart[] }> {
  const names = locations.namesOf(name)
  for (const [argument, value] of Object.entries({ applicationName, deploymentGroupName }))
    if (value != null) checkedName(value, argument)
  if (deploymentGroupName != null && applicationName == null)
    throw inputError(
      `"deploymentGroupName" was ${quote(deploymentGroupName)} without "applicationName": group names are unique within an application only.`,
    )
  const since = now - durationMs(within ?? '')
  const parts = await Promise.all(names.map((at) => codedeploy.history.since(at, since)))
  if (applicationName == null) return { since, parts }
  const chosen = parts.map((part) => ({
    ...part,
    rows: part.rows.filter(
      (row) =>
        row.applicationName === applicationName &&
        (deploymentGroupName == null || row.deploymentGroupName === deploymentGroupName),
    ),
  }))
  if (chosen.every(({ rows, failures }) => rows.length === 0 && failures.length === 0)) {
    const { hasApplication, hasGroup } = codedeploy.lists
    const has = await Promise.allSettled(
      names.map((at) =>
        deploymentGroupName == null
          ? hasApplication(at, applicationName)
          : hasGroup(at, applicationName, deploymentGroupName),
      ),
    )
    if (has.every((answer) => answer.status === 'fulfilled' && !answer.value))
      throw unknownIn(inWords(applicationName, deploymentGroupName), names)
  }
  return { since, parts: chosen }
}

function inWords(applicationName: string, deploymentGroupName: string | null | undefined): string {
  const application = `application ${JSON.stringify(applicationName)}`
  if (deploymentGroupName == null) return application
  return `deployment group ${JSON.stringify(deploymentGroupName)} of an ${application}`
}

const problemsOf = (parts: readonly Pick<HistoryPart, 'location' | 'failures'>[]) =>
  distinct(parts.flatMap((part) => part.failures.map((failure) => problemOf(activity.service, part.location, failure))))

type Fields = 'deploymentGroupStates' | 'deploymentStatistics'

export const Query: Required<Pick<Schema.QueryResolvers, Fields>> = {
  deploymentGroupStates: async (_, { first, after, includeQuiet, ...args }, context) => {
    const page = keyedPage<GroupState>('deploymentGroupStates', { first, after }, keyOf)
    const { parts } = await partsOf(context, args)
    const read = await Promise.all(
      parts.map(async ({ location, rows, ...part }) => {
        const active = groupStates(location, rows)
        if (!includeQuiet) return { location, states: active, ...part }
        const quiet = await withQuietGroups(context.codedeploy, location, active, args.applicationName)
        return {
          location,
          states: quiet.states,
          isComplete: part.isComplete && quiet.isComplete,
          failures: [...part.failures, ...quiet.failures],
        }
      }),
    )
    return {
      isComplete: read.every(({ isComplete }) => isComplete),
      problems: problemsOf(read),
      ...page(read.map(({ states }) => states.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)))),
    }
  },

  deploymentStatistics: async (_, args, context) => {
    const { since, parts } = await partsOf(context, args)
    const figures = statistics(parts.flatMap(({ location, rows }) => rows.map((row) => ({ location, row }))))
    const isComplete = parts.every((part) => part.isComplete)
    return {
      ...figures,
      since: new Date(since),
      deploymentFrequencyPerDay: isComplete ? (figures.succeeded * DAY_MS) / (context.now - since) : undefined,
      isComplete,
      problems: problemsOf(parts),
    }
  },
}

// No name that CodeDeploy takes is longer than its key is unique: JSON keeps the parts apart.
const keyOf = ({ location, applicationName, deploymentGroupName }: GroupState) =>
  JSON.stringify([location, applicationName, deploymentGroupName])

const DeploymentGroupStateConnection: Complete<Schema.DeploymentGroupStateConnectionResolvers, GroupStateConnection> = {
  nodes: ({ edges }) => edges.map(({ node }) => node),
}

const DeploymentGroupState: Complete<Schema.DeploymentGroupStateResolvers, GroupState> = {
  location,
  current: (state, _, { codedeploy }) =>
    state.currentId === undefined ? null : codedeploy.deployment(state.location, state.currentId),
  running: (state, _, { codedeploy }) =>
    state.runningId === undefined ? null : codedeploy.deployment(state.location, state.runningId),
  latest: (state, _, { codedeploy }) => codedeploy.deployment(state.location, state.latestDeploymentId),
  phase: ({ latestStatus }) => phaseOf(activity.phases, latestStatus),
  recent: ({ rows }, { last }) => rows.slice(0, countArgument('last', last)).reverse(),
}

const DeploymentHistoryEntry: Complete<Schema.DeploymentHistoryEntryResolvers, HistoryRow> = {
  phase: ({ status }) => phaseOf(activity.phases, status),
  createdAt: ({ createdAt }) => new Date(createdAt),
  completedAt: ({ completedAt }) => (completedAt === undefined ? null : new Date(completedAt)),
}

const DeploymentStatistics: Complete<Schema.DeploymentStatisticsResolvers, StatisticsAnswer> = {
  byGroup: ({ byGroup }, { first }) => byGroup.slice(0, countArgument('first', first)),
}

export const historyResolvers = {
  DeploymentGroupStateConnection,
  DeploymentGroupState,
  DeploymentHistoryEntry,
  DeploymentStatistics,
  DeploymentGroupStatistics: { location },
}
