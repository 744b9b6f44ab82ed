import { type ActivityType, isWanted, windowOf } from '../activity/activity-type.ts'
import { consoleOf } from '../aws/console.ts'
import { filterSource, newestOf } from '../aws/request/newest.ts'
import type { Phase } from '../generated/resolvers.ts'
import type { Execution } from './model.ts'

/** LifecycleExecutionState.status. https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecycleExecutionState.html */
const phases: ReadonlyMap<string, Phase> = new Map<string, Phase>([
  ['PENDING', 'PENDING'],
  ['IN_PROGRESS', 'IN_PROGRESS'],
  ['CANCELLING', 'IN_PROGRESS'],
  ['SUCCESS', 'SUCCEEDED'],
  ['FAILED', 'FAILED'],
  ['CANCELLED', 'STOPPED'],
])

// A policy runs once a day, and acts on images one by one.
const RUNS_AT_MOST_MS = 7 * 86_400_000

const policyName = ({ lifecyclePolicyArn }: Execution) =>
  lifecyclePolicyArn?.slice(lifecyclePolicyArn.lastIndexOf('/') + 1)

export const activity: ActivityType<Execution> = {
  service: 'IMAGE_BUILDER',
  phases,
  status: ({ state }) => state?.status,
  title: (execution) => policyName(execution) ?? execution.lifecycleExecutionId,
  reason: ({ state }) => state?.reason || undefined,
  // Executions have no page: that of their policy lists them, and without a policy the one of all policies.
  consoleUrl: ({ lifecyclePolicyArn: arn }, region) =>
    `${consoleOf(region)}/imagebuilder/home?region=${region}#/lifecyclePolicies${arn ? `/${encodeURIComponent(arn)}` : ''}`,
  times: ({ startTime, endTime }) => ({ createdAt: startTime, startedAt: startTime, completedAt: endTime }),

  hasApplication: async ({ imagebuilder }, location, name) =>
    (await imagebuilder.allPolicies(location)).some((policy) => policy.name === name),

  applicationName: policyName,
  reread: ({ location, lifecycleExecutionId }, { imagebuilder }) =>
    imagebuilder.execution(location, lifecycleExecutionId),
  listedEveryMs: 15_000, // a call per policy
  runsAtMostMs: RUNS_AT_MOST_MS,

  // ListLifecycleExecutions cannot filter, so its items are filtered here.
  sources: async ({ imagebuilder }, location, filter, after) => {
    const policies = await imagebuilder.allPolicies(location)
    const describe = async (value: Execution) => {
      const id = `${location}/${value.lifecycleExecutionId}`
      return { at: value.startTime?.getTime(), id, value }
    }
    const belongs = (value: Execution): value is Execution => isWanted(activity, filter, value)
    const { applicationName: name } = filter
    const sources = policies
      .filter((policy) => name == null || policy.name === name)
      .map(({ arn }) =>
        filterSource(newestOf(imagebuilder.executions(location, arn), describe, windowOf(filter, after)), belongs),
      )
    return { sources }
  },
}
