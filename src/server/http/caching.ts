import { createHash } from 'node:crypto'
import type { onSendHookHandler } from 'fastify'
import { CREDENTIAL_HEADERS } from '../../auth/identity.ts'
import type { HookContext, Hooks } from '../hooks.ts'
import { isText } from './compression.ts'

// After this, caches revalidate with the ETag: a newer release may present final data better.
const PUBLIC = 'public, max-age=600'
// An authenticated caller may get data that others may not see.
const PRIVATE = 'private, max-age=600'

// The headers that affect an answer to GET; a private answer also depends on the caller.
const VARY = 'Accept, Accept-Encoding, x-aws-receipt'
const PERSONAL = [...CREDENTIAL_HEADERS, 'cookie']

// Headers in which proxies pass on the identity of their users, each proxy with its own: X-Forwarded-User,
// X-Auth-Request-Email, X-Amzn-Oidc-Identity, X-Goog-Iap-Jwt-Assertion, Cf-Access-Jwt-Assertion, X-MS-Client-Principal,
// Remote-User, Ssl-Client-S-Dn, X-Forwarded-Client-Cert, Tailscale-User-Login. Matching too many prevents shared
// caching, matching too few leaks private data.
const IDENTITY =
  /user(?!-agent)|consumer|credential|e-?mail|login|identity|principal|account|subject|tenant|groups?\b|roles?\b|session|token|assertion|jwt|oidc|saml|auth|api-?key|client-(?:cert|s-dn|dn|verify|subject)|(?:^|-)(?:dn|upn|sub)$/
// Browser headers about the page, not about its user.
const NO_IDENTITY = /^sec-/

const isPersonal = (name: string) => PERSONAL.includes(name) || (IDENTITY.test(name) && !NO_IDENTITY.test(name))

/**
 * The headers that affect a private answer: all headers with which clients identify themselves, and those that proxies
 * added to this request.
 */
const varyOfPrivate = (headers: Iterable<string>) =>
  [...new Set([VARY, ...PERSONAL, ...[...headers].filter(isPersonal)])].join(', ')

/**
 * The one place that decides whether an answer may be cached: the `Cache-Control` header, or undefined if it may not.
 * Answers from AWS may be cached if they are final, and so may what the gateway itself knows.
 */
function cacheControl({ contextValue, request, source }: HookContext<'willSendResponse'>): string | undefined {
  if (!contextValue.receipt.isFinal || source === undefined || ABOUT_THE_SCHEMA.test(source)) return undefined
  const headers = request.http?.headers ?? []
  return [...headers].some(([name]) => isPersonal(name)) ? PRIVATE : PUBLIC
}

// A release changes the schema, and composition and code generation must not get the previous one.
const ABOUT_THE_SCHEMA = /\b(__schema|__type|_service)\b/

/** Marks cacheable answers: to GET, without errors, and without extensions, which differ each time. */
export const caching: Hooks = {
  requestDidStart: async ({ request }) => {
    if (request.http?.method !== 'GET') return
    return {
      willSendResponse: async (answer) => {
        const { body, http } = answer.response
        if (body.kind !== 'single' || body.singleResult.errors || body.singleResult.extensions) return
        const header = cacheControl(answer)
        if (header) http.headers.set('cache-control', header)
      },
    }
  },
}

/**
 * Completes the headers of answers from `/graphql`. A cacheable answer gets an ETag, which is weak because it is the
 * same for every `Content-Encoding`, and is not sent again to clients that have it:
 * https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2
 */
export const validateCaches: onSendHookHandler<unknown> = (request, reply, payload, done) => {
  const vary = reply.getHeader('vary')
  const more = reply.getHeader('cache-control') === PRIVATE ? varyOfPrivate(Object.keys(request.headers)) : VARY
  reply.header('vary', vary ? `${vary}, ${more}` : more)
  reply.header('x-content-type-options', 'nosniff')
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  if (reply.getHeader('cache-control') === 'no-store' || !isText(payload)) return done(null, payload)
  const tag = `"${createHash('sha256').update(payload).digest('base64url')}"`
  reply.header('etag', `W/${tag}`)
  const tags = request.headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? []
  if (!tags.includes(tag) && !tags.includes('*')) return done(null, payload)
  reply.code(304).removeHeader('content-type')
  done(null, '')
}
