/** As the SDK says that its caller has left. */
export function aborted({ reason }: AbortSignal): Error {
  const cause = reason instanceof Error ? { cause: reason } : undefined
  return Object.assign(new Error(cause || !reason ? 'Request aborted' : String(reason), cause), { name: 'AbortError' })
}

// By these undici says that a connection was closed while an answer was due, or in the middle of it.
const CLOSED = new Set([
  'UND_ERR_SOCKET',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'HPE_INVALID_EOF_STATE',
])

// The SDK's handler gives these its own name while no answer has begun. They are retried by their codes.
const NAMED_TIMEOUT = new Set<unknown>(['ECONNRESET', 'EPIPE', 'ETIMEDOUT'])

/**
 * What undici says of a connection, in the words of node:http, which the SDK sends by: retries, codes for clients and the
 * breaker go by them. Node says the same of whatever goes wrong once an answer `hasBegun`.
 */
export function asOfNode(error: Error & { code?: unknown }, hasBegun: boolean): Error {
  if (hasBegun) return Object.assign(new Error('aborted', { cause: error }), { code: 'ECONNRESET' })
  if (CLOSED.has(String(error.code)))
    return Object.assign(new Error('socket hang up', { cause: error }), { code: 'ECONNRESET', name: 'TimeoutError' })
  if (error.code === 'UND_ERR_HEADERS_OVERFLOW') error.code = 'HPE_HEADER_OVERFLOW'
  if (NAMED_TIMEOUT.has(error.code)) error.name = 'TimeoutError'
  return error
}
