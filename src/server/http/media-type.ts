import { LRUCache } from 'lru-cache'
import Negotiator from 'negotiator'
import { ERRORS, type ErrorCode } from '../../errors.ts'
import type { Hooks } from '../hooks.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
export const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8'

// Clients send few different values.
const types = new LRUCache<string, { type: string | undefined }>({ max: 100 })

/**
 * The media type of the answer for this `Accept`: the client's preference among the two types of GraphQL over HTTP, and
 * JSON if it has none. Undefined if it accepts neither.
 * https://graphql.github.io/graphql-over-http/draft/#sec-Body
 */
export function mediaType(header?: string): string | undefined {
  const accept = header || '*/*'
  const cached = types.get(accept)
  if (cached) return cached.type
  const type = new Negotiator({ headers: { accept } }).mediaType([JSON_TYPE, GRAPHQL_TYPE])
  types.set(accept, { type })
  return type
}

/** How the updates of a subscription are sent. */
const STREAM_TYPES = ['text/event-stream', 'multipart/mixed; subscriptionSpec=1.0'] as const

export type StreamType = (typeof STREAM_TYPES)[number]

// Apollo Client names a boundary, which is the sender's to choose. https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1
const BOUNDARY = /;\s*boundary=(?:"[^"]*"|[^\s;,]*)/gi

const streamTypes = new LRUCache<string, { type: StreamType | undefined }>({ max: 100 })

// A plain multipart/mixed asks for another protocol, such as that of @defer, whose clients would not find the updates.
const NAMES_SPEC = /;\s*subscriptionSpec\s*=/i

/** The error message for clients whose `Accept` takes nothing that is sent. */
export const SENT_TYPES =
  'answers are sent as application/json or application/graphql-response+json, and subscriptions as text/event-stream or multipart/mixed;subscriptionSpec=1.0.'

/** The client's preference among the types of streams for this `Accept`; undefined if it accepts none. */
export function streamType(header?: string): StreamType | undefined {
  const accept = header || '*/*'
  const cached = streamTypes.get(accept)
  if (cached) return cached.type
  const headers = { accept: accept.replaceAll(BOUNDARY, '') }
  const offered = STREAM_TYPES.slice(0, NAMES_SPEC.test(accept) ? undefined : 1)
  const preferred = new Negotiator({ headers }).mediaType(offered)
  const type = STREAM_TYPES.find((one) => one === preferred)
  streamTypes.set(accept, { type })
  return type
}

const CALLBACK_TYPE = 'application/json; callbackSpec=1.0; charset=utf-8'

const callbackTypes = new LRUCache<string, boolean>({ max: 100 })

/** Whether a client with this `Accept` can be answered that its updates are sent to a callback URL. */
export function acceptsCallback(header?: string): boolean {
  const accept = header || '*/*'
  const accepts =
    callbackTypes.get(accept) ?? new Negotiator({ headers: { accept } }).mediaType([CALLBACK_TYPE]) === CALLBACK_TYPE
  callbackTypes.set(accept, accepts)
  return accepts
}

// Errors of an operation whose request is valid GraphQL over HTTP.
const OPERATION_ERRORS: ReadonlySet<unknown> = new Set<ErrorCode>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
  'DOCUMENT_TOO_LARGE',
  'OPERATION_TOO_EXPENSIVE',
  'DOCUMENT_NOT_TRUSTED',
])

/**
 * Sets the status of answers without data where Apollo Server deviates from the specification. With `application/json`
 * a refused operation is 200: a client, or a router such as @apollo/gateway, treats any other status as a transport
 * failure and does not read the errors. With `application/graphql-response+json` an answer without data is never 200.
 * https://graphql.github.io/graphql-over-http/draft/#sec-Status-Codes
 */
export const statusByMediaType: Hooks = {
  requestDidStart: async ({ request }) => {
    const isJson = mediaType(request.http?.headers.get('accept')) === JSON_TYPE
    if (!isJson && request.query !== undefined) return // Apollo Server asks each listener ten times
    return {
      willSendResponse: async ({ response: { http, body } }) => {
        if (body.kind !== 'single' || body.singleResult.data !== undefined) return
        const codes = body.singleResult.errors?.map(({ extensions }) => extensions?.code) ?? []
        if (isJson && codes.every((code) => OPERATION_ERRORS.has(code))) http.status = 200
        if (!isJson && http.status === 200) http.status = ERRORS.PERSISTED_QUERY_NOT_FOUND.status
      },
    }
  },
}
