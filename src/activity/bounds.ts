import { inputError } from '../errors.ts'
import type { ActivityFilter } from '../generated/resolvers.ts'
import { durationMs } from '../graphql/duration.ts'

interface Bound {
  at: Date
  /** The argument, as an error message names it. */
  argument: string
}

/**
 * The filter with `within` and `activeAt` translated to bounds on createdAt: a later `since` and an earlier `until`; `now`
 * in milliseconds since 1970. `activeAt` stays in the filter, to compare with completion times. Throws BAD_USER_INPUT if
 * no activity can be within the bounds.
 */
export function withBounds(filter: ActivityFilter, now: number): ActivityFilter {
  const { since, within, until, activeAt } = filter
  const begins: Bound[] = []
  if (since) begins.push({ at: since, argument: `"since" was ${since.toISOString()}` })
  if (within) begins.push(beginOf(within, now))
  const ends: Bound[] = []
  if (until) ends.push({ at: until, argument: '"until"' })
  if (activeAt) ends.push({ at: activeAt, argument: '"activeAt"' })
  const from = begins.sort((one, other) => other.at.getTime() - one.at.getTime())[0]
  const to = ends.sort((one, other) => one.at.getTime() - other.at.getTime())[0]
  if (from && to && from.at > to.at)
    throw inputError(`${from.argument}: expected a time before ${to.argument}, ${to.at.toISOString()}.`)
  return { ...filter, since: from?.at, until: to?.at }
}

function beginOf(within: string, now: number): Bound {
  const at = new Date(now - durationMs(within))
  return { at, argument: `"within" was ${within}, from ${at.toISOString()} on` }
}
