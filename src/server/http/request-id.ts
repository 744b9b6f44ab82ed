import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

// Long enough for all common ids (UUIDs, X-Ray's, load balancers'), too short to flood a log.
const SANE = /^[\w.:=+/@-]{1,128}$/

// https://www.w3.org/TR/trace-context/#traceparent-header-field-values
const TRACEPARENT = /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})/

/** The `x-request-id` of a client or a proxy if it is safe to log, otherwise a new id. */
export function requestId({ headers }: { headers: IncomingHttpHeaders }): string {
  const requestId = headers['x-request-id']
  return typeof requestId === 'string' && SANE.test(requestId) ? requestId : randomUUID()
}

/** The trace of a request and its parent span, from `traceparent`. */
export function traceOf(traceparent: string | undefined) {
  if (!traceparent) return undefined
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent) ?? []
  return traceId && spanId ? { traceId, spanId, traceFlags: Number.parseInt(flags ?? '0', 16) & 1 } : undefined
}
