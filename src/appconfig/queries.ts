import type { Context } from '../context.ts'
import { inputError, quote } from '../errors.ts'
import type * as Schema from '../generated/resolvers.ts'
import { ofExisting, unknownIn } from '../graphql/connections.ts'
import { applications, deployments } from './connections.ts'

// Applications, environments, profiles: https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetDeployment.html
const ID = /^[a-z0-9]{4,7}$/

export function checkedId(id: string, argument: string): string {
  if (ID.test(id)) return id
  throw inputError(`"${argument}" was ${quote(id)}: expected 4 to 7 lower-case letters and digits, like "abc1234".`)
}

// The account's own, or one that AWS provides.
const STRATEGY_ID = /^([a-z0-9]{4,7}|AppConfig\.[A-Za-z0-9]{9,40})$/

export function checkedStrategyId(id: string): string {
  if (STRATEGY_ID.test(id)) return id
  throw inputError(`"deploymentStrategyId" was ${quote(id)}: expected an id like "abc1234".`)
}

export function checkedNumber(number: number): number {
  if (Number.isSafeInteger(number) && number >= 1) return number
  throw inputError(`"deploymentNumber" was ${number}: expected 1 or more.`)
}

/** The location of an environment; with only one candidate, it needs no call. */
async function whereIs(
  applicationId: string,
  environmentId: string,
  name: string | null | undefined,
  context: Context,
) {
  const [single, ...others] = context.locations.covering(name)
  if (single && others.length === 0) return single.name
  return (await findEnvironment(applicationId, environmentId, context))?.location
}

/** The environment, in the named location or wherever it is. */
export const findEnvironment = (
  applicationId: string,
  environmentId: string,
  { appconfig, locations }: Context,
  name?: string | null,
) =>
  locations.find(
    ['appconfig', applicationId],
    name,
    (location) => appconfig.environment(location, applicationId, environmentId),
    [environmentId],
  )

type Fields =
  | 'appConfigDeployment'
  | 'appConfigDeployments'
  | 'appConfigEnvironment'
  | 'configurationProfile'
  | 'deploymentStrategy'
  | 'appConfigApplication'
  | 'appConfigApplications'

export const Query: Required<Pick<Schema.QueryResolvers, Fields>> = {
  appConfigDeployment: (_, { applicationId, environmentId, deploymentNumber, location }, { appconfig }) =>
    appconfig.findDeployment(
      checkedId(applicationId, 'applicationId'),
      checkedId(environmentId, 'environmentId'),
      checkedNumber(deploymentNumber),
      location,
    ),

  appConfigDeployments: async (_, { applicationId, environmentId, location, ...page }, context) => {
    checkedId(applicationId, 'applicationId')
    const at = await whereIs(applicationId, checkedId(environmentId, 'environmentId'), location, context)
    const what = `environment "${environmentId}" of an application "${applicationId}"`
    const names = context.locations.namesOf(location)
    if (at === undefined) throw unknownIn(what, names)
    return ofExisting(deployments(context.appconfig, page, at, applicationId, environmentId), what, names)
  },

  appConfigEnvironment: (_, { applicationId, environmentId, location }, context) =>
    findEnvironment(
      checkedId(applicationId, 'applicationId'),
      checkedId(environmentId, 'environmentId'),
      context,
      location,
    ),

  configurationProfile: (_, { applicationId, configurationProfileId, location }, { appconfig }) =>
    appconfig.findConfigurationProfile(
      checkedId(applicationId, 'applicationId'),
      checkedId(configurationProfileId, 'configurationProfileId'),
      location,
    ),

  deploymentStrategy: (_, { deploymentStrategyId, location }, { appconfig }) =>
    appconfig.findDeploymentStrategy(checkedStrategyId(deploymentStrategyId), location),

  appConfigApplication: (_, { applicationId, location }, { appconfig }) =>
    appconfig.findApplication(checkedId(applicationId, 'applicationId'), location),

  appConfigApplications: (_, { location, ...page }, { appconfig, locations }) =>
    applications(appconfig, page, locations.namesOf(location)),
}
