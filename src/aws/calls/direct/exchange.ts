import { validateHeaderValue } from 'node:http'
import { buildQueryString, HttpResponse } from '@smithy/core/protocols'
import type { HttpRequest } from '@smithy/types'
import { Agent, type Dispatcher } from 'undici'
import { MAX_ANSWER_BYTES, tooLarge } from '../answer-body.ts'
import { tooSlow } from '../middleware.ts'
import { MAX_CONCURRENT_CALLS } from '../queue.ts'
import { aborted, amidAnswer, beforeAnswer, withResponse } from './connection-errors.ts'

// An exchange that ends before its connection is there cannot end the attempt to connect, which goes on until the time of a
// call is over: without others, attempts whose callers have left would keep calls waiting.
const CONNECTIONS_PER_CALL = 4

/** The connections of one client, kept for the next calls as long as the other side keeps them. */
export const createAgent = (timeoutMs: number) =>
  new Agent({
    connections: CONNECTIONS_PER_CALL * MAX_CONCURRENT_CALLS,
    connectTimeout: timeoutMs,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 600_000,
  })

/** The limits that end an exchange before its answer is complete. */
export interface Bounds {
  signal: AbortSignal | undefined
  timeoutMs: number
}

/**
 * Sends a request, and resolves with its whole answer, whatever its status; redirections are not followed. Rejects as
 * the SDK's own handler does where there is none: by the names and codes that Node gives to broken connections. Of an
 * answer that broke off, the error has the status and headers as `$response`.
 */
export const exchange = (agent: Agent, request: HttpRequest, { signal, timeoutMs }: Bounds): Promise<HttpResponse> =>
  new Promise((resolve, reject) => {
    // undici takes an impossible one for a connection that is busy, and the requests after it wait.
    for (const [name, value] of Object.entries(request.headers)) validateHeaderValue(name, value)
    let controller: Dispatcher.DispatchController | undefined
    let response: HttpResponse | undefined
    let isOver = false
    let bytes = 0
    const chunks: Buffer[] = []

    const end = () => {
      isOver = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
    const fail = (error: Error) => {
      if (isOver) return
      end()
      controller?.abort(error)
      reject(response ? withResponse(error, response) : error)
    }
    const onAbort = () => fail(aborted(signal?.reason))
    const timer = setTimeout(() => fail(tooSlow(timeoutMs)), timeoutMs)
    signal?.addEventListener('abort', onAbort)
    if (signal?.aborted) return onAbort()

    const { protocol, hostname, port, method, path, query, headers, body } = request
    const search = buildQueryString(query ?? {})
    const origin = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`
    const target = { origin, method: method as Dispatcher.HttpMethod, path: search ? `${path}?${search}` : path }
    agent.dispatch(Object.assign(target, { headers, body }), {
      onRequestStart(started) {
        // undici then skips the request, and keeps the connection, which an abort would close.
        if (isOver) throw new Error('The exchange ended before a connection was there.')
        controller = started
      },
      onResponseStart(_, statusCode, headers, reason) {
        if (statusCode < 200) return // an informational one comes before the answer
        response = new HttpResponse({ statusCode, reason, headers: oneValueEach(headers) })
      },
      onResponseData(_, chunk) {
        bytes += chunk.length
        if (bytes <= MAX_ANSWER_BYTES) chunks.push(chunk)
        else if (response) fail(tooLarge(response))
      },
      onResponseEnd() {
        if (isOver || !response) return
        end()
        response.body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, bytes)
        resolve(response)
      },
      onResponseError: (_, error) => fail(response ? amidAnswer(error) : beforeAnswer(error)),
    })
  })

// Node takes the first value of these headers if they are repeated; so do the readers of an answer.
const FIRST_COUNTS = new Set(['age', 'content-length', 'content-type', 'location', 'retry-after'])

function oneValueEach(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  for (const name in headers) {
    const value = headers[name]
    if (Array.isArray(value)) headers[name] = FIRST_COUNTS.has(name) ? value[0] : value.join(', ')
  }
  return headers as Record<string, string>
}
