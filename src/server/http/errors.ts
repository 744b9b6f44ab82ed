import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import type { Logger } from 'pino'
import { hasLeft } from './disconnect.ts'
import { mediaType } from './media-type.ts'

/** What goes with the message of a refusal: its code, whether to ask again, and when. */
interface Refusal {
  code: string
  retryable: boolean
  retryAfterMs?: number
}

const bodyOf = (message: string, extensions: Refusal) => JSON.stringify({ errors: [{ message, extensions }] })

const refusal = (code: string): Refusal => ({ code, retryable: false })

/** Answers with one error in the shape of GraphQL, in the media type that the client asked for. */
export const refuse = (reply: FastifyReply, status: number, message: string, extensions = refusal('BAD_REQUEST')) =>
  reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .type(mediaType(reply.request.headers.accept) ?? 'application/json; charset=utf-8')
    .send(bodyOf(message, extensions))

/** What is refused before GraphQL sees it (malformed JSON, a body too large, no such page) is answered in its shape. */
export function answerErrorsAsGraphQL(app: FastifyInstance, bodyBytes: number, log: Logger): void {
  const sentences: Record<string, (request: FastifyRequest) => string> = {
    FST_ERR_CTP_BODY_TOO_LARGE: () => `The body is larger than ${bodyBytes} bytes, which is the limit.`,
    FST_ERR_CTP_INVALID_MEDIA_TYPE: ({ headers }) =>
      `The body is sent as ${headers['content-type'] ?? 'nothing in particular'}, expected application/json.`,
  }
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status < 500) return refuse(reply, status, sentences[error.code]?.(request) ?? error.message)
    if (!hasLeft(reply)) log.error({ err: error, requestId: request.id }, 'request failed')
    return refuse(reply, status, 'Internal error.', refusal('INTERNAL_SERVER_ERROR'))
  })
  app.setNotFoundHandler(({ method, url }, reply) => {
    const [path] = url.split('?', 1)
    if (path !== '/graphql')
      return refuse(reply, 404, `Nothing is at ${method} ${path}: GraphQL is at /graphql.`, refusal('NOT_FOUND'))
    reply.header('allow', 'GET, POST')
    return refuse(reply, 405, `GraphQL is asked with GET or POST, not with ${method}.`)
  })
}

/**
 * A hook that refuses a body that is compressed: a short one could be any number of bytes.
 * https://www.rfc-editor.org/rfc/rfc9110#section-15.5.16
 */
export const refuseCodedBodies: onRequestHookHandler = ({ headers: { 'content-encoding': coding } }, reply, next) => {
  if (coding === undefined || coding.toLowerCase() === 'identity') return next()
  reply.header('accept-encoding', 'identity')
  refuse(reply, 415, `The body is sent with content-encoding ${JSON.stringify(coding)}: send it uncompressed.`)
}

const CONNECTION_ERRORS: Record<string, [number, string]> = {
  HPE_HEADER_OVERFLOW: [431, 'The URL and the headers are larger than 16 kB together: a long query goes with POST.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
}

/** The same for what Node does not take for a request, so that there is only the connection to write on. */
export function refuseConnection({ code = '' }: Error & { code?: string }, socket: Socket): void {
  const [status, message] = CONNECTION_ERRORS[code] ?? [400, 'What arrived is not a request of HTTP.']
  const body = bodyOf(message, refusal('BAD_REQUEST'))
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'connection: close',
    'content-type: application/json; charset=utf-8',
    'x-content-type-options: nosniff',
    `content-length: ${body.length}`,
  ]
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroy()
}
