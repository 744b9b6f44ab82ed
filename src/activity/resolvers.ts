import type * as Schema from '../generated/resolvers.ts'
import { location } from '../graphql/shared-fields.ts'
import type { ActivityType } from './activity-type.ts'
import { feed } from './feed.ts'
import type { Activity } from './model.ts'

const ActivityConnection: Required<Schema.ActivityConnectionResolvers> = {
  edges: ({ page }) => page().then(({ edges }) => edges),
  nodes: ({ page }) => page().then(({ edges }) => edges.map(({ node }) => node)),
  pageInfo: ({ page }) => page().then(({ pageInfo }) => pageInfo),
  problems: ({ page }) => page().then(({ problems }) => problems),
}

const byKind = { __resolveType: ({ kind }: Activity) => kind }

const CompletionEstimate: Schema.CompletionEstimateResolvers = {
  stuckSince: ({ stuckSince }, _, context) => stuckSince?.(context) ?? null,
}

/** The feed over what these services run. */
export const activityResolvers = (types: readonly ActivityType<Activity>[]) => ({
  Query: {
    activity: async (_, { filter, ...page }, context) => {
      const activities = feed(types, context, page, filter ?? {})
      if (filter?.applicationName != null) await activities.page() // an unknown name is an error of the whole field
      return activities
    },
  } satisfies Required<Pick<Schema.QueryResolvers, 'activity'>>,
  Activity: byKind,
  Deployment: byKind,
  ActivityConnection,
  SourceProblem: { location },
  CompletionEstimate,
})
