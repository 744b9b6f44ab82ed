import { AwsError } from './wire.ts'

/** One page of a list: `request` names the operation with its arguments, so that a token fits no other listing. */
export interface Listing<T> {
  request: unknown
  items: readonly T[]
  /** The item's own name: a token says which item was last seen, so pages continue exactly while the list grows. */
  key: (item: T) => string
  keep?: (item: T) => boolean
  size: number
  token?: string | undefined
}

/** Cuts the page that a token asks for; throws InvalidNextTokenException for a token that no such listing gave. */
export function page<T>({ request, items, key, keep = () => true, size, token }: Listing<T>): {
  items: T[]
  nextToken?: string
} {
  const listing = JSON.stringify(request)
  const last = token === undefined ? undefined : lastSeen(token, listing)
  const start = last === undefined ? 0 : items.findIndex((item) => key(item) === last) + 1
  // The last item seen has left the list since: what followed it was older still.
  if (last !== undefined && start === 0) return { items: [] }
  const kept: T[] = []
  for (let at = start; at < items.length; at++) {
    const item = items[at] as T
    if (!keep(item)) continue
    if (kept.length === size) return { items: kept, nextToken: tokenAfter(kept.at(-1) as T, key, listing) }
    kept.push(item)
  }
  return { items: kept }
}

function tokenAfter<T>(item: T, key: (item: T) => string, listing: string): string {
  return Buffer.from(JSON.stringify([listing, key(item)])).toString('base64url')
}

function lastSeen(token: string, listing: string): string {
  try {
    const [from, last] = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[]
    if (from === listing && typeof last === 'string') return last
  } catch {
    // Not ours: the same answer as for a token of another listing.
  }
  throw new AwsError('InvalidNextTokenException', 'The specified next token is invalid.')
}
