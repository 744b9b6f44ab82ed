import { createHash, timingSafeEqual } from 'node:crypto'
import type { Authentication } from '../config/auth.ts'
import { GatewayError } from '../errors.ts'
import type { Identity } from './identity.ts'

const sha256 = (key: string) => createHash('sha256').update(key).digest()

/**
 * Looks a key up by its hash. How long that takes tells nothing: all are compared, each in constant time. A plain hash
 * is enough, as keys are random and too long to be guessed; passwords would not be. Throws UNAUTHENTICATED.
 */
export function keyVerifier({ keys }: Extract<Authentication, { mode: 'apiKey' }>): (key: string) => Identity {
  const identities = keys.map(({ name, sha256, scopes }) => ({
    hash: Buffer.from(sha256, 'hex'),
    identity: { subject: name, scopes: new Set(scopes) },
  }))
  return (key) => {
    const hash = sha256(key)
    const [match] = identities.filter((one) => timingSafeEqual(one.hash, hash))
    if (!match) throw new GatewayError('UNAUTHENTICATED', 'The API key is not valid.')
    return match.identity
  }
}
