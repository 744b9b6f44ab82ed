import { inputError } from '../errors.ts'
import type { ActivityFilter } from '../generated/resolvers.ts'
import { durationMs } from '../graphql/duration.ts'

interface Bound {
  at: Date
  /** What the caller gave for it. */
  given: string
}

/**
 * The filter with `within` and `activeAt` as what they mean for createdAt: a later `since` and an earlier `until`; `now`
 * in milliseconds since 1970. `activeAt` stays, for when an activity ended. Throws BAD_USER_INPUT where nothing can be
 * in these bounds.
 */
export function withBounds(filter: ActivityFilter, now: number): ActivityFilter {
  const { since, within, until, activeAt } = filter
  const from = max(since && { at: since, given: `"since" was ${since.toISOString()}` }, within && relative(within, now))
  const to = max(
    until && { at: until, given: '"until"' },
    activeAt && { at: activeAt, given: '"activeAt"' },
    (one, other) => one < other,
  )
  if (from && to && from.at > to.at)
    throw inputError(`${from.given}: expected a time before ${to.given}, ${to.at.toISOString()}.`)
  return { ...filter, since: from?.at, until: to?.at }
}

function relative(within: string, now: number): Bound {
  const at = new Date(now - durationMs(within))
  return { at, given: `"within" was ${within}, from ${at.toISOString()} on` }
}

type Given = Bound | null | undefined | ''

const max = (one: Given, other: Given, isFurther = (at: Date, than: Date) => at > than): Bound | undefined =>
  one && other ? (isFurther(other.at, one.at) ? other : one) : one || other || undefined
