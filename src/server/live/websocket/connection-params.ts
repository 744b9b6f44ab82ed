import type { IncomingHttpHeaders } from 'node:http'
import { HeaderMap } from '@apollo/server'
import { CREDENTIAL_HEADERS } from '../../../auth/identity.ts'

// Browsers cannot set headers of a WebSocket, so clients send them in `connection_init`.
const OPERATION_HEADERS = ['x-aws-receipt', 'x-cost-only', 'apollographql-client-name', 'apollographql-client-version']

/** The headers among the parameters of a connection, with names in lower case: beside each other, or under `headers`. */
function headersIn(params: Record<string, unknown>): Record<string, string> {
  const entries = [params, Object(params.headers)].flatMap((some) => Object.entries(some))
  return Object.fromEntries(
    entries.flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name.toLowerCase(), String(value)]] : [],
    ),
  )
}

const only = (headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders =>
  Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])))

/**
 * The credentials of a connection: those of `connection_init`, or else those of the request that opened the socket, which
 * a proxy that signs in adds.
 */
export function credentialsOf(params: Record<string, unknown>, upgrade: IncomingHttpHeaders): IncomingHttpHeaders {
  const own = only(headersIn(params), CREDENTIAL_HEADERS)
  return Object.keys(own).length > 0 ? own : only(upgrade, CREDENTIAL_HEADERS)
}

/** The value of one header of a connection: that of `connection_init`, or else of the request that opened the socket. */
export const headerOf = (params: Record<string, unknown>, upgrade: IncomingHttpHeaders, name: string): unknown =>
  headersIn(params)[name] ?? upgrade[name]

/** The headers with which each operation of a connection is run. */
export function operationHeaders(
  params: Record<string, unknown>,
  upgrade: IncomingHttpHeaders,
  requestId: string,
): HeaderMap {
  const sent = only({ ...upgrade, ...headersIn(params) }, OPERATION_HEADERS)
  return new HeaderMap([
    ['content-type', 'application/json'],
    ['accept', 'application/json'],
    ['x-request-id', requestId],
    ...Object.entries(sent).map(([name, value]) => [name, String(value)] as const),
  ])
}
