import type { NewestSource, Place } from '../aws/request/newest.ts'
import type { Context } from '../context.ts'
import type { ActivityFilter, AwsService, Phase } from '../generated/resolvers.ts'
import type { Activity } from './model.ts'
import { type Phases, phaseOf } from './phase.ts'

/** What a feed reads of one service in one location, and why something is missing from it. */
export interface ActivitySources<A extends Activity> {
  sources: NewestSource<A>[]
  failures?: unknown[]
}

/** When an activity was recorded, when work on it began, and when it ended. */
export interface ActivityTimes {
  createdAt: Date | undefined
  startedAt: Date | undefined
  completedAt: Date | undefined
}

/** What a service implements so that what it runs over time is in the feed. This is all that activity/ knows of it. */
export interface ActivityType<A extends Activity> {
  service: AwsService
  phases: Phases
  /** The status as AWS spells it. */
  status(activity: A): string | undefined
  /** A line for people: what goes where. */
  title(activity: A, context: Context): string | Promise<string>
  /** The page of the AWS console that shows it. */
  consoleUrl(activity: A, region: string): string
  times(activity: A): ActivityTimes
  /** The listings of one location, newest first, from just after a place on, without what the filter excludes. */
  sources(
    context: Context,
    location: string,
    filter: ActivityFilter,
    after: Place | undefined,
  ): Promise<ActivitySources<A>>
}

/** The resolvers of the fields that every activity has, for the type of one service. */
export const activityFields = <A extends Activity>(type: ActivityType<A>) => ({
  service: () => type.service,
  title: (activity: A, _: unknown, context: Context) => type.title(activity, context),
  phase: (activity: A): Phase => phaseOf(type.phases, type.status(activity)),
  rawStatus: (activity: A) => type.status(activity) ?? 'UNKNOWN',
  createdAt: (activity: A) => type.times(activity).createdAt,
  startedAt: (activity: A) => type.times(activity).startedAt,
  completedAt: (activity: A) => type.times(activity).completedAt,
  consoleUrl: (activity: A, _: unknown, { locations }: Context) =>
    type.consoleUrl(activity, locations.named(activity.location).region),
})

/** Whether a feed with this filter may show an activity of this status. */
export const isWanted = (phases: Phases, filter: ActivityFilter, status: string | undefined): boolean =>
  !filter.phases?.length || filter.phases.includes(phaseOf(phases, status))

/** The part of a feed to read. */
export const windowOf = ({ since, until }: ActivityFilter, after: Place | undefined) => ({
  after,
  since: since?.getTime(),
  until: until?.getTime(),
})
