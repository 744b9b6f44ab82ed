import type { Position } from '../aws/request/listing.ts'
import type { Place } from '../aws/request/newest.ts'
import { inputError, quote } from '../errors.ts'

/** A cursor is opaque to clients: JSON in base64url. `null` is the place before the first item. */
export const encodeCursor = (value: Position | [number, string] | null): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url')

/** The position in an AWS listing that a cursor stands for. Throws BAD_USER_INPUT for anything else. */
export function positionOf(after: string | null | undefined): Position | undefined {
  const value = decode(after)
  if (value === null) return undefined
  if (!isPosition(value)) throw malformed(after)
  return value
}

/** The place in a newest-first feed that a cursor stands for. Throws BAD_USER_INPUT for anything else. */
export function placeOf(after: string | null | undefined): Place | undefined {
  const value = decode(after)
  if (value === null) return undefined
  if (!isPlace(value)) throw malformed(after)
  const [at, id] = value
  return { at, id }
}

function isPosition(value: unknown[]): value is [string, string | null, number, string] {
  const [listing, token, index, id] = value
  const isText = typeof listing === 'string' && typeof id === 'string' && (token === null || typeof token === 'string')
  return isText && value.length === 4 && Number.isSafeInteger(index) && Number(index) >= 0
}

const MAX_MS = 8_640_000_000_000_000 - 1000 // the last Date there is, less the margin that is added to a bound

function isPlace(value: unknown[]): value is [number, string] {
  const [at, id] = value
  return value.length === 2 && Number.isSafeInteger(at) && Math.abs(Number(at)) <= MAX_MS && typeof id === 'string'
}

/** Throws BAD_USER_INPUT for text that is not a cursor of any list. */
export function checkCursor(after: string | null | undefined): void {
  const value = decode(after)
  if (value !== null && !isPosition(value) && !isPlace(value)) throw malformed(after)
}

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
  inputError(`The cursor ${quote(after)} given as "after" is not a cursor of this gateway: pass an endCursor.`)

const MAX_COUNT = 1000

/** Checks how many items an argument asks for. Throws BAD_USER_INPUT. */
export function countArgument(name: string, count: unknown): number {
  if (typeof count === 'number' && count >= 1 && count <= MAX_COUNT) return count
  throw inputError(`"${name}" was ${count}: expected a whole number from 1 to ${MAX_COUNT}.`)
}

/** Checks `first` before any AWS call is made for it. */
export const pageSize = (first: number | null | undefined): number => countArgument('first', first)
