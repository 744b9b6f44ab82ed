import {
  EndedDocument,
  type EndedQuery,
  type EndedQueryVariables,
  type ProblemFragment,
  type RowFragment,
} from '../generated/graphql.ts'
import { ask } from './ask.ts'
import { useParts } from './parts.ts'

// The first page paints the list; the rest of the window follows.
const FIRST = 40
const PAGE = 500
const MAX_PAGES = 6
const EVERY_MS = 60_000

export interface Ended {
  rows: readonly RowFragment[]
  problems: readonly ProblemFragment[]
  /** Whether no more is read: all of the window, or the newest of it. */
  isRead: boolean
  /** Whether that is all of the window. */
  isWhole: boolean
}

async function* pages(within: string, location: string | undefined): AsyncGenerator<Ended> {
  const rows: RowFragment[] = []
  const locations = location ? [location] : null
  let after: string | null = null
  for (let page = 0; ; page++) {
    const variables: EndedQueryVariables = { first: page === 0 ? FIRST : PAGE, after, within, locations }
    const { data }: { data: EndedQuery } = await ask(EndedDocument, variables)
    const { nodes, pageInfo, problems = [] } = data.activity ?? {}
    rows.push(...(nodes ?? []).filter((row) => row !== null))
    const isWhole: boolean = !pageInfo?.hasNextPage
    const isRead = isWhole || page === MAX_PAGES - 1
    yield { rows: [...rows], problems, isRead, isWhole }
    after = pageInfo?.endCursor ?? null
    if (isRead) return
  }
}

/** The activities of a window, newest first: a first page soon, then all of it, 2,540 at most; read again each minute and for `reason`. */
export const useEnded = (within: string, location: string | undefined, reason: unknown = 0): Ended | undefined =>
  useParts(`${within} ${location}`, () => pages(within, location), EVERY_MS, reason)
