import type { NewestSource, Place } from '../aws/request/newest.ts'
import type { Context } from '../context.ts'
import type { ActivityFilter, AwsService, Phase } from '../generated/resolvers.ts'
import type { Activity } from './model.ts'
import { type Phases, phaseOf } from './phase.ts'
import { shortened } from './sentence.ts'

/** The sources of a feed for one service in one location, and the reasons why some are missing. */
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

/** A service implements this to be in the feed. It is all that activity/ knows of a service. */
export interface ActivityType<A extends Activity> {
  service: AwsService
  phases: Phases
  /** The status as AWS spells it. */
  status(activity: A): string | undefined
  /** A line for people: what goes where. */
  title(activity: A, context: Context): string | Promise<string>
  /** Why it is in its phase, in one sentence for people, which is shortened to 200 characters. */
  reason(activity: A, context: Context): string | undefined | Promise<string | undefined>
  /** The page of the AWS console that shows it. */
  consoleUrl(activity: A, region: string): string
  times(activity: A): ActivityTimes
  /** Whether it restores the previous version; omitted if the service has no separate activity for a rollback. */
  isRollback?(activity: A): boolean
  /** Whether it waits for a person or a deadline; omitted if no activity of the service waits. */
  isWaiting?(activity: A): boolean
  /** Whether a location has an application of that name, whatever has been deployed of it. */
  hasApplication(context: Context, location: string, name: string): Promise<boolean>
  /** The name by which a filter selects it: of its application, or of what stands for one. */
  applicationName(activity: A, context: Context): string | undefined | Promise<string | undefined>
  /** The activity as it is now; undefined if AWS no longer has it. */
  reread(activity: A, context: Context): Promise<A | undefined>
  /** How often the live feed lists it, in milliseconds; left out where it is listed as often as it changes. */
  listedEveryMs?: number
  /** How long one can run, in milliseconds; left out where AWS lists those that run. */
  runsAtMostMs?: number
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
  reason: async (activity: A, _: unknown, context: Context) =>
    shortened((await type.reason(activity, context)) ?? '') || null,
  createdAt: (activity: A) => type.times(activity).createdAt,
  startedAt: (activity: A) => type.times(activity).startedAt,
  completedAt: (activity: A) => type.times(activity).completedAt,
  consoleUrl: (activity: A, _: unknown, { locations }: Context) =>
    type.consoleUrl(activity, locations.named(activity.location).region),
})

/** Whether a feed with this filter shows an activity, by the properties that AWS cannot filter: phase, end, rollback, wait. */
export function isWanted<A extends Activity>(type: ActivityType<A>, filter: ActivityFilter, activity: A): boolean {
  const { phases, activeAt, isRollback, isWaiting } = filter
  if (phases?.length && !phases.includes(phaseOf(type.phases, type.status(activity)))) return false
  if (isRollback != null && isRollback !== (type.isRollback?.(activity) ?? false)) return false
  if (isWaiting != null && isWaiting !== (type.isWaiting?.(activity) ?? false)) return false
  const { completedAt } = type.times(activity)
  return !activeAt || !completedAt || completedAt >= activeAt
}

/** The part of a feed to read. */
export const windowOf = ({ since, until }: ActivityFilter, after: Place | undefined) => ({
  after,
  since: since?.getTime(),
  until: until?.getTime(),
})
