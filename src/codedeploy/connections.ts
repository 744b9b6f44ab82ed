import { readAll } from '../aws/request/listing.ts'
import { inputError, quote } from '../errors.ts'
import type { CodeDeployDeploymentFilter, TargetFilter } from '../generated/resolvers.ts'
import { rejectUnknown } from '../graphql/arguments.ts'
import { listingConnection, newestConnection, type PageArguments } from '../graphql/connections.ts'
import { laterOf } from '../graphql/duration.ts'
import { loadEach } from '../graphql/node-batches.ts'
import type { DeploymentsOf } from './deployments-filter.ts'
import type {
  Application,
  ApplicationConnection,
  Deployment,
  DeploymentConfigConnection,
  DeploymentConnection,
  DeploymentGroupConnection,
  Target,
  TargetConnection,
} from './model.ts'
import { APPLICATIONS_PER_BATCH, type CodeDeploySource, GROUPS_PER_BATCH } from './source.ts'
import { TARGETS_PER_BATCH } from './targets.ts'

/** Newest first: ListDeployments, then one BatchGetDeployments per 25. `now`, in milliseconds since 1970, is what `within` ends at. */
export function deployments(
  source: CodeDeploySource,
  page: PageArguments,
  of: DeploymentsOf,
  now: number,
  requested?: CodeDeployDeploymentFilter | null,
): DeploymentConnection {
  if (of.deploymentGroupName && !of.applicationName)
    throw inputError(
      `"deploymentGroupName" was ${quote(of.deploymentGroupName)} without "applicationName": group names are unique within an application only.`,
    )
  const { statuses, within, createdAfter, ...rest } = requested ?? {}
  const [from, to] = [laterOf(createdAfter, within, now), rest.createdBefore]
  if (from && to && from > to)
    throw inputError(
      `${from === createdAfter ? '"createdAfter" was' : `"within" was ${within}, from`} ${from.toISOString()}: expected a time before "createdBefore", ${to.toISOString()}.`,
    )
  const filter = { ...rest, createdAfter: from, statuses: statuses && rejectUnknown(statuses, 'statuses') }
  return newestConnection(page, (first, after) => source.lists.deployments(of, filter, first, after))
}

/** By name, location after location: ListApplications, then one BatchGetApplications per 100. */
export const applications = (
  source: CodeDeploySource,
  page: PageArguments,
  location?: string | null,
): ApplicationConnection =>
  listingConnection(source.lists.applicationNames(location), page, {
    batchSize: APPLICATIONS_PER_BATCH,
    load: (names, at) => source.application.all(names, at),
  })

/** An application's groups: ListDeploymentGroups, then one BatchGetDeploymentGroups per 25. */
export const groups = (
  source: CodeDeploySource,
  page: PageArguments,
  { location, applicationName }: Application,
): DeploymentGroupConnection =>
  listingConnection([source.lists.groupNames(location, applicationName)], page, {
    batchSize: GROUPS_PER_BATCH,
    load: (names) => source.group.all(names, location, applicationName),
  })

/** Location after location: ListDeploymentConfigs, then one GetDeploymentConfig each. */
export const configs = (
  source: CodeDeploySource,
  page: PageArguments,
  location?: string | null,
): DeploymentConfigConnection =>
  listingConnection(source.lists.configNames(location), page, {
    batchSize: 1,
    load: loadEach((name, at) => source.config(at, name)),
  })

/** A deployment's targets: ListDeploymentTargets, and one BatchGetDeploymentTargets per 25 while the listing goes on. */
export function targets(
  source: CodeDeploySource,
  page: PageArguments,
  { location, deploymentId }: Deployment,
  filter?: TargetFilter | null,
): TargetConnection {
  const listing = source.targets.ids(location, deploymentId, {
    statuses: filter?.statuses,
    instanceLabels: filter?.instanceLabels && rejectUnknown(filter.instanceLabels, 'instanceLabels'),
  })
  return {
    allIds: () => readAll(listing.read),
    ...listingConnection([listing], page, {
      batchSize: TARGETS_PER_BATCH,
      load: (ids) => source.targets.all(ids, location, deploymentId),
    }),
  }
}

/**
 * A deployment's target by what AWS calls it; a Lambda target, which AWS calls function:alias, also by its function where
 * no other begins so. Undefined if there is none.
 */
export async function targetByName(
  source: CodeDeploySource,
  { location, deploymentId, computePlatform }: Deployment,
  name: string,
): Promise<Target | undefined> {
  const target = await source.targets.target(location, deploymentId, name)
  if (target || computePlatform !== 'Lambda') return target
  const ids = await readAll(source.targets.ids(location, deploymentId).read)
  const [id, ...others] = ids.filter((id) => id.startsWith(`${name}:`))
  return id && others.length === 0 ? source.targets.target(location, deploymentId, id) : undefined
}
