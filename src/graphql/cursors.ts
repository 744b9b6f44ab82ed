import { inputError } from '../aws/errors.ts'
import type { Position } from '../aws/listing.ts'
import type { Place } from '../aws/newest.ts'

/** A cursor is opaque to clients: JSON in base64url. `null` is the place before the first item. */
export const encodeCursor = (value: Position | [number, string] | null): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url')

/** The position in an AWS listing that a cursor stands for. Throws BAD_USER_INPUT for anything else. */
export function positionOf(after: string | null | undefined): Position | undefined {
  const value = decode(after)
  if (value === null) return undefined
  const [key, token, index, item] = value
  if (typeof key !== 'string' || typeof item !== 'string') throw malformed(after)
  if (!Number.isSafeInteger(index) || Number(index) < 0) throw malformed(after)
  if (token !== null && typeof token !== 'string') throw malformed(after)
  return [key, token, Number(index), item]
}

/** The place in a newest-first feed that a cursor stands for. Throws BAD_USER_INPUT for anything else. */
export function placeOf(after: string | null | undefined): Place | undefined {
  const value = decode(after)
  if (value === null) return undefined
  const [at, id] = value
  if (typeof at !== 'number' || typeof id !== 'string' || Number.isNaN(new Date(at).getTime())) throw malformed(after)
  return { at, id }
}

/** Throws BAD_USER_INPUT for a text that is no cursor of any list. */
export const checkCursor = (after: string | null | undefined): void => void decode(after)

function decode(after: string | null | undefined): unknown[] | null {
  if (after == null) return null
  try {
    const value: unknown = JSON.parse(Buffer.from(after, 'base64url').toString())
    if (value === null || Array.isArray(value)) return value
  } catch {
    // Not JSON: not a cursor of ours.
  }
  throw malformed(after)
}

const malformed = (after: unknown) =>
  inputError(`The cursor ${JSON.stringify(after)} given as "after" is not one this gateway gave: pass an endCursor.`)

const MOST_PER_PAGE = 1000

/** Checks `first` before any AWS call is made for it. */
export function pageSize(first: number | null | undefined): number {
  if (first != null && first >= 1 && first <= MOST_PER_PAGE) return first
  throw inputError(`"first" was ${first}: expected a whole number from 1 to ${MOST_PER_PAGE}.`)
}
