import { type Cursor, code, NOT_PLAIN } from './cursor.ts'

const COMMA = code(',')
const COLON = code(':')
const QUOTE = code('"')
const OPEN = code('{')
const CLOSE = code('}')
const OPEN_LIST = code('[')
const CLOSE_LIST = code(']')
const WORDS = ['null', 'true', 'false'].map((word) => Buffer.from(word))

/** Passes a member of any name and value. */
export function passUnknown(cursor: Cursor): void {
  if (!cursor.text()) throw NOT_PLAIN // it may be a name in disguise
  cursor.expect(COLON)
  passValue(cursor)
}

function passValue(cursor: Cursor): void {
  switch (cursor.bytes[cursor.at]) {
    case QUOTE:
      cursor.text()
      break
    case OPEN:
      passAll(cursor, CLOSE, passUnknown)
      break
    case OPEN_LIST:
      passAll(cursor, CLOSE_LIST, passValue)
      break
    default:
      if (!WORDS.some((word) => cursor.matchAll(word))) cursor.number()
  }
}

function passAll(cursor: Cursor, close: number, pass: (cursor: Cursor) => void): void {
  cursor.at++
  if (cursor.match(close)) return
  do pass(cursor)
  while (cursor.match(COMMA))
  cursor.expect(close)
}
