import { inputError, ReadError } from '../aws/calls/errors.ts'
import type { Context } from '../context.ts'
import type * as Schema from '../generated/resolvers.ts'
import { atMost } from '../graphql/arguments.ts'
import { eachAlone } from '../graphql/connections.ts'
import { applications, configs, deployments } from './connections.ts'
import type { Target } from './model.ts'

// Every 25 ids are a call, so their number is bounded before any is made.
const MOST_IDS = 1000

// d- and letters and digits: the API reference gives no pattern, so the length is left open.
const DEPLOYMENT_ID = /^d-[A-Za-z0-9]{1,64}$/

export function checkedDeploymentId(deploymentId: string): string {
  if (DEPLOYMENT_ID.test(deploymentId)) return deploymentId
  throw inputError(`"deploymentId" was ${JSON.stringify(deploymentId)}: expected an id like "d-A1B2C3D4E".`)
}

export function checkedName(name: string, argument: string): string {
  if (name.length >= 1 && name.length <= 100) return name
  throw inputError(`"${argument}" was ${JSON.stringify(name)}: expected a name of 1 to 100 characters.`)
}

/** In which location a deployment is; with one location to choose from, nobody needs to be asked. */
export async function whereIs(
  deploymentId: string,
  name: string | null | undefined,
  { codedeploy, locations }: Context,
) {
  const [only, ...others] = locations.covering(name)
  if (only && others.length === 0) return only.name
  return (await codedeploy.findDeployment(deploymentId))?.location
}

type Fields =
  | 'codeDeployDeployment'
  | 'codeDeployDeployments'
  | 'codeDeployApplication'
  | 'codeDeployApplications'
  | 'deploymentGroup'
  | 'deploymentConfig'
  | 'deploymentConfigs'
  | 'deploymentTargets'
  | 'deploymentInstance'
  | 'deploymentInstances'

export const Query: Required<Pick<Schema.QueryResolvers, Fields>> = {
  codeDeployDeployment: (_, { deploymentId, location }, { codedeploy }) =>
    codedeploy.findDeployment(checkedDeploymentId(deploymentId), location),

  codeDeployDeployments: (_, { first, after, filter, ...of }, { codedeploy, locations }) => {
    locations.covering(of.location) // refused here, before the listings are made
    for (const argument of ['applicationName', 'deploymentGroupName'] as const)
      if (of[argument] != null) checkedName(of[argument], argument)
    return deployments(codedeploy, { first, after }, of, filter)
  },

  codeDeployApplication: (_, { applicationName, location }, { codedeploy }) =>
    codedeploy.findApplication(checkedName(applicationName, 'applicationName'), location),

  codeDeployApplications: (_, { location, ...page }, { codedeploy }) => applications(codedeploy, page, location),

  deploymentGroup: (_, { applicationName, deploymentGroupName, location }, { codedeploy }) =>
    codedeploy.findGroup(
      checkedName(applicationName, 'applicationName'),
      checkedName(deploymentGroupName, 'deploymentGroupName'),
      location,
    ),

  deploymentConfig: (_, { deploymentConfigName, location }, { codedeploy }) =>
    codedeploy.findConfig(checkedName(deploymentConfigName, 'deploymentConfigName'), location),

  deploymentConfigs: (_, { location, ...page }, { codedeploy }) => configs(codedeploy, page, location),

  deploymentTargets: async (_, { deploymentId, targetIds, location }, context) => {
    const id = checkedDeploymentId(deploymentId)
    atMost(MOST_IDS, targetIds, 'targetIds')
    if (targetIds.length === 0) return []
    const at = await whereIs(id, location, context)
    const target = async (targetId: string): Promise<Target> => {
      const found = at && (await context.codedeploy.targets.target(at, id, targetId))
      return found || Promise.reject(new ReadError('NOT_FOUND', `${id} has no target ${JSON.stringify(targetId)}.`))
    }
    return eachAlone(targetIds.map(target))
  },

  deploymentInstance: async (_, { deploymentId, instanceId, location }, context) => {
    const at = await whereIs(checkedDeploymentId(deploymentId), location, context)
    return at === undefined ? null : context.codedeploy.targets.instance(at, deploymentId, instanceId)
  },

  deploymentInstances: async (_, { deploymentId, instanceIds, location }, context) => {
    checkedDeploymentId(deploymentId)
    atMost(MOST_IDS, instanceIds, 'instanceIds')
    if (instanceIds.length === 0) return { instances: [], errorMessage: null }
    const at = await whereIs(deploymentId, location, context)
    return at === undefined ? null : context.codedeploy.targets.instances(at, deploymentId, instanceIds)
  },
}
