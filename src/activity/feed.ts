import { mergeNewest, type Place, type Positioned } from '../aws/request/newest.ts'
import type { Context } from '../context.ts'
import { GatewayError, inputError } from '../errors.ts'
import type * as Schema from '../generated/resolvers.ts'
import { ends, type PageArguments, unknownIn } from '../graphql/connections.ts'
import { encodeCursor, pageSize, placeOf } from '../graphql/cursors.ts'
import { distinct, type Problem, problemOf } from '../graphql/problems.ts'
import type { ActivityType } from './activity-type.ts'
import { withBounds } from './bounds.ts'
import type { Activity, Feed } from './model.ts'
import { locationsOf, ofServices, SourceFailure, sourcesOf } from './sources.ts'

/** A page of everything that runs over time, newest first. Throws BAD_USER_INPUT before any AWS call. */
export function feed(
  types: readonly ActivityType<Activity>[],
  context: Context,
  page: PageArguments,
  requested: Schema.ActivityFilter,
): Feed {
  const first = pageSize(page.first)
  const after = placeOf(page.after)
  const filter = withBounds(requested, context.now)
  if (filter.applicationName === '') throw inputError('"applicationName" was "": expected the name of an application.')
  for (const name of filter.locations ?? []) context.locations.named(name)
  let reading: ReturnType<Feed['page']> | undefined
  return {
    page: () => {
      reading ??= read(types, context, first, after, filter)
      return reading
    },
  }
}

async function read(
  types: readonly ActivityType<Activity>[],
  context: Context,
  first: number,
  after: Place | undefined,
  filter: Schema.ActivityFilter,
) {
  const { sources, failures } = await sourcesOf(types, context, filter, after)
  const merged = await mergeNewest(sources, first)
  if (filter.applicationName != null && merged.items.length + merged.failures.length + failures.length === 0)
    await assertApplication(types, context, filter, filter.applicationName)
  const edges = merged.items.map((item) => ({ cursor: cursorOf(item), node: item.value }))
  return {
    edges,
    pageInfo: {
      hasPreviousPage: after !== undefined,
      ...ends(edges, merged.hasNextPage, ({ cursor }) => cursor, after && encodeCursor([after.at, after.id])),
    },
    problems: problemsOf([...failures, ...merged.failures]),
  }
}

/**
 * Throws NOT_FOUND when every service says in every location that it has no application of that name. Incomplete and stale
 * answers of AWS do not count.
 */
async function assertApplication(
  types: readonly ActivityType<Activity>[],
  context: Context,
  filter: Schema.ActivityFilter,
  name: string,
): Promise<void> {
  const locations = locationsOf(context, filter)
  const answers = await Promise.allSettled(
    ofServices(types, filter).flatMap((type) =>
      locations.map(async (location) => !(await type.hasApplication(context, location, name))),
    ),
  )
  if (!context.receipt.isFresh) return
  if (answers.length > 0 && answers.every((answer) => answer.status === 'fulfilled' && answer.value))
    throw unknownIn(`application ${JSON.stringify(name)}`, locations)
}

const cursorOf = ({ at, id }: Positioned<Activity>) => encodeCursor([at, id])

/** Throws errors that are not failures of AWS calls. */
const problemsOf = (failures: readonly unknown[]): Problem[] =>
  distinct(
    failures.map((failure) => {
      if (!(failure instanceof SourceFailure && failure.cause instanceof GatewayError)) throw failure
      return problemOf(failure.service, failure.location, failure.cause)
    }),
  )
