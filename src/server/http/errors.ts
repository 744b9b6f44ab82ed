import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import type { Logger } from 'pino'
import { ERRORS, type ErrorCode, GatewayError, quote } from '../../errors.ts'
import { hasLeft } from './disconnect.ts'
import { GRAPHQL_TYPE, mediaType } from './media-type.ts'

const bodyOf = (message: string, code: ErrorCode, retryAfterMs?: number) => {
  const { retryable } = ERRORS[code]
  return JSON.stringify({ errors: [{ message, extensions: { code, retryable, retryAfterMs } }] })
}

interface Details {
  /** HTTP status; default: that of the code. */
  status?: number
  retryAfterMs?: number
}

/** Answers with one error in GraphQL format, in the media type that the client accepts. */
export const refuse = (
  reply: FastifyReply,
  message: string,
  code: ErrorCode,
  { status = ERRORS[code].status, retryAfterMs }: Details = {},
) =>
  reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .type(mediaType(reply.request.headers.accept) ?? 'application/json; charset=utf-8')
    .send(bodyOf(message, code, retryAfterMs))

/** The status of a refused operation: 200 unless the client accepts GraphQL's own media type. */
const statusOf = ({ code }: GatewayError, { headers }: FastifyRequest) =>
  mediaType(headers.accept) === GRAPHQL_TYPE ? ERRORS[code].status : 200

/** Formats errors outside GraphQL (malformed JSON, a body too large, an unknown path) as GraphQL errors. */
export function answerErrorsAsGraphQL(app: FastifyInstance, bodyBytes: number, log: Logger): void {
  const sentences: Record<string, (request: FastifyRequest) => string> = {
    FST_ERR_CTP_BODY_TOO_LARGE: () => `The body is larger than ${bodyBytes} bytes, which is the limit.`,
    FST_ERR_CTP_INVALID_MEDIA_TYPE: ({ headers }) =>
      `The body is sent as ${headers['content-type'] ?? 'an unspecified type'}, expected application/json.`,
  }
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof GatewayError)
      return refuse(reply, error.message, error.code, { status: statusOf(error, request) })
    const status = error.statusCode ?? 500
    if (status < 500) return refuse(reply, sentences[error.code]?.(request) ?? error.message, 'BAD_REQUEST', { status })
    if (!hasLeft(reply)) log.error({ err: error, requestId: request.id }, 'request failed')
    return refuse(reply, 'Internal error.', 'INTERNAL_SERVER_ERROR', { status })
  })
  app.setNotFoundHandler(notFound)
}

const notFound = ({ method, url }: FastifyRequest, reply: FastifyReply) => {
  const [path] = url.split('?', 1)
  if (path !== '/graphql')
    return refuse(reply, `Not found: ${method} ${path}. GraphQL is served at /graphql.`, 'NOT_FOUND')
  reply.header('allow', 'GET, POST')
  return refuse(reply, `GraphQL is served by GET and POST, not by ${method}.`, 'BAD_REQUEST', { status: 405 })
}

/** Refuses what no route serves before its body is read, which fastify would do. Add it behind all other hooks. */
export function refuseUnknownRoutes(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, next) => {
    if (request.is404) notFound(request, reply)
    else next()
  })
}

/**
 * A hook that refuses compressed bodies: a short one could expand to any size.
 * https://www.rfc-editor.org/rfc/rfc9110#section-15.5.16
 */
export const refuseCodedBodies: onRequestHookHandler = ({ headers: { 'content-encoding': coding } }, reply, next) => {
  if (coding === undefined || coding.toLowerCase() === 'identity') return next()
  reply.header('accept-encoding', 'identity')
  refuse(reply, `The body is sent with content-encoding ${quote(coding)}: send it uncompressed.`, 'BAD_REQUEST', {
    status: 415,
  })
}

const CONNECTION_ERRORS: Record<string, [number, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'The URL and the headers together exceed 16 kB: send a long query by POST.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
}

/**
 * The same for input that Node does not accept as a request, so that only the connection can be written to. While the
 * process is overloaded, the delay of a request may be its own fault and not the client's.
 */
export function refuseConnection({ code = '' }: Error & { code?: string }, socket: Socket, isBehind: boolean): void {
  const isLate = isBehind && code === 'ERR_HTTP_REQUEST_TIMEOUT'
  const [status, message] = isLate
    ? [503, 'Overloaded, retry later.']
    : (CONNECTION_ERRORS[code] ?? [400, 'Malformed HTTP request.'])
  const body = bodyOf(message, isLate ? 'OVERLOADED' : 'BAD_REQUEST')
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'connection: close',
    'content-type: application/json; charset=utf-8',
    'x-content-type-options: nosniff',
    `content-length: ${body.length}`,
    ...(isLate ? ['retry-after: 1'] : []),
  ]
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroy()
}
