import type { DeploymentState, EnvironmentState } from '@aws-sdk/client-appconfig'
import { type ActivityType, isWanted, windowOf } from '../activity/activity-type.ts'
import { statusesIn } from '../activity/phase.ts'
import { consoleOf } from '../aws/console.ts'
import { firstPage } from '../aws/request/listing.ts'
import { filterSource, newestOf } from '../aws/request/newest.ts'
import type { Context } from '../context.ts'
import { GatewayError } from '../errors.ts'
import type { ActivityFilter, Phase } from '../generated/resolvers.ts'
import { withPlace } from './connections.ts'
import type { Deployment } from './model.ts'
import { reasonOf, TAKEN_BACK } from './reason.ts'

/** Deployment.State. https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetDeployment.html */
const phases: ReadonlyMap<string, Phase> = new Map<string, Phase>([
  ['DEPLOYING', 'IN_PROGRESS'],
  ['VALIDATING', 'IN_PROGRESS'],
  ['BAKING', 'IN_PROGRESS'],
  ['COMPLETE', 'SUCCEEDED'],
  ['ROLLING_BACK', 'ROLLING_BACK'],
  ['ROLLED_BACK', 'ROLLED_BACK'],
  ['REVERTED', 'ROLLED_BACK'],
])

export const activity: ActivityType<Deployment> = {
  service: 'APPCONFIG',
  phases,
  status: ({ State }) => State,
  title: async (deployment, context) => {
    const what = deployment.ConfigurationName ?? `${deployment.ApplicationId} #${deployment.DeploymentNumber}`
    return `${what} → ${await environmentName(deployment, context)}`
  },
  reason: async (deployment, { appconfig }) => {
    if (!TAKEN_BACK.has(deployment.State ?? '')) return undefined
    return reasonOf((await appconfig.deploymentDetail(deployment))?.EventLog ?? [])
  },
  consoleUrl: ({ ApplicationId, EnvironmentId, DeploymentNumber }, region) =>
    `${consoleOf(region)}/systems-manager/appconfig/applications/${ApplicationId}/environments/${EnvironmentId}/deployments/${DeploymentNumber}?region=${region}`,
  times: ({ StartedAt, CompletedAt }) => ({ createdAt: StartedAt, startedAt: StartedAt, completedAt: CompletedAt }),

  hasApplication: async ({ appconfig }, location, name) => appconfig.hasApplication(location, name),

  applicationName: ({ location, ApplicationId }, { appconfig }) => appconfig.applicationName(location, ApplicationId),
  reread: ({ location, ApplicationId, EnvironmentId, DeploymentNumber }, { appconfig }) =>
    appconfig.deployment(location, ApplicationId, EnvironmentId, DeploymentNumber),
  listedEveryMs: 15_000, // a call per application

  // ListDeployments cannot filter, so its items are filtered here.
  sources: async ({ appconfig }, location, filter, after) => {
    const { applicationName } = filter
    const runningOnly = isRunningOnly(filter)
    const { environments, failures } =
      runningOnly || applicationName != null
        ? await appconfig.environmentsNow(location, applicationName)
        : await appconfig.allEnvironments(location)
    const belongs = (value: Deployment): value is Deployment => isWanted(activity, filter, value)
    const window = windowOf(withRolloutBound(filter), after)
    const sources = environments
      .filter(({ State }) => !runningOnly || !IDLE.has(State ?? ''))
      .map(({ ApplicationId, Id, State }) => {
        const deployments = appconfig.lists.deployments(location, ApplicationId, Id)
        const isNewestOnly = runningOnly && BUSY.has(State ?? '')
        return filterSource(newestOf(isNewestOnly ? firstPage(deployments) : deployments, withPlace, window), belongs)
      })
    return { sources, failures }
  },
}

// Environment.State, https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_Environment.html: with which nothing
// is under way there, and with which the newest deployment is. A state newer than these may be either.
const IDLE: ReadonlySet<string> = new Set([
  'READY_FOR_DEPLOYMENT',
  'ROLLED_BACK',
  'REVERTED',
] satisfies EnvironmentState[])
const BUSY: ReadonlySet<string> = new Set(['DEPLOYING', 'ROLLING_BACK'] satisfies EnvironmentState[])

const RUNNING: ReadonlySet<string> = new Set([
  'DEPLOYING',
  'VALIDATING',
  'BAKING',
  'ROLLING_BACK',
] satisfies DeploymentState[])

/**
 * Whether a filter selects only running deployments. "You can only deploy one configuration at a time to an environment."
 * https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-deploying.html
 */
function isRunningOnly({ phases: wanted }: ActivityFilter): boolean {
  const states = wanted?.length ? statusesIn(phases, wanted) : undefined
  return states?.every((state) => RUNNING.has(state)) ?? false
}

// At most 24 hours of deployment and 24 hours of bake time, and some days for validation and rollback.
// https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_CreateDeploymentStrategy.html
const MAX_ROLLOUT_MS = 7 * 86_400_000

/** An activity that was under way at a moment began at most one rollout's length before it. */
function withRolloutBound({ since, activeAt, ...filter }: ActivityFilter): ActivityFilter {
  const earliest = activeAt && new Date(activeAt.getTime() - MAX_ROLLOUT_MS)
  return { activeAt, since: earliest && !(since && since > earliest) ? earliest : since, ...filter }
}

// A title is for people: if the environment's name cannot be read, the title has its id.
async function environmentName(deployment: Deployment, { appconfig }: Context): Promise<string> {
  const name = await appconfig.environmentName(deployment).catch((error) => {
    if (error instanceof GatewayError) return undefined
    throw error
  })
  return name ?? deployment.EnvironmentId
}
