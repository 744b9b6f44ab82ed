import type { PageEnds } from '../graphql/connections.ts'

/** Anything that a service lists over time; `kind` is its type in the schema. */
export interface Activity {
  kind: string
  location: string
}

export interface FeedEdge {
  cursor: string
  node: Activity
}

/** One service in one location that could not be read, and why. */
export interface Problem {
  service: string
  location: string
  code: string
  message: string
}

/** The parent of ActivityConnection: read once, when the first of its fields is asked for. */
export interface Feed {
  page: () => Promise<{ edges: FeedEdge[]; pageInfo: PageEnds & { hasPreviousPage: boolean }; problems: Problem[] }>
}
