import type { FastifyInstance, FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import type { Logger } from 'pino'
import type { Authenticate } from '../../auth/authenticate.ts'
import type { Identity } from '../../auth/identity.ts'
import { ReadError, type ReadErrorCode } from '../../aws/calls/errors.ts'
import { hasLeft } from './disconnect.ts'
import { refuse } from './errors.ts'
import { network } from './token-bucket.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; undefined where everybody may. */
    identity: Identity | undefined
  }
}

const STATUS: Partial<Record<ReadErrorCode, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, AUTH_UNAVAILABLE: 503 }

// How a client learns which kind of credential is wanted: https://www.rfc-editor.org/rfc/rfc6750#section-3
const CHALLENGES: Partial<Record<ReadErrorCode, string>> = {
  UNAUTHENTICATED: 'Bearer realm="deploygraph"',
  FORBIDDEN: 'Bearer realm="deploygraph", error="insufficient_scope", scope="deployments:read"',
}

/** Counts those who were refused by where they came from; true where it has answered that they were too many. */
export interface Refusals {
  areTooMany(reply: FastifyReply, from: string): boolean
  count(reply: FastifyReply, from: string): boolean
}

/** A hook that finds out who asks, before the body is read, and answers those who may not. */
export function identify(
  app: FastifyInstance,
  authenticate: Authenticate | undefined,
  refusals: Refusals,
  log: Logger,
) {
  app.decorateRequest('identity', undefined)
  return (request: FastifyRequest, reply: FastifyReply, next: HookHandlerDoneFunction) => {
    if (!authenticate) return next()
    const from = network(request.ip) // later, who has left has no address
    if (refusals.areTooMany(reply, from)) return
    const accept = (identity: Identity) => {
      request.identity = identity
      if (hasLeft(reply))
        reply.hijack() // a body that was on its way would be waited for
      else next()
    }
    const decline = (error: Error) => {
      const status = error instanceof ReadError && STATUS[error.code]
      if (!(error instanceof ReadError) || !status) return next(error)
      if (status !== 503 && refusals.count(reply, from)) return
      // The reason names a claim or a network error, never the token.
      const { code, message, retryable, cause } = error
      const reason = (cause as Error | undefined)?.message
      log[status === 503 ? 'error' : 'info']({ code, reason, requestId: request.id }, 'refused')
      if (CHALLENGES[code]) reply.header('www-authenticate', CHALLENGES[code])
      refuse(reply, status, message, { code, retryable })
    }
    authenticate(request.headers).then(accept, decline)
  }
}
