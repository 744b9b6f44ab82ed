type Key = string | number

/** Pseudorandom numbers in [0, 1) that depend only on the keys. */
export function randomOf(...keys: Key[]): () => number {
  let state = 0x811c9dc5 // FNV-1a over the keys, then mulberry32
  for (const character of keys.join('/')) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** `length` hexadecimal digits, determined by the keys. */
export function hexOf(length: number, ...keys: Key[]): string {
  return lettersOf('0123456789abcdef', length, keys)
}

/** A deployment id in AWS's format: `d-` and nine capitals or digits. */
export function deploymentIdOf(...keys: Key[]): string {
  return `d-${lettersOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 9, keys)}`
}

/** The suffix that CodeDeploy adds to the name of an on-premises machine in its ARN: ten letters and digits. */
export function arnSuffixOf(...keys: Key[]): string {
  return lettersOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 10, keys)
}

/** A version 4 UUID, determined by the keys. */
export function uuidOf(...keys: Key[]): string {
  const hex = hexOf(31, ...keys)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-a${hex.slice(15, 18)}-${hex.slice(18, 30)}`
}

function lettersOf(alphabet: string, length: number, keys: Key[]): string {
  const random = randomOf(...keys)
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('')
}
