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

/** A token of the issuer, valid except for what is passed. */
export function token({ claims, expires = 600, issued = 0, alg = 'HS256', kid, key = bytes(SECRET) }: Token = {}) {
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

/** A token without a signature: its `alg` is none. */
export function unsigned(claims: object = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const exp = Math.floor(Date.now() / 1000) + 60
  const all = { iss: ISSUER, aud: AUDIENCE, sub: 'ada', scope: 'deployments:read logs:read', exp, ...claims }
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(all)}.`
}

export const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` })

/** A query that needs no AWS call, and its answer. */
export const TYPENAME = '{ __typename }'
export const TYPENAME_ANSWER = { status: 200, data: { __typename: 'Query' } }

export const refusal = (status: number, code: string, retryable = false) => ({
  status,
  errors: [{ message: expect.any(String), extensions: { code, retryable } }],
})
export const UNAUTHENTICATED = refusal(401, 'UNAUTHENTICATED')

/** Callers with an API key each, by name, with their scopes. */
const CALLERS = {
  all: ['deployments:read', 'logs:read'],
  noLogs: ['deployments:read'],
  home: ['deployments:read', 'logs:read', 'location:us-east-1'],
  abroad: ['deployments:read', 'logs:read', 'location:eu-west-1'],
  abroadOnly: ['deployments:read', 'location:eu-west-1', 'location:ap-south-1'],
  nowhere: ['deployments:read', 'logs:read', 'location:mars-north-1'],
} satisfies Record<string, string[]>
export const CALLERS_AUTH: Authentication = {
  mode: 'apiKey',
  keys: Object.entries(CALLERS).map(([name, scopes]) => ({ name, sha256: sha256(name), scopes })),
}
export const as = (name: keyof typeof CALLERS) => ({ 'x-api-key': name })
