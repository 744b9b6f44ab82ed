import { AwsError } from './wire.ts'

/** One page of a list: `request` is the operation with its arguments, so that a token is valid for no other listing. */
export interface Listing<T> {
  request: unknown
  items: readonly T[]
  /** Identifies an item: a token names the last one seen, so that pages continue correctly while the list grows. */
  key: (item: T) => string
  keep?: (item: T) => boolean
  size: number
  token?: string | undefined
  /** The exception for a token of another listing. */
  refusal?: string
}

/** Returns the page for a token; throws `refusal` for a token of another listing. */
export function page<T>(listing: Listing<T>): { items: T[]; nextToken?: string } {
  const { items, key, keep = () => true, size, token, refusal = 'InvalidNextTokenException' } = listing
  const request = JSON.stringify(listing.request)
  const last = token === undefined ? undefined : lastSeen(token, request, refusal)
  const start = last === undefined ? 0 : items.findIndex((item) => key(item) === last) + 1
  // The last item seen is no longer listed: everything after it was older still.
  if (last !== undefined && start === 0) return { items: [] }
  const selected: T[] = []
  for (let at = start; at < items.length; at++) {
    const item = items[at] as T
    if (!keep(item)) continue
    if (selected.length === size) return { items: selected, nextToken: tokenAfter(selected.at(-1) as T, key, request) }
    selected.push(item)
  }
  return { items: selected }
}

function tokenAfter<T>(item: T, key: (item: T) => string, request: string): string {
  return Buffer.from(JSON.stringify([request, key(item)])).toString('base64url')
}

function lastSeen(token: string, request: string, refusal: string): string {
  try {
    const [from, last] = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[]
    if (from === request && typeof last === 'string') return last
  } catch {
    // Not a token of this endpoint: refused like a token of another listing.
  }
  throw new AwsError(refusal, 'The specified next token is invalid.')
}
