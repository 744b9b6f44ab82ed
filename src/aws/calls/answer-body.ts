// Enough to recognize a page of a proxy, and a credential that stands across the end of what the log shows.
const MAX_CHARACTERS = 2_000

const bodies = new WeakMap<object, string>()

/** Keeps the beginning of the body that an error was read from, for the log and for `wordsOf`. */
export const rememberBody = (error: object, bytes: Uint8Array): void =>
  void bodies.set(error, Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, MAX_CHARACTERS)).toString())

/** The beginning of the body that an error was read from; undefined where nothing was answered. */
export const bodyOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null ? bodies.get(error) : undefined
