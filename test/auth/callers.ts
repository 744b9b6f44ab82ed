import { createHash } from 'node:crypto'
import { SignJWT } from 'jose'
import type { Authentication } from '../../src/config/auth.ts'

export const SECRET = 'a-secret-of-this-test-and-of-nothing-else'
export const ISSUER = 'https://login.example.com/'
export const AUDIENCE = 'deploygraph'

export const JWT = { mode: 'jwt', key: { secret: SECRET }, issuer: ISSUER, audience: AUDIENCE } satisfies Authentication
export const ROUTER = { mode: 'router', secret: SECRET, issuer: ISSUER, audience: AUDIENCE } satisfies Authentication

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

interface Token {
  claims?: Record<string, unknown>
  /** Seconds from now. */
  expires?: number
  issued?: number
  alg?: string
  kid?: string
  key?: Parameters<SignJWT['sign']>[0]
}

/** A token of the issuer, right in all that is not told otherwise. */
export function token({ claims, expires = 60, issued = 0, alg = 'HS256', kid, key = bytes(SECRET) }: Token = {}) {
  const now = Math.floor(Date.now() / 1000)
  const all = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: 'ada',
    scope: 'deployments:read logs:read',
    iat: now + issued,
    exp: now + expires,
  }
  return new SignJWT({ ...all, ...claims }).setProtectedHeader({ alg, kid }).sign(key)
}

export const bytes = (text: string) => new TextEncoder().encode(text)

/** What nobody signed: `alg` is none. */
export function unsigned(claims: object = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const exp = Math.floor(Date.now() / 1000) + 60
  const all = { iss: ISSUER, aud: AUDIENCE, sub: 'ada', scope: 'deployments:read logs:read', exp, ...claims }
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(all)}.`
}

export const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` })
