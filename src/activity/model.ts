import type { PageEnds } from '../graphql/connections.ts'
import type { Problem } from '../graphql/problems.ts'

export type { Problem }

/** Anything that a service lists over time; `kind` is its type in the schema. */
export interface Activity {
  kind: string
  location: string
}

export interface FeedEdge {
  cursor: string
  node: Activity
}

/** The parent of ActivityConnection: read once, when the first of its fields is resolved. */
export interface Feed {
  page: () => Promise<{ edges: FeedEdge[]; pageInfo: PageEnds & { hasPreviousPage: boolean }; problems: Problem[] }>
}
