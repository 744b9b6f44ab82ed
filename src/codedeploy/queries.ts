import type { Context } from '../context.ts'
import { asGatewayError, GatewayError, inputError, quote } from '../errors.ts'
import type * as Schema from '../generated/resolvers.ts'
import { assertMaxLength } from '../graphql/arguments.ts'
import { nullOnError } from '../graphql/connection-resolvers.ts'
import { ofExisting } from '../graphql/connections.ts'
import { applications, configs, deployments } from './connections.ts'
import type { Target } from './model.ts'

// Every 25 ids are a call, so their number is bounded before any is made.
const MAX_IDS = 1000

// d- and letters and digits: the API reference gives no pattern and no length. 256 characters are ours.
const DEPLOYMENT_ID = /^d-[A-Za-z0-9]{1,254}$/

export function checkedDeploymentId(deploymentId: string): string {
  if (DEPLOYMENT_ID.test(deploymentId)) return deploymentId
  throw inputError(`"deploymentId" was ${quote(deploymentId)}: expected an id like "d-A1B2C3D4E".`)
}

export function checkedName(name: string, argument: string): string {
  if (name.length >= 1 && name.length <= 100) return name
  throw inputError(`"${argument}" was ${quote(name)}: expected a name of 1 to 100 characters.`)
}

/** The location of a deployment; with only one candidate, it needs no call. */
export async function whereIs(
  deploymentId: string,
  name: string | null | undefined,
  { codedeploy, locations }: Context,
) {
  const [single, ...others] = locations.covering(name)
  if (single && others.length === 0) return single.name
  return (await codedeploy.findDeployment(deploymentId))?.location
}

/**
 * Why a deployment has none of the targets that were looked for; undefined if it has one, or where one or the
 * deployment could not be read. The deployment is read for it, which one that has some of them does not cost.
 */
async function reasonForNone(
  at: string | undefined,
  deploymentId: string,
  looked: readonly Promise<Target | undefined>[],
  { codedeploy }: Context,
): Promise<string | undefined> {
  const results = await Promise.allSettled(looked)
  if (results.some((result) => result.status === 'rejected' || result.value)) return undefined
  const deployment = at === undefined ? undefined : await codedeploy.deployment(at, deploymentId).catch(asGatewayError)
  if (deployment instanceof GatewayError) return undefined
  if (!deployment) return `No deployment ${deploymentId} was found.`
  const isStarted = deployment.status !== 'Created' && deployment.status !== 'Queued'
  return isStarted ? undefined : `${deploymentId} has not started: it has no targets yet.`
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
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

  codeDeployDeployments: async (_, { first, after, filter, ...of }, { codedeploy, locations, now }) => {
    locations.covering(of.location) // refused here, before the listings are made
    for (const argument of ['applicationName', 'deploymentGroupName'] as const)
      if (of[argument] != null) checkedName(of[argument], argument)
    const { applicationName, deploymentGroupName } = of
    const page = deployments(codedeploy, { first, after }, of, now, filter)
    if (applicationName == null) return page
    const application = `application ${JSON.stringify(applicationName)}`
    const what =
      deploymentGroupName == null
        ? application
        : `deployment group ${JSON.stringify(deploymentGroupName)} of an ${application}`
    return ofExisting(page, what, locations.namesOf(of.location))
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
    assertMaxLength(MAX_IDS, targetIds, 'targetIds')
    if (targetIds.length === 0) return []
    const at = await whereIs(id, location, context)
    const deployments =
      at === undefined ? [] : targetIds.map((targetId) => context.codedeploy.targets.target(at, id, targetId))
    const whyNone = once(() => reasonForNone(at, id, deployments, context))
    const target = async (targetId: string, index: number): Promise<Target> => {
      const target = await deployments[index]
      if (target) return target
      const reason = await whyNone()
      throw new GatewayError('NOT_FOUND', reason ?? `${id} has no target ${quote(targetId)}.`)
    }
    return nullOnError(targetIds.map(target))
  },

  deploymentInstance: async (_, { deploymentId, instanceId, location }, context) => {
    const at = await whereIs(checkedDeploymentId(deploymentId), location, context)
    return at === undefined ? null : context.codedeploy.targets.instance(at, deploymentId, instanceId)
  },

  deploymentInstances: async (_, { deploymentId, instanceIds, location }, context) => {
    checkedDeploymentId(deploymentId)
    assertMaxLength(MAX_IDS, instanceIds, 'instanceIds')
    if (instanceIds.length === 0) return { instances: [], missingInstanceIds: [], errorMessage: null }
    const at = await whereIs(deploymentId, location, context)
    return at === undefined ? null : context.codedeploy.targets.instances(at, deploymentId, instanceIds)
  },
}
