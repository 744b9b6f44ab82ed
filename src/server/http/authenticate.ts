import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import type { Logger } from 'pino'
import type { Authenticate } from '../../auth/authenticate.ts'
import type { Identity } from '../../auth/identity.ts'
import { type ErrorCode, GatewayError } from '../../errors.ts'
import { hasLeft } from './disconnect.ts'
import { refuse } from './errors.ts'
import { networkOf } from './overload/client-network.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller; undefined without authentication. */
    identity: Identity | undefined
  }
}

const REFUSALS: ReadonlySet<ErrorCode> = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'AUTH_UNAVAILABLE'])

// How a client learns which credential is required: https://www.rfc-editor.org/rfc/rfc6750#section-3
const CHALLENGES: Partial<Record<ErrorCode, string>> = {
  UNAUTHENTICATED: 'Bearer realm="deploygraph"',
  FORBIDDEN: 'Bearer realm="deploygraph", error="insufficient_scope", scope="deployments:read"',
}

/** Counts refused requests by their network; resolves with true if it has answered because there were too many. */
export interface Refusals {
  areTooMany(reply: FastifyReply, from: string): Promise<boolean>
  count(reply: FastifyReply, from: string): Promise<boolean>
}

/** A hook that identifies the caller before the body is read, and refuses callers that are not authenticated. */
export function identify(
  app: FastifyInstance,
  authenticate: Authenticate | undefined,
  refusals: Refusals,
  log: Logger,
) {
  app.decorateRequest('identity', undefined)
  /** Whether the caller may go on; otherwise it has been answered, or has left. */
  const isAdmitted = async (request: FastifyRequest, reply: FastifyReply, check: Authenticate): Promise<boolean> => {
    const from = networkOf(request.ip) // a disconnected client has no address any more
    if (await refusals.areTooMany(reply, from)) return false
    try {
      request.identity = await check(request.headers)
    } catch (error) {
      if (!(error instanceof GatewayError) || !REFUSALS.has(error.code)) throw error
      const isOurs = error.retryable
      if (!isOurs && (await refusals.count(reply, from))) return false
      // The reason names a claim or a network error, never the token.
      const { code, message, cause } = error
      const reason = (cause as Error | undefined)?.message
      log[isOurs ? 'error' : 'info']({ code, reason, requestId: request.id }, 'refused')
      if (CHALLENGES[code]) reply.header('www-authenticate', CHALLENGES[code])
      refuse(reply, message, code)
      return false
    }
    if (!hasLeft(reply)) return true
    reply.hijack() // otherwise Fastify would wait for the rest of the body
    return false
  }
  return (request: FastifyRequest, reply: FastifyReply, next: HookHandlerDoneFunction) => {
    if (!authenticate) return next()
    isAdmitted(request, reply, authenticate).then((isIn) => {
      if (isIn) next()
    }, next)
  }
}
