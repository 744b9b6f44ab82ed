import type { ApolloServerPlugin } from '@apollo/server'
import { LRUCache } from 'lru-cache'
import Negotiator from 'negotiator'
import type { Context } from '../../context.ts'
import { ERRORS, type ErrorCode } from '../../errors.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8'

// Clients send few different ones.
const types = new LRUCache<string, { type: string | undefined }>({ max: 100 })

/**
 * What an answer to a request with this `Accept` is sent as: what the client likes best of the two types of GraphQL
 * over HTTP, JSON when it likes both equally or says nothing. Undefined when it takes neither.
 * https://graphql.github.io/graphql-over-http/draft/#sec-Body
 */
export function mediaType(header?: string): string | undefined {
  const accept = header || '*/*'
  const known = types.get(accept)
  if (known) return known.type
  const type = new Negotiator({ headers: { accept } }).mediaType([JSON_TYPE, GRAPHQL_TYPE])
  types.set(accept, { type })
  return type
}

// What may be wrong with a request that is one of GraphQL over HTTP.
const DOCUMENT_ERRORS: ReadonlySet<unknown> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
])

/**
 * Goes by the book where Apollo Server does not: the status of an answer without data. Who asks for `application/json`
 * by name takes any status but 200 for a failure on the way, and is told with 200 what is wrong with a document; who
 * is answered as GraphQL is never told with 200 that there is no answer.
 * https://graphql.github.io/graphql-over-http/draft/#sec-Status-Codes
 */
export const statusByMediaType: ApolloServerPlugin<Context> = {
  requestDidStart: async ({ request }) => {
    const accept = request.http?.headers.get('accept')
    const type = mediaType(accept)
    const isJsonByName = type === JSON_TYPE && accept?.includes('application/json')
    const isNamedDocument = type === GRAPHQL_TYPE && request.query === undefined
    if (!isJsonByName && !isNamedDocument) return // Apollo Server asks each listener ten times
    return {
      willSendResponse: async ({ response: { http, body } }) => {
        if (body.kind !== 'single' || body.singleResult.data !== undefined) return
        const codes = body.singleResult.errors?.map(({ extensions }) => extensions?.code) ?? []
        if (isJsonByName && codes.every((code) => DOCUMENT_ERRORS.has(code))) http.status = 200
        if (isNamedDocument && http.status === 200) http.status = ERRORS.PERSISTED_QUERY_NOT_FOUND.status
      },
    }
  },
}
