import type { Listing } from '../aws/request/listing.ts'
import type { Deployment } from './model.ts'

// Of 50 deployments each: as far back as one field may look.
export const MAX_PAGES = 4

/** The parent of ConfigurationVersionChange. */
export interface ConfigurationChange {
  /** Undefined where no version of the profile ran before. */
  from: Deployment | undefined
  to: Deployment
}

/**
 * What a deployment changes: the newest older one of the same profile that was completed, from the listing of its
 * environment, which is newest first. Undefined where it lies further back than MAX_PAGES.
 */
export async function configurationChange(
  to: Deployment,
  deployments: Listing<Deployment>,
): Promise<ConfigurationChange | undefined> {
  let token: string | undefined
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const { items, nextToken } = await deployments.read(token)
    const from = versionBefore(to, items)
    if (from || !nextToken) return { from, to }
    token = nextToken
  }
  return undefined
}

/** What ran before a deployment in its environment, among deployments that are newest first. */
export const versionBefore = (to: Deployment, deployments: readonly Deployment[]): Deployment | undefined =>
  deployments.find(
    (one) => one.DeploymentNumber < to.DeploymentNumber && one.State === 'COMPLETE' && isOfOneProfile(one, to),
  )

/** Older answers of AWS have no ConfigurationProfileId: the name that the profile had then stands for it. */
function isOfOneProfile(one: Deployment, other: Deployment): boolean {
  const [id, otherId] = [one.ConfigurationProfileId, other.ConfigurationProfileId]
  return id && otherId ? id === otherId : one.ConfigurationName === other.ConfigurationName
}
