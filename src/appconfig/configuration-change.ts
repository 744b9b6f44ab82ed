import type { Context } from '../context.ts'
import type * as Schema from '../generated/resolvers.ts'
import type { Complete } from '../graphql/complete.ts'
import type { ConfigurationChange, Deployment } from './model.ts'

// How many pages of a listing one field may read; AppConfig's hold 50 deployments at most.
const MAX_PAGES = 4

/**
 * The newest older deployment of the same profile that was completed, from the listing of its environment, which is
 * newest first. Undefined if the first four pages have none.
 */
export async function configurationChange(
  to: Deployment,
  _: unknown,
  { appconfig }: Context,
): Promise<ConfigurationChange | undefined> {
  const deployments = appconfig.lists.deployments(to.location, to.ApplicationId, to.EnvironmentId)
  let token: string | undefined
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const { items, nextToken } = await deployments.read(token)
    const from = versionBefore(to, items)
    if (from || !nextToken) return { from, to }
    token = nextToken
  }
  return undefined
}

export const ConfigurationVersionChange: Complete<Schema.ConfigurationVersionChangeResolvers, ConfigurationChange> = {
  fromVersion: ({ from }) => from?.ConfigurationVersion,
  toVersion: ({ to }) => to.ConfigurationVersion,
}

/** The previous version in a deployment's environment, from deployments that are newest first. */
const versionBefore = (to: Deployment, deployments: readonly Deployment[]): Deployment | undefined =>
  deployments.find(
    (one) => one.DeploymentNumber < to.DeploymentNumber && one.State === 'COMPLETE' && isOfOneProfile(one, to),
  )

/** Older answers of AWS have no ConfigurationProfileId: the profile's name at that time identifies it. */
function isOfOneProfile(one: Deployment, other: Deployment): boolean {
  const [id, otherId] = [one.ConfigurationProfileId, other.ConfigurationProfileId]
  return id && otherId ? id === otherId : one.ConfigurationName === other.ConfigurationName
}
