import { code, MINUTE_MS, viewOf } from './bytes.ts'
import type { Sent } from './shape.ts'

/** Thrown if a text does not have the form of AWS's JSON. It may still be valid: JSON.parse decides. */
export const NOT_PLAIN = new Error('This is left to JSON.parse.')

const QUOTE = code('"')
const BACKSLASH = code('\\')
const SLASH = code('/')
const U = code('u')
const DOT = code('.')
const MINUS = code('-')
const ZERO = code('0')
const NINE = code('9')
const LOWER_CASE = 0x20
const E = code('e')

/** The escapes that JSON.stringify also writes: the character after the backslash. */
const SAME_ESCAPES = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number('"\\bfnrt'.includes(String.fromCharCode(byte))),
)
const HEX = /^[\da-fA-F]{4}$/

const POWERS_OF_TEN = Array.from({ length: 13 }, (_, exponent) => 10 ** exponent)
// A record holds 32 bits: minutes until the year 6053.
const MAX_MINUTE = 2 ** 31 - 1

/** Goes through compact JSON, value by value. Throws NOT_PLAIN for anything else. */
export class Cursor {
  bytes: Buffer = Buffer.alloc(0)
  view = new DataView(this.bytes.buffer)
  at = 0

  start(bytes: Buffer): void {
    this.bytes = bytes
    this.view = viewOf(bytes)
    this.at = 0
  }

  /** Passes this byte if it is next. Returns whether it was. */
  match(byte: number): boolean {
    if (this.bytes[this.at] !== byte) return false
    this.at++
    return true
  }

  expect(byte: number): void {
    if (!this.match(byte)) throw NOT_PLAIN
  }

  /** Passes this if it is next, four bytes at once. Returns whether it was. */
  matchAll({ length, words }: Sent): boolean {
    const { view, at } = this
    if (at + length > view.byteLength) return false
    let index = 0
    for (; index < words.length - 1; index++) if (view.getInt32(at + 4 * index, true) !== words[index]) return false
    if (view.getInt32(at + length - 4, true) !== words[index]) return false
    this.at = at + length
    return true
  }

  /** Passes a text. Returns whether JSON.stringify would write it as it is. */
  text(): boolean {
    this.expect(QUOTE)
    const { bytes } = this
    let isSame = true
    let at = this.#endOfPlain(this.at)
    while (bytes[at] !== QUOTE) {
      if (bytes[at] !== BACKSLASH) throw NOT_PLAIN
      const escaped = bytes[at + 1] ?? 0
      const isHex = escaped === U && HEX.test(bytes.toString('latin1', at + 2, at + 6))
      if (SAME_ESCAPES[escaped] === 0) {
        if (escaped !== SLASH && !isHex) throw NOT_PLAIN
        isSame = false
      }
      at = this.#endOfPlain(at + (isHex ? 6 : 2))
    }
    this.at = at + 1
    return isSame
  }

  /**
   * The next byte that does not stand for itself in a text: a quote, a backslash or a control character; the length if there
   * is none. Four bytes at once, which takes a tenth of the time: https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
   */
  #endOfPlain(from: number): number {
    const { view, bytes } = this
    const last = view.byteLength - 4
    let at = from
    for (; at <= last; at += 4) {
      const four = view.getInt32(at, true)
      const quotes = four ^ 0x22222222
      const backslashes = four ^ 0x5c5c5c5c
      const found =
        ((quotes - 0x01010101) & ~quotes) | ((backslashes - 0x01010101) & ~backslashes) | ((four - 0x20202020) & ~four)
      if ((found & 0x80808080) !== 0) break
    }
    for (; at < bytes.length; at++) {
      const byte = bytes[at] as number
      if (byte === QUOTE || byte === BACKSLASH || byte < 0x20) break
    }
    return at
  }

  /** Passes a number; `-0` and exponents are not plain. */
  number(): true {
    this.#decimal()
    if (this.#isExponent()) throw NOT_PLAIN
    return true
  }

  // The time that was passed last. As one number it would be an object for each time.
  minute = 0
  msOfMinute = 0

  /**
   * Passes epoch seconds, which AWS may write as `1.7645E9`. Parts of a millisecond, and times before 1970 or after the year 6053,
   * are not plain.
   */
  time(): void {
    const { bytes, at: begin } = this
    const decimals = this.#decimal()
    const end = this.at
    let digits = 0
    for (let at = begin; at < end; at++) {
      const byte = bytes[at] as number
      if (byte !== DOT) digits = digits * 10 + byte - ZERO
    }
    const ms = digits * (POWERS_OF_TEN[3 - decimals + this.#exponent()] ?? Number.NaN)
    const minute = Math.floor(ms / MINUTE_MS)
    if (!(minute >= 0 && minute <= MAX_MINUTE)) throw NOT_PLAIN
    this.minute = minute
    this.msOfMinute = ms - minute * MINUTE_MS
  }

  /** Passes a number without its exponent. Returns how many decimals it has. */
  #decimal(): number {
    this.match(MINUS)
    const begin = this.at
    const digits = this.#digits()
    if (this.bytes[begin] === ZERO && (digits > 1 || this.bytes[begin - 1] === MINUS)) throw NOT_PLAIN
    return this.match(DOT) ? this.#digits() : 0
  }

  #isExponent(): boolean {
    return ((this.bytes[this.at] ?? 0) | LOWER_CASE) === E
  }

  /** Passes an exponent, if there is one, of one digit without a sign. */
  #exponent(): number {
    if (!this.#isExponent()) return 0
    this.at++
    if (this.#digits() > 1) throw NOT_PLAIN
    return (this.bytes[this.at - 1] as number) - ZERO
  }

  #digits(): number {
    const begin = this.at
    for (let byte = this.bytes[begin] ?? 0; byte >= ZERO && byte <= NINE; byte = this.bytes[this.at] ?? 0) this.at++
    if (this.at === begin) throw NOT_PLAIN
    return this.at - begin
  }
}
