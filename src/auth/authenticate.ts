import type { IncomingHttpHeaders } from 'node:http'
import { ReadError } from '../aws/calls/errors.ts'
import type { Authentication } from '../config/auth.ts'
import { keyVerifier } from './api-keys.ts'
import { forbidden, type Identity, READ, ROUTER_HEADER } from './identity.ts'
import { routerVerifier, tokenVerifier } from './tokens.ts'

/**
 * Says who asks, by the headers of a request. Rejects with UNAUTHENTICATED, with FORBIDDEN for those who may read
 * nothing at all, or with AUTH_UNAVAILABLE.
 */
export type Authenticate = (headers: IncomingHttpHeaders) => Promise<Identity>

/** Undefined where everybody may ask. */
export function authenticator(auth: Authentication): Authenticate | undefined {
  if (auth.mode === 'none') return undefined
  if (auth.mode === 'router') {
    const verify = routerVerifier(auth)
    // Without a scope it may compose: the schema is read without any.
    return async (headers) => verify(found(single(headers[ROUTER_HEADER]), `in the header ${ROUTER_HEADER}`))
  }
  if (auth.mode === 'apiKey') {
    const verify = keyVerifier(auth)
    return async (headers) =>
      reader(verify(found(single(headers['x-api-key']) ?? bearer(headers), 'as Authorization: Bearer or x-api-key')))
  }
  const verify = tokenVerifier(auth)
  return async (headers) => reader(await verify(found(bearer(headers), 'as Authorization: Bearer')))
}

function reader(identity: Identity): Identity {
  if (identity.scopes.has(READ)) return identity
  throw forbidden(READ)
}

function found(credential: string | undefined, where: string): string {
  if (credential) return credential
  throw new ReadError('UNAUTHENTICATED', `It takes a credential to ask here: expected one ${where}.`)
}

const bearer = ({ authorization = '' }: IncomingHttpHeaders) => /^Bearer +(\S+) *$/i.exec(authorization)?.[1]

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? undefined : value)
