import { buildQueryString, HttpResponse } from '@smithy/core/protocols'
import type { HttpRequest } from '@smithy/types'
import { Agent, type Dispatcher } from 'undici'
import { MAX_ANSWER_BYTES, tooLarge } from '../answer-body.ts'
import { tooSlow } from '../middleware.ts'
import { MAX_CONCURRENT_CALLS } from '../queue.ts'
import { aborted, amidAnswer, beforeAnswer, withResponse } from './connection-errors.ts'

/**
 * The connections of one client: one for each call that may be under way, kept for the next as long as the other side
 * keeps it. An exchange limits its own time, but cannot end the attempt to connect for it: that has the same limit here.
 */
export const createAgent = (timeoutMs: number) =>
  new Agent({
    connections: MAX_CONCURRENT_CALLS,
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
export const exchange = (
  agent: Agent,
  request: HttpRequest,
  headers: Record<string, string>,
  bounds: Bounds,
): Promise<HttpResponse> =>
  new Promise((resolve, reject) => new Exchange(resolve, reject, bounds).start(agent, request, headers))

class Exchange implements Dispatcher.DispatchHandler {
  readonly #resolve: (response: HttpResponse) => void
  readonly #reject: (error: Error) => void
  readonly #bounds: Bounds
  #controller: Dispatcher.DispatchController | undefined
  #timer: NodeJS.Timeout | undefined
  #response: HttpResponse | undefined
  #chunks: Buffer[] = []
  #bytes = 0
  #isOver = false
  // A function: Node makes another one for a listener that is an object, and keeps both in memory until a full garbage collection.
  readonly #onAbort = () => {
    if (this.#bounds.signal) this.#fail(aborted(this.#bounds.signal))
  }

  constructor(resolve: (response: HttpResponse) => void, reject: (error: Error) => void, bounds: Bounds) {
    this.#resolve = resolve
    this.#reject = reject
    this.#bounds = bounds
  }

  start(agent: Agent, request: HttpRequest, headers: Record<string, string>): void {
    const { signal, timeoutMs } = this.#bounds
    if (signal?.aborted) return void this.#fail(aborted(signal))
    signal?.addEventListener('abort', this.#onAbort)
    this.#timer = setTimeout(() => this.#fail(tooSlow(timeoutMs)), timeoutMs)
    const { protocol, hostname, port, method, path, query, body } = request
    const search = buildQueryString(query ?? {})
    const origin = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`
    agent.dispatch(
      { origin, method: method as Dispatcher.HttpMethod, path: search ? `${path}?${search}` : path, headers, body },
      this,
    )
  }

  /** Throws if the exchange is over: undici then skips the request, and keeps the connection, which an abort would close. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#isOver) throw new Error('The exchange ended before a connection was there.')
    this.#controller = controller
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    statusCode: number,
    headers: Record<string, string | string[] | undefined>,
    reason?: string,
  ): void {
    if (statusCode < 200) return // an informational one comes before the answer
    this.#response = new HttpResponse({ statusCode, reason, headers: oneValueEach(headers) })
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length
    if (this.#bytes <= MAX_ANSWER_BYTES) this.#chunks.push(chunk)
    else if (this.#response) this.#fail(tooLarge(this.#response))
  }

  onResponseEnd(): void {
    if (this.#isOver || !this.#response) return
    const [only] = this.#chunks
    this.#response.body = this.#chunks.length === 1 ? only : Buffer.concat(this.#chunks, this.#bytes)
    this.#end()
    this.#resolve(this.#response)
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#fail(this.#response ? amidAnswer(error) : beforeAnswer(error))
  }

  #fail(error: Error): void {
    if (this.#isOver) return
    this.#end()
    this.#controller?.abort(error)
    this.#reject(this.#response ? withResponse(error, this.#response) : error)
  }

  #end(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#bounds.signal?.removeEventListener('abort', this.#onAbort)
  }
}

// Node takes the first value of these headers if they are repeated; so do the readers of an answer.
const FIRST_COUNTS = new Set(['age', 'content-length', 'content-type', 'location', 'retry-after'])

function oneValueEach(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  for (const name in headers) {
    const value = headers[name]
    if (Array.isArray(value)) headers[name] = FIRST_COUNTS.has(name) ? value[0] : value.join(', ')
  }
  return headers as Record<string, string>
}
