import type { Place } from '../aws/request/newest.ts'

/** The time in which a deployment was created; an omitted or null bound does not apply. */
export interface CreatedBounds {
  createdAfter?: Date | null
  createdBefore?: Date | null
}

/** Bounds on createTime, both inclusive; a second of margin, since AWS does not say how it compares fractions. */
export function createTimeRange({ createdAfter, createdBefore }: CreatedBounds, after?: Place) {
  const ends = [createdBefore?.getTime(), after && after.at + 1000].filter((end) => end !== undefined)
  if (!createdAfter && ends.length === 0) return undefined
  return { start: createdAfter ?? undefined, end: ends.length > 0 ? new Date(Math.min(...ends)) : undefined }
}
