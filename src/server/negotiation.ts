import type { ApolloServerPlugin } from '@apollo/server'
import Negotiator from 'negotiator'
import type { Context } from '../context.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8'

/**
 * What an answer to a request with this `Accept` is sent as: what the client likes best of the two types of GraphQL
 * over HTTP, JSON when it likes both equally or says nothing. Undefined when it takes neither.
 * https://graphql.github.io/graphql-over-http/draft/#sec-Body
 */
export const mediaType = (accept = '*/*'): string | undefined =>
  accept !== '*/*' ? new Negotiator({ headers: { accept } }).mediaType([JSON_TYPE, GRAPHQL_TYPE]) : JSON_TYPE

// What may be wrong with a request that is one of GraphQL over HTTP.
const DOCUMENT_ERRORS: ReadonlySet<unknown> = new Set([
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
    const accept = request.http?.headers.get('accept') ?? ''
    if (!accept.includes('json')) return // nothing to do, and each listener costs
    return {
      willSendResponse: async ({ response: { http, body } }) => {
        if (body.kind !== 'single' || body.singleResult.data !== undefined) return
        const type = mediaType(accept)
        const codes = body.singleResult.errors?.map(({ extensions }) => extensions?.code) ?? []
        const isDocumentWrong = codes.every((code) => DOCUMENT_ERRORS.has(code))
        if (type === JSON_TYPE && accept.includes('application/json') && isDocumentWrong) http.status = 200
        if (type === GRAPHQL_TYPE && http.status === 200) http.status = 404 // of a hash that is not known
      },
    }
  },
}
