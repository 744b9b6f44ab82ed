import type { HttpResponse } from '@smithy/types'
import type { SdkError } from '../sdk-error.ts'

type Broken = Error & Pick<SdkError, 'code' | '$metadata'>

/** As the SDK says that its caller has left. */
export const aborted = (reason: unknown): Error =>
  Object.assign(new Error('Request aborted', { cause: reason }), { name: 'AbortError' })

// undici's codes for a connection that was not made in time, or was closed before the answer was complete, and for headers of
// the answer that it rejects.
const CODES: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_CLOSED: 'ECONNRESET',
  UND_ERR_DESTROYED: 'ECONNRESET',
  UND_ERR_HEADERS_OVERFLOW: 'HPE_HEADER_OVERFLOW',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'HPE_UNEXPECTED_CONTENT_LENGTH',
  HTTPParserError: 'HPE_INVALID_RESPONSE', // undici has the parser of Node, but leaves out its code
}

// The SDK's handler gives these its own name while no answer has begun. They are retried by their codes.
const NAMED_TIMEOUT = new Set<unknown>(['ECONNRESET', 'EPIPE', 'ETIMEDOUT'])

/** undici's error for a connection on which no answer has begun, by the names and codes of node:http, which the SDK uses. */
export function beforeAnswer(error: Broken): Error {
  const ofUndici = CODES[error.code ?? error.name]
  const said = ofUndici ? Object.assign(new Error(error.message, { cause: error }), { code: ofUndici }) : error
  return NAMED_TIMEOUT.has(said.code) ? Object.assign(said, { name: 'TimeoutError' }) : said
}

/** Node's error for a connection that ends in the middle of an answer. */
export const amidAnswer = (error: Error): Error =>
  Object.assign(new Error('aborted', { cause: error }), { code: 'ECONNRESET' })

/** An error with the answer that it is about, in the place where the SDK looks for it. */
export function withResponse(error: Broken, response: HttpResponse): Error {
  Object.defineProperty(error, '$response', { value: response, enumerable: false })
  error.$metadata ??= { httpStatusCode: response.statusCode, requestId: response.headers['x-amzn-requestid'] }
  return error
}
