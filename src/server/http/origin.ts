import type { onRequestHookHandler } from 'fastify'
import { refuse } from './errors.ts'

/**
 * A hook that refuses the pages of other sites, unless their origin is configured.
 * https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#security-warning
 */
export const refuseOtherOrigins =
  (corsOrigins: readonly string[]): onRequestHookHandler =>
  ({ headers: { origin, host } }, reply, next) => {
    const isKnown = origin === undefined || corsOrigins.includes('*') || corsOrigins.includes(origin)
    if (isKnown || (URL.canParse(origin) && new URL(origin).host === host)) next()
    else
      refuse(reply, 'The Origin header names another site: allow it with CORS_ORIGINS.', 'BAD_REQUEST', { status: 403 })
  }
