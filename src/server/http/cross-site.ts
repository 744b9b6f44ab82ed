import type { IncomingHttpHeaders } from 'node:http'
import type { onRequestHookHandler } from 'fastify'
import { quote } from '../../errors.ts'
import { refuse } from './errors.ts'

// A page needs a preflight to send these headers to another origin, and the preflight does not permit it. Apollo's
// clients send one of them.
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name'] as const

/**
 * Whether a GET may come from a page of another site without a preflight. In browsers, `Sec-Fetch-Site` names the
 * origin of a request and `Origin` the page whose script may read the answer; pages can set neither.
 * https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
function isFromAnotherSite(headers: IncomingHttpHeaders, corsOrigins: readonly string[]): boolean {
  if (PREFLIGHT_HEADERS.some((name) => headers[name]) || isJson(headers['content-type'])) return false
  const { origin, host } = headers
  if (origin !== undefined && isAllowed(origin, corsOrigins)) return false
  const site = headers['sec-fetch-site'] ?? 'none'
  if (site !== 'none' && site !== 'same-origin') return true
  return origin !== undefined && hostOf(origin) !== host
}

// Without a preflight a page can send three content types; this is none of them:
// https://fetch.spec.whatwg.org/#cors-safelisted-request-header
const isJson = (contentType = '') => /^application\/json\b/i.test(contentType)

const isAllowed = (origin: string, corsOrigins: readonly string[]) =>
  corsOrigins.includes(origin) || corsOrigins.includes('*')

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : undefined)

/** A hook that refuses such a GET: it costs AWS calls that the user did not intend. POST accepts only JSON. */
export const refuseOtherSites =
  (corsOrigins: readonly string[]): onRequestHookHandler =>
  ({ method, headers }, reply, next) => {
    if (method === 'GET' && isFromAnotherSite(headers, corsOrigins))
      refuse(
        reply,
        'Another site may have sent this GET: use POST, or the header apollo-require-preflight with any value.',
        'BAD_REQUEST',
      )
    else next()
  }

/**
 * A hook that refuses WebSockets of pages of other sites: there is no preflight for them, and browsers send cookies and
 * the like with all of them. Clients that are not browsers send no `Origin`.
 */
export const refuseOtherOrigins =
  (corsOrigins: readonly string[]): onRequestHookHandler =>
  ({ headers: { origin, host } }, reply, next) => {
    if (origin === undefined || hostOf(origin) === host || isAllowed(origin, corsOrigins)) return next()
    refuse(reply, `WebSockets from ${quote(origin)} are refused: add it to CORS_ORIGINS to allow them.`, 'FORBIDDEN')
  }
