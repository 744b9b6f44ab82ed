import type { TypedDocumentString } from '../generated/graphql.ts'
import { root } from './address.ts'
import { credentialHeaders } from './credential.ts'
import { noteStale, type StalePart } from './stale.ts'

export interface Failure {
  message: string
  path?: (string | number)[]
  extensions?: { code?: string }
}

export interface Answer<Data> {
  data: Data
  errors: Failure[]
  /** AWS calls that it took; undefined if the answer does not say. */
  calls: number | undefined
}

export type Reason = 'signed-out' | 'forbidden' | 'offline' | 'refused'

/** No answer at all, and why. */
export class NoAnswer extends Error {
  readonly reason: Reason
  constructor(reason: Reason, message: string) {
    super(message)
    this.reason = reason
  }
}

const REASONS: Record<string, Reason> = { UNAUTHENTICATED: 'signed-out', FORBIDDEN: 'forbidden' }

interface Body<Data> {
  data?: Data | null
  errors?: Failure[]
  extensions?: { aws?: { totalCalls: number }; stale?: StalePart[] }
}

/** Sends one of the board's documents; rejects with NoAnswer when it has no data. */
export async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data>> {
  const response = await fetch(new URL('graphql', root), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-aws-receipt': '1', ...credentialHeaders() },
    body: JSON.stringify({ query: String(document), variables }),
  }).catch((error: Error) => {
    throw new NoAnswer('offline', error.message)
  })
  const body = (await response.json().catch(() => ({}))) as Body<Data>
  const { data, errors = [], extensions } = body
  if (!data) {
    const code = errors[0]?.extensions?.code ?? (response.status === 401 ? 'UNAUTHENTICATED' : '')
    const reason = REASONS[code] ?? (response.status >= 502 ? 'offline' : 'refused')
    throw new NoAnswer(reason, errors[0]?.message ?? `HTTP ${response.status}`)
  }
  noteStale(extensions?.stale)
  return { data, errors, calls: extensions?.aws?.totalCalls }
}
