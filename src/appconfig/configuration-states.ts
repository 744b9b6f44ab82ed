import { readAll } from '../aws/request/listing.ts'
import type { Context } from '../context.ts'
import { GatewayError } from '../errors.ts'
import type * as Schema from '../generated/resolvers.ts'
import { unknownIn } from '../graphql/connections.ts'
import { positionOf } from '../graphql/cursors.ts'
import { keyedPage } from '../graphql/keyed-page.ts'
import { distinct, type Problem, problemOf } from '../graphql/problems.ts'
import { type ConfigurationState, type ConfigurationStateConnection, statesOf } from './environment-states.ts'
import type { Listed } from './environments.ts'
import type { Environment } from './model.ts'
import { checkedId } from './queries.ts'
import type { AppConfigSource } from './source.ts'

// Environments are read in chunks of this size, since reads beyond a full page are wasted; it does not limit the calls.
const ENVIRONMENTS_AT_ONCE = 5

const LIST = 'configurationStates'

/** Unique within an environment: profiles have different ids, and those without an id have different names. */
const keyOf = ({ environment, configurationProfileId, configurationName }: ConfigurationState) =>
  JSON.stringify([environment.ApplicationId, environment.Id, configurationProfileId ?? '', configurationName ?? ''])

const environmentKeyOf = ({ ApplicationId, Id }: Environment) => JSON.stringify([ApplicationId, Id])

/** The versions that each environment serves. Throws NOT_FOUND for an application that no location has. */
export async function configurationStates(
  { first, after, location, applicationId }: Schema.QueryConfigurationStatesArgs,
  { appconfig, locations, now }: Context,
): Promise<ConfigurationStateConnection> {
  const page = keyedPage<ConfigurationState>(LIST, { first, after }, keyOf)
  const names = locations.namesOf(location)
  if (applicationId != null) checkedId(applicationId, 'applicationId')
  const listed = await Promise.all(names.map((name) => environmentsAt(appconfig, name, applicationId)))
  if (listed.length > 0 && listed.every(({ isMissing }) => isMissing))
    throw unknownIn(`application ${JSON.stringify(applicationId)}`, names)

  const problems: Problem[] = []
  const note = (name: string, failure: unknown) => problems.push(problemOf('APPCONFIG', name, failure))
  for (const [index, { failures }] of listed.entries())
    for (const failure of failures) note(names[index] ?? '', failure)

  const [, , start = 0, last = ''] = positionOf(after) ?? []
  const wanted = listed.flatMap(({ environments }, index) =>
    [...environments]
      .sort((one, other) => (environmentKeyOf(one) < environmentKeyOf(other) ? -1 : 1))
      .filter((environment) => index > start || (index === start && isFrom(environment, last)))
      .map((environment) => ({ index, environment })),
  )
  const parts: ConfigurationState[][] = names.map(() => [])
  let isComplete = true
  let cut = page(parts)
  while (wanted.length > 0 && !cut.pageInfo.hasNextPage) {
    const chunk = wanted.splice(0, ENVIRONMENTS_AT_ONCE)
    const reads = chunk.map(({ environment }) => statesOf(appconfig, environment, now))
    for (const [at, result] of (await Promise.allSettled(reads)).entries()) {
      const { index = 0, environment } = chunk[at] ?? {}
      if (result.status === 'rejected') note(environment?.location ?? '', result.reason)
      else {
        parts[index]?.push(...result.value.states)
        isComplete &&= result.value.isComplete
      }
    }
    cut = page(parts)
  }
  return { isComplete: isComplete && problems.length === 0, problems: distinct(problems), ...cut }
}

/** Whether an environment is that of a cursor's key, or a later one. */
function isFrom(environment: Environment, key: string): boolean {
  const beginning = environmentKeyOf(environment).replace(/]$/, ',')
  return beginning > key || key.startsWith(beginning)
}

/** The environments of a location: those of one application by ListEnvironments, or all from the enumeration. */
async function environmentsAt(
  { lists, allEnvironments }: AppConfigSource,
  location: string,
  applicationId: string | null | undefined,
): Promise<Listed & { isMissing?: boolean }> {
  try {
    if (applicationId == null) return await allEnvironments(location)
    const listing = lists.environments(location, applicationId)
    const { isMissing } = await listing.read(undefined)
    return { environments: await readAll(listing.read), failures: [], isMissing }
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    return { environments: [], failures: [error] }
  }
}
