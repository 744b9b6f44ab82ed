/** How many seconds an answer may be reused, and whether it is final. */
export interface Lifetime {
  seconds: number
  final: boolean
}

// Pages are cheap to read again and lose most of their value as they age; absences likewise.
const PAGE_TTL_RATIO = 0.5
const NEGATIVE_TTL_RATIO = 0.5

// Limits how long a final page with a next page is cached: AWS does not document how long its tokens are valid.
const MAX_TOKEN_SECONDS = 3_600

/** The lifetime of a value or its absence; `cacheSeconds` applies to what can still change. */
export function lifetimeOf(value: unknown, cacheSeconds: number, final = false): Lifetime {
  if (final) return { final, seconds: Number.POSITIVE_INFINITY }
  return { final, seconds: cacheSeconds * (value === undefined ? NEGATIVE_TTL_RATIO : 1) }
}

/** The lifetime of a page of a list, or of the absence of the list. */
export function lifetimeOfPage(
  page: { nextToken?: string } | undefined,
  cacheSeconds: number,
  final = false,
): Lifetime {
  const seconds = final ? Number.POSITIVE_INFINITY : cacheSeconds * PAGE_TTL_RATIO
  return { final, seconds: page?.nextToken ? Math.min(seconds, MAX_TOKEN_SECONDS) : seconds }
}
