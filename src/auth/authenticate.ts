import type { IncomingHttpHeaders } from 'node:http'
import type { Authentication } from '../config/auth.ts'
import { forbidden, GatewayError } from '../errors.ts'
import { keyVerifier } from './api-keys.ts'
import { type Identity, READ, ROUTER_HEADER } from './identity.ts'
import { routerVerifier, tokenVerifier } from './tokens.ts'

/**
 * Identifies the caller by the headers of a request. Rejects with UNAUTHENTICATED, with FORBIDDEN if the caller may read
 * nothing at all, or with AUTH_UNAVAILABLE.
 */
export type Authenticate = (headers: IncomingHttpHeaders) => Promise<Identity>

/** Undefined without authentication. */
export function authenticator(auth: Authentication): Authenticate | undefined {
  if (auth.mode === 'none') return undefined
  if (auth.mode === 'router') {
    const verify = routerVerifier(auth)
    // A router without scopes may still compose: reading the schema requires none.
    return async (headers) => verify(required(single(headers[ROUTER_HEADER]), `\`${ROUTER_HEADER}: <token>\``))
  }
  if (auth.mode === 'apiKey') {
    const verify = keyVerifier(auth)
    return async (headers) =>
      reader(
        verify(
          required(
            single(headers['x-api-key']) ?? bearer(headers),
            '`Authorization: Bearer <key>` or `x-api-key: <key>`',
          ),
        ),
      )
  }
  const verify = tokenVerifier(auth)
  return async (headers) => reader(await verify(required(bearer(headers), '`Authorization: Bearer <token>`')))
}

function reader(identity: Identity): Identity {
  if (identity.scopes.has(READ)) return identity
  throw forbidden(READ)
}

function required(credential: string | undefined, header: string): string {
  if (credential) return credential
  throw new GatewayError('UNAUTHENTICATED', `Authentication required: send ${header}.`)
}

const bearer = ({ authorization = '' }: IncomingHttpHeaders) => /^Bearer +(\S+) *$/i.exec(authorization)?.[1]

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? undefined : value)
