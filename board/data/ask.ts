import type { TypedDocumentString } from '../generated/graphql.ts'
import { root } from './address.ts'
import { credentialHeaders } from './credential.ts'
import { noteStale, type StalePart } from './stale.ts'

export interface AnswerError {
  message: string
  path?: (string | number)[]
  extensions?: { code?: string }
}

export interface Answer<Data> {
  data: Data
  errors: AnswerError[]
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
  errors?: AnswerError[]
  extensions?: { aws?: { totalCalls: number }; stale?: StalePart[] }
}

/** A root field that is null for another reason than that there is nothing. */
const refusalOf = <Data extends object>(data: Data, errors: readonly AnswerError[]): AnswerError | undefined =>
  errors.find(
    ({ path: [root] = [], extensions }) =>
      extensions?.code !== 'NOT_FOUND' && Object.entries(data).some(([name, value]) => name === root && value === null),
  )

/** Sends one of the board's documents; rejects with NoAnswer when a part of it that the page needs has no data. */
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
  const refusal = data ? refusalOf(data, errors) : errors[0]
  if (!data || refusal) {
    const code = refusal?.extensions?.code ?? (response.status === 401 ? 'UNAUTHENTICATED' : '')
    const reason = REASONS[code] ?? (response.status >= 502 ? 'offline' : 'refused')
    const message = refusal?.message ?? `HTTP ${response.status}`
    throw new NoAnswer(reason, reason === 'refused' && code ? `${code}: ${message}` : message)
  }
  noteStale(extensions?.stale)
  return { data, errors, calls: extensions?.aws?.totalCalls }
}
