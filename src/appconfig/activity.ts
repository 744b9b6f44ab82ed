import { type ActivityType, isWanted, windowOf } from '../activity/activity-type.ts'
import { consoleOf } from '../aws/console.ts'
import { newestOf, only } from '../aws/request/newest.ts'
import type { Context } from '../context.ts'
import { GatewayError } from '../errors.ts'
import type { Phase } from '../generated/resolvers.ts'
import type { Deployment } from './model.ts'

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
  consoleUrl: ({ ApplicationId, EnvironmentId, DeploymentNumber }, region) =>
    `${consoleOf(region)}/systems-manager/appconfig/applications/${ApplicationId}/environments/${EnvironmentId}/deployments/${DeploymentNumber}?region=${region}`,
  times: ({ StartedAt, CompletedAt }) => ({ createdAt: StartedAt, startedAt: StartedAt, completedAt: CompletedAt }),

  // ListDeployments filters nothing, so what it lists is sifted here.
  sources: async ({ appconfig }, location, filter, after) => {
    const { environments, failures } = await appconfig.allEnvironments(location)
    const describe = async (value: Deployment) => {
      const { ApplicationId, EnvironmentId, DeploymentNumber, StartedAt } = value
      const id = [location, ApplicationId, EnvironmentId, DeploymentNumber].join('/')
      return { at: StartedAt?.getTime(), id, value }
    }
    const belongs = (value: Deployment): value is Deployment => isWanted(phases, filter, value.State)
    const sources = environments.map(({ ApplicationId, Id }) =>
      only(
        newestOf(appconfig.lists.deployments(location, ApplicationId, Id), describe, windowOf(filter, after)),
        belongs,
      ),
    )
    return { sources, failures }
  },
}

// A title is for people: where the environment's name cannot be read, its id says as much as can be said.
async function environmentName(deployment: Deployment, { appconfig }: Context): Promise<string> {
  const name = await appconfig.environmentName(deployment).catch((error) => {
    if (error instanceof GatewayError) return undefined
    throw error
  })
  return name ?? deployment.EnvironmentId
}
