import type { Emulator } from '../../src/emulator/server.ts'
import type { ActivityFilter } from '../../src/generated/resolvers.ts'
import type { Gateway } from '../support/gateway.ts'
import { type Happening, idOf, SERVICE_NAMES } from './happenings.ts'

/** A filter as clients write it, times as text. */
export type Filter = Omit<ActivityFilter, 'since' | 'until'> & { since?: string; until?: string }

export interface Request {
  first?: number
  after?: string | null
  filter?: Filter
}

const FEED = `query ($first: Int, $after: String, $filter: ActivityFilter) {
  activity(first: $first, after: $after, filter: $filter) {
    edges {
      cursor
      node {
        location { name }
        ... on CodeDeployDeployment { deploymentId }
        ... on AppConfigDeployment { applicationId environmentId deploymentNumber }
        ... on LifecycleExecution { lifecycleExecutionId }
      }
    }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    problems { service location { name } code message }
  }
}`

interface Node {
  location: { name: string }
  [ownId: string]: unknown
}

/** A page of the feed: the ids of its activities, as `idOf` writes them, its cursors and its problems. */
export async function page(query: Gateway['query'], variables: Request = {}) {
  const { data, errors } = await query(FEED, variables)
  if (errors) throw new Error(JSON.stringify(errors))
  const { edges, pageInfo, problems } = data.activity
  return {
    ids: edges.map(({ node: { location, ...own } }: { node: Node }) =>
      [location.name, ...Object.values(own)].join('/'),
    ) as string[],
    cursors: edges.map(({ cursor }: { cursor: string }) => cursor) as string[],
    pageInfo: pageInfo as { hasNextPage: boolean; hasPreviousPage: boolean; startCursor?: string; endCursor?: string },
    problems: problems as { service: string; location: { name: string }; code: string; message: string }[],
  }
}

/** The ids of all pages, one list per page. */
export async function readToTheEnd(
  query: Gateway['query'],
  { after = null, ...request }: Request,
  betweenPages = () => {},
): Promise<string[][]> {
  const { ids, pageInfo } = await page(query, { ...request, after })
  if (!pageInfo.hasNextPage) return [ids]
  betweenPages()
  return [ids, ...(await readToTheEnd(query, { ...request, after: pageInfo.endCursor ?? after }, betweenPages))]
}

const counted: ReadonlySet<string> = new Set(Object.values(SERVICE_NAMES))

/**
 * The AWS calls of these services since this function was last called, without retries: service and operation → how
 * many.
 */
export function callsOf({ calls }: Emulator): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { service, operation, attempt } of calls.splice(0)) {
    const name = `${service} ${operation}`
    if (attempt === 1 && counted.has(service)) counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

export const idsOf = (happenings: readonly Happening[]): string[] => happenings.map(idOf)
