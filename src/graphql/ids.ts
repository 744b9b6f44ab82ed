import { inputError, quote } from '../errors.ts'

/** The parts of a Node's id: its type, its location, and the AWS ids or names that identify it there. */
export interface GlobalId {
  type: string
  location: string
  keys: string[]
}

/** An opaque id that stays the same for as long as the location keeps its name. */
export const encodeId = (type: string, location: string, ...keys: string[]): string =>
  Buffer.from(JSON.stringify([type, location, ...keys])).toString('base64url')

// The longest, that of a CodeDeploy target, has some 2,000. A longer text is not decoded: 100 fields may repeat it.
const MAX_ID_CHARACTERS = 8_000

/** The reverse of encodeId. Throws BAD_USER_INPUT for a text that no gateway gave. */
export function decodeId(id: string): GlobalId {
  try {
    if (id.length > MAX_ID_CHARACTERS) throw new Error('longer than any id')
    const parts: unknown = JSON.parse(Buffer.from(id, 'base64url').toString())
    if (Array.isArray(parts) && parts.every((part) => typeof part === 'string' && part !== '')) {
      const [type, location, ...keys] = parts
      if (type && location && keys.length > 0) return { type, location, keys }
    }
  } catch {
    // Not JSON: not an id of ours.
  }
  throw inputError(`${quote(id)} is not an id: expected the id of a Node from this gateway.`)
}
