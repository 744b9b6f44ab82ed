import type { AwsPage } from '../request/listing.ts'

/** For how many seconds an answer may be used again, and whether it is one that cannot change any more. */
export interface Lifetime {
  seconds: number
  final: boolean
}

// What costs least to ask again and tells least when it is old is used for a part of the time only.
const PAGE_TTL_RATIO = 0.5
const NEGATIVE_TTL_RATIO = 0.5

// For how long a final page that leads to another is kept: AWS does not say for how long its token is good.
const MAX_TOKEN_SECONDS = 3_600

/** Of a thing, or of its not being there; `cacheSeconds` is for what can still change. */
export function lifetimeOf(value: unknown, cacheSeconds: number, final = false): Lifetime {
  if (final) return { final, seconds: Number.POSITIVE_INFINITY }
  return { final, seconds: cacheSeconds * (value === undefined ? NEGATIVE_TTL_RATIO : 1) }
}

/** Of a page of a list, or of the list's not being there. */
export function lifetimeOfPage(page: AwsPage<unknown> | undefined, cacheSeconds: number, final = false): Lifetime {
  const seconds = final ? Number.POSITIVE_INFINITY : cacheSeconds * PAGE_TTL_RATIO
  return { final, seconds: page?.nextToken ? Math.min(seconds, MAX_TOKEN_SECONDS) : seconds }
}
