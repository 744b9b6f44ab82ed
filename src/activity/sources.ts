import type { NewestSource, Place } from '../aws/request/newest.ts'
import type { Context } from '../context.ts'
import type { ActivityFilter } from '../generated/resolvers.ts'
import type { ActivityType } from './activity-type.ts'
import type { Activity } from './model.ts'
import { statusesIn } from './phase.ts'

/** Why one service could not be read, or not wholly, in one location. */
export class SourceFailure extends Error {
  readonly service: string
  readonly location: string

  constructor(service: string, location: string, cause: unknown) {
    super(`${service} could not be read in ${location}.`, { cause })
    this.service = service
    this.location = location
  }
}

/** The names of the locations that a filter leaves. */
export const locationsOf = ({ locations }: Context, filter: ActivityFilter): string[] =>
  filter.locations?.length ? [...new Set(filter.locations)] : locations.namesOf()

/** The types of the services that a filter names. */
export const ofServices = (types: readonly ActivityType<Activity>[], { services }: ActivityFilter) =>
  types.filter(({ service }) => !services?.length || services.includes(service))

/** Everything a feed has to read: the listings of every service in every location that its filter leaves. */
export async function sourcesOf(
  types: readonly ActivityType<Activity>[],
  context: Context,
  filter: ActivityFilter,
  after: Place | undefined,
) {
  const names = locationsOf(context, filter)
  const { phases, isRollback, isWaiting } = filter
  const readable = ofServices(types, filter).filter(
    (type) =>
      (!phases?.length || statusesIn(type.phases, phases)?.length !== 0) &&
      (!isRollback || type.isRollback !== undefined) &&
      (!isWaiting || type.isWaiting !== undefined),
  )
  const results = await Promise.all(
    readable
      .flatMap((type) => names.map((location) => ({ type, location })))
      .map(async ({ type, location }) => {
        const failure = (cause: unknown) => new SourceFailure(type.service, location, cause)
        try {
          const { sources, failures = [] } = await type.sources(context, location, filter, after)
          return { sources: sources.map((source) => labelled(source, failure)), failures: failures.map(failure) }
        } catch (error) {
          return { sources: [], failures: [failure(error)] }
        }
      }),
  )
  return { sources: results.flatMap(({ sources }) => sources), failures: results.flatMap(({ failures }) => failures) }
}

/** A source whose failures say whose they are. */
const labelled =
  (source: NewestSource<Activity>, failure: (cause: unknown) => SourceFailure): NewestSource<Activity> =>
  async (want) => {
    const rethrow = (error: unknown) => Promise.reject(failure(error))
    const describe = await source(want).catch(rethrow)
    return () => describe().catch(rethrow)
  }
