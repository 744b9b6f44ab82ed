import { type Cursor, code, NOT_PLAIN } from './cursor.ts'

const COMMA = code(',')
const QUOTE = code('"')
const OPEN = code('{')
const CLOSE = code('}')
const OPEN_LIST = code('[')
const CLOSE_LIST = code(']')

/** Passes a member of any name and value, however deep that is. */
export function passUnknown(cursor: Cursor): void {
  if (!cursor.text()) throw NOT_PLAIN // it may be a name in disguise
  const begin = cursor.at
  for (let depth = 0; ; ) {
    const byte = cursor.bytes[cursor.at]
    if (byte === undefined) throw NOT_PLAIN
    if (depth === 0 && (byte === COMMA || byte === CLOSE)) break
    if (byte === QUOTE) {
      cursor.text()
      continue
    }
    if (byte === OPEN || byte === OPEN_LIST) depth++
    else if (byte === CLOSE || byte === CLOSE_LIST) depth--
    cursor.at++
  }
  // So far only quotes and the number of brackets are known to be right.
  try {
    JSON.parse(`{""${cursor.bytes.toString('utf8', begin, cursor.at)}}`)
  } catch {
    throw NOT_PLAIN
  }
}
