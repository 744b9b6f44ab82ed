import type { IncomingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'
import type { HeaderMap } from '@apollo/server'
import type { Logger } from 'pino'
import type { Authenticate } from '../../../auth/authenticate.ts'
import type { Identity } from '../../../auth/identity.ts'
import type { Config } from '../../../config.ts'
import { GatewayError } from '../../../errors.ts'
import type { OperationLoad } from '../../http/overload/overload.ts'
import { TIMEOUT_HEADER, timeLimitOf } from '../../http/time-limit.ts'
import { badParameter, type Closing, FAILED, refusedFor } from './close-codes.ts'
import { credentialsOf, headerOf, operationHeaders } from './connection-params.ts'

/** The request that a socket was opened with. */
export interface Upgrade {
  headers: IncomingHttpHeaders
  requestId: string
  /** The network of the client. */
  from: string
  connection: Socket
}

/** The result of `connection_init`: the caller, and the headers of all operations. */
export interface Session {
  identity: Identity | undefined
  headers: HeaderMap
  /** How many milliseconds a query may take. */
  timeoutMs: number
}

export interface SessionOptions {
  authenticate: Authenticate | undefined
  load: OperationLoad
  log: Logger
  config: Pick<Config, 'requestTimeoutMs'>
}

/** Identifies the caller of a connection by the parameters of `connection_init`; a `Closing` says why it is refused. */
export async function establishSession(
  params: Record<string, unknown>,
  { headers, requestId, from }: Upgrade,
  { authenticate, load, log, config }: SessionOptions,
): Promise<Session | Closing> {
  try {
    const identity = await authenticate?.(credentialsOf(params, headers))
    await load.countRequest(identity, from)
    const timeoutMs = timeLimitOf(headerOf(params, headers, TIMEOUT_HEADER), config.requestTimeoutMs)
    if (timeoutMs instanceof GatewayError) return badParameter(timeoutMs)
    return { identity, timeoutMs, headers: operationHeaders(params, headers, requestId) }
  } catch (error) {
    if (!(error instanceof GatewayError)) {
      log.error({ err: error, requestId }, 'connection failed')
      return FAILED
    }
    const { code, cause, retryable } = error
    if (!retryable) load.countRefusal(from)
    // The reason names a claim or a network error, never the token.
    const reason = (cause as Error | undefined)?.message
    log[code === 'AUTH_UNAVAILABLE' ? 'error' : 'info']({ code, reason, requestId }, 'refused')
    return refusedFor(error)
  }
}
