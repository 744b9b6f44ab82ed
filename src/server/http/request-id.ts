import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

// Enough for every id in use (UUIDs, X-Ray's, load balancers'), too little to fill a log with.
const SANE = /^[\w.:=+/@-]{1,128}$/

// https://www.w3.org/TR/trace-context/#traceparent-header-field-values
const TRACEPARENT = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})/

/** The id that a client or a proxy gave its request in `x-request-id`, if it is fit for a log, or a new one. */
export function requestId({ headers }: { headers: IncomingHttpHeaders }): string {
  const requestId = headers['x-request-id']
  return typeof requestId === 'string' && SANE.test(requestId) ? requestId : randomUUID()
}

/** What a `traceparent` says: the trace that a request belongs to, and the span that it comes from. */
export function traceOf(traceparent: string | undefined) {
  if (!traceparent) return undefined
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent) ?? []
  return traceId && spanId ? { traceId, spanId, traceFlags: Number.parseInt(flags ?? '0', 16) & 1 } : undefined
}
