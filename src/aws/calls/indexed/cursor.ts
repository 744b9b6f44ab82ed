/** Thrown where a text is not what AWS's JSON looks like. It may be valid all the same: JSON.parse decides. */
export const NOT_PLAIN = new Error('This is left to JSON.parse.')

export const code = (character: string): number => character.charCodeAt(0)
const QUOTE = code('"')
const BACKSLASH = code('\\')
const SLASH = code('/')
const U = code('u')
const SPACE = code(' ')
const DOT = code('.')
const MINUS = code('-')
const ZERO = code('0')
const NINE = code('9')

/** The escapes that JSON.stringify writes, too; after a backslash. */
const SAME_ESCAPES = Uint8Array.from({ length: 128 }, (_, one) => Number('"\\bfnrt'.includes(String.fromCharCode(one))))
/** The bytes that stand for themselves in a text. */
const IN_TEXT = Uint8Array.from({ length: 256 }, (_, one) => Number(one >= SPACE && one !== QUOTE && one !== BACKSLASH))
const HEX = /^[\da-fA-F]{4}$/

const WORDS = ['null', 'true', 'false'].map((word) => Buffer.from(word))

/** Goes through compact JSON, value by value. What it does not accept throws NOT_PLAIN. */
export class Cursor {
  bytes: Buffer = Buffer.alloc(0)
  at = 0

  start(bytes: Buffer): void {
    this.bytes = bytes
    this.at = 0
  }

  /** Whether this byte is next; then it is passed. */
  passed(byte: number): boolean {
    if (this.bytes[this.at] !== byte) return false
    this.at++
    return true
  }

  /** Whether these bytes are next; then they are passed. */
  passedAll(bytes: Uint8Array): boolean {
    const { bytes: text, at } = this
    for (let index = 0; index < bytes.length; index++) if (text[at + index] !== bytes[index]) return false
    this.at = at + bytes.length
    return true
  }

  expect(byte: number): void {
    if (this.bytes[this.at++] !== byte) throw NOT_PLAIN
  }

  expectAll(bytes: Uint8Array): void {
    if (!this.passedAll(bytes)) throw NOT_PLAIN
  }

  /** Passes a text. Returns whether JSON.stringify would write it as it is. */
  text(): boolean {
    this.expect(QUOTE)
    const { bytes } = this
    let { at } = this
    let isSame = true
    for (;;) {
      while (IN_TEXT[bytes[at] as number] === 1) at++
      const byte = bytes[at]
      if (byte === QUOTE) break
      if (byte !== BACKSLASH) throw NOT_PLAIN
      const escaped = bytes[at + 1] ?? 0
      if (SAME_ESCAPES[escaped] === 1) at += 2
      else if (escaped === SLASH) {
        isSame = false
        at += 2
      } else if (escaped === U && HEX.test(bytes.toString('latin1', at + 2, at + 6))) {
        isSame = false
        at += 6
      } else throw NOT_PLAIN
    }
    this.at = at + 1
    return isSame
  }

  /** Passes a number. Returns how many digits it has before the point; `-0` and exponents are not plain. */
  number(): number {
    const { bytes } = this
    if (bytes[this.at] === MINUS) this.at++
    const first = bytes[this.at]
    const whole = this.#digits()
    if (first === ZERO && (whole > 1 || bytes[this.at - 2] === MINUS)) throw NOT_PLAIN
    if (bytes[this.at] === DOT) {
      this.at++
      this.#digits()
    }
    const next = bytes[this.at] ?? 0
    if (next === code('e') || next === code('E')) throw NOT_PLAIN
    return whole
  }

  #digits(): number {
    const { bytes, at } = this
    let end = at
    for (let byte = bytes[end]; byte !== undefined && byte >= ZERO && byte <= NINE; byte = bytes[end]) end++
    if (end === at) throw NOT_PLAIN
    this.at = end
    return end - at
  }

  /** Passes null, true or false; returns whether there is one. */
  word(): boolean {
    return WORDS.some((word) => this.passedAll(word))
  }
}
