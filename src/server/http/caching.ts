import { createHash } from 'node:crypto'
import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server'
import type { onSendHookHandler } from 'fastify'
import { CREDENTIAL_HEADERS } from '../../auth/identity.ts'
import type { Context } from '../../context.ts'
import { isText } from './compression.ts'

// After this a cache asks again, with the ETag: what is finished for good may still be told better by a newer version.
const PUBLIC = 'public, max-age=600'
// An authenticated caller may get data that others may not.
const PRIVATE = 'private, max-age=600'

// What an answer to GET depends on besides its URL; one that is not for everybody, on who asked, too.
const VARY = 'Accept, Accept-Encoding, x-aws-receipt'
const PERSONAL = [...CREDENTIAL_HEADERS, 'cookie']

// Headers in which proxies say for whom they ask, of which each has its own: X-Forwarded-User, X-Auth-Request-Email,
// X-Amzn-Oidc-Identity, X-Goog-Iap-Jwt-Assertion, Cf-Access-Jwt-Assertion, X-MS-Client-Principal, Remote-User, Ssl-Client-S-Dn,
// X-Forwarded-Client-Cert, Tailscale-User-Login. To take too many for such costs a shared cache, too few costs a secret.
const IDENTITY =
  /user(?!-agent)|consumer|credential|e-?mail|login|identity|principal|account|subject|tenant|groups?\b|roles?\b|session|token|assertion|jwt|oidc|saml|auth|api-?key|client-(?:cert|s-dn|dn|verify|subject)|(?:^|-)(?:dn|upn|sub)$/
// Of browsers, about the page and not about who looks at it.
const NO_IDENTITY = /^sec-/

const isPersonal = (name: string) => PERSONAL.includes(name) || (IDENTITY.test(name) && !NO_IDENTITY.test(name))

/** What a private answer depends on: all that clients may say who they are by, and what this request has of proxies. */
const varyOfPrivate = (headers: Iterable<string>) =>
  [...new Set([VARY, ...PERSONAL, ...[...headers].filter(isPersonal)])].join(', ')

/**
 * The one place that decides who may keep an answer: `Cache-Control` for one that everybody may, undefined for one that
 * nobody may. What AWS said lasts when it is about what has ended for good, and what the gateway itself knows does.
 */
function cacheControl({ contextValue, request, source }: GraphQLRequestContext<Context>): string | undefined {
  if (!contextValue.receipt.isFinal || source === undefined || ABOUT_THE_SCHEMA.test(source)) return undefined
  const headers = request.http?.headers ?? []
  return [...headers].some(([name]) => isPersonal(name)) ? PRIVATE : PUBLIC
}

// A release changes the schema, and who composes or generates must not be told the one before.
const ABOUT_THE_SCHEMA = /\b(__schema|__type|_service)\b/

/** Marks an answer that caches may keep: to GET, without an error, and without extensions, which differ each time. */
export const caching: ApolloServerPlugin<Context> = {
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
 * Completes the headers of an answer of `/graphql`. One that may be kept gets an ETag, weak because it is the same for
 * every `Content-Encoding`, and is not sent again to who has it: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2
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
