import { createHash } from 'node:crypto'

// 96 bits: no two states of one thing have the same by chance.
const FINGERPRINT_CHARACTERS = 16

/** The same for what AWS says in the same words. */
export const fingerprintOf = (thing: object): string =>
  createHash('sha256')
    .update(JSON.stringify(thing, withoutMetadata))
    .digest('base64url')
    .slice(0, FINGERPRINT_CHARACTERS)

/** The SDK adds the id of the request. */
const withoutMetadata = (name: string, value: unknown) => (name === '$metadata' ? undefined : value)
