export const MINUTE_MS = 60_000

export const code = (character: string): number => character.charCodeAt(0)
export const OPEN = code('{')
export const CLOSE = code('}')
export const OPEN_LIST = code('[')
export const CLOSE_LIST = code(']')
export const COMMA = code(',')

/** The same bytes, to read and write four of them at once. */
export const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)
