import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type JWTPayload,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose'
import type { Authentication } from '../config/auth.ts'
import { GatewayError } from '../errors.ts'
import type { Identity } from './identity.ts'
import { keySetFetcher } from './key-set.ts'

// Pinned, because a token must not choose how it is verified: a public key never serves as a secret, and `none` is refused.
// https://www.rfc-editor.org/rfc/rfc8725#section-3.1
const ASYMMETRIC = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ')
const SYMMETRIC = ['HS256']

// How far clocks may be apart, in seconds.
const TOLERANCE = 5

// A router signs a token for one request, which may take this long to arrive.
const MAX_SECONDS_OF_ROUTER = 300

// It is logged, and remembered to count by.
const MAX_SUBJECT_CHARACTERS = 200

type Verify = (token: string) => Promise<Identity>

/** Checks tokens of an issuer. Rejects with UNAUTHENTICATED, or AUTH_UNAVAILABLE where its keys cannot be had. */
export function tokenVerifier({ key, issuer, audience }: Extract<Authentication, { mode: 'jwt' }>): Verify {
  const options = { issuer, audience, requiredClaims: ['exp', 'sub'], clockTolerance: TOLERANCE }
  if ('secret' in key) {
    const secret = new TextEncoder().encode(key.secret)
    return verifier(async () => secret, { ...options, algorithms: SYMMETRIC })
  }
  return verifier(remoteKeys(key.jwksUrl), { ...options, algorithms: ASYMMETRIC })
}

/** Checks what a router signed for whom it asks; without a `sub`, it asks for itself. Rejects with UNAUTHENTICATED. */
export function routerVerifier({ secret, issuer, audience }: Extract<Authentication, { mode: 'router' }>): Verify {
  const key = new TextEncoder().encode(secret)
  return verifier(async () => key, {
    issuer,
    audience,
    algorithms: SYMMETRIC,
    requiredClaims: ['exp'],
    maxTokenAge: MAX_SECONDS_OF_ROUTER,
    clockTolerance: TOLERANCE,
  })
}

const verifier =
  (key: JWTVerifyGetKey, options: JWTVerifyOptions): Verify =>
  async (token) => {
    try {
      const { payload } = await jwtVerify(token, key, options)
      const expiresAt = payload.exp === undefined ? undefined : payload.exp * 1000
      return { subject: subjectOf(payload), scopes: scopesOf(payload), expiresAt }
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error
      const message =
        error instanceof errors.JWTExpired ? 'The token has expired.' : 'The token is not valid for this gateway.'
      throw new GatewayError('UNAUTHENTICATED', message, { cause: error })
    }
  }

/** The types of jose promise a text, and it does not look. */
function subjectOf(payload: JWTPayload): string {
  const { sub = 'router' } = payload
  if (typeof sub === 'string' && sub.length > 0 && sub.length <= MAX_SUBJECT_CHARACTERS) return sub
  const reason = `"sub" is not a text of 1 to ${MAX_SUBJECT_CHARACTERS} characters`
  throw new errors.JWTClaimValidationFailed(reason, payload, 'sub', 'invalid')
}

// The same as jose's own, which goes by the system's clock: set back, it would keep a withdrawn key for that much longer.
const MAX_KEY_SET_AGE_MS = 600_000
const MIN_KEY_SET_AGE_MS = 30_000

/** The public keys of an issuer: fetched when first needed, every ten minutes, and when a token names a new one. */
function remoteKeys(url: string, elapsed = () => performance.now()): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(url), {
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: Number.POSITIVE_INFINITY,
    [customFetch]: keySetFetcher(elapsed),
  })
  let readAt = Number.NEGATIVE_INFINITY
  const age = () => elapsed() - readAt
  const read = async () => {
    await keys.reload()
    readAt = elapsed()
  }
  return async (header, token) => {
    try {
      if (age() >= MAX_KEY_SET_AGE_MS) await read()
      return await keys(header, token).catch(async (error: unknown) => {
        if (!(error instanceof errors.JWKSNoMatchingKey) || age() < MIN_KEY_SET_AGE_MS) throw error
        await read()
        return keys(header, token)
      })
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error
      throw new GatewayError('AUTH_UNAVAILABLE', 'Could not load the public keys of the token issuer.', {
        cause: error,
      })
    }
  }
}

/** `scope` is a text (RFC 8693), `scp` and `scopes` are what other issuers have: a text or a list. */
const scopesOf = ({ scope, scp, scopes }: JWTPayload): ReadonlySet<string> =>
  new Set(
    [scope, scp, scopes]
      .flat()
      .flatMap((some) => (typeof some === 'string' ? some.split(' ') : []))
      .filter(Boolean),
  )
