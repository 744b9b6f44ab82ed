import { MINUTE_MS, viewOf } from '../../../aws/calls/indexed/bytes.ts'
import { bufferOf, putBack } from './answer-buffers.ts'

/** Thrown if an answer cannot be written ahead, for any reason. */
export const NOT_WRITABLE = new Error('This is left to the resolvers.')

// A longer text is copied by Buffer.copy, whose call takes as long as so many bytes four by four.
const LONG = 200

// For a list that takes somewhat more than what it is written from. With every field, targets take 1.3 times as much.
const GROWTH = 1.5

const NOTHING = Buffer.alloc(0)

/** JSON that is written repeatedly. */
export class Constant {
  readonly view: DataView

  constructor(json: string) {
    this.view = viewOf(new TextEncoder().encode(json)) // a small Buffer keeps 8 kB in memory
  }
}

// Those of most of a day.
const MAX_MINUTES = 1_000

// Minutes since 1970, as "2026-11-21T10:15 with the quote before.
const minutes = new Map<number, Constant>()

function minuteOf(minute: number): Constant {
  let constant = minutes.get(minute)
  if (!constant) {
    constant = new Constant(`"${new Date(minute * MINUTE_MS).toISOString().slice(0, -':00.000Z'.length)}`)
    if (minutes.size >= MAX_MINUTES) minutes.clear()
    minutes.set(minute, constant)
  }
  return constant
}

const allNumbers = (count: number, digits: number, written: (number: string) => string) =>
  new Constant(Array.from({ length: count }, (_, number) => written(`${number}`.padStart(digits, '0'))).join('')).view

// What follows the minute of a time: every second there is, one after the other, and every millisecond.
const [SECONDS, SECOND] = [allNumbers(60, 2, (second) => `:${second}.`), ':00.'.length]
const [MILLISECONDS, MILLISECOND] = [allNumbers(1000, 3, (ms) => `${ms}Z"`), '000Z"'.length]

/** JSON that grows at its end. */
export class Writer {
  #bytes: Buffer
  #view: DataView
  #end = 0

  /** `bytes` is about how many will be written. */
  constructor(bytes: number) {
    this.#bytes = bufferOf(Math.ceil(GROWTH * bytes))
    this.#view = viewOf(this.#bytes)
  }

  byte(byte: number): void {
    this.#reserve(1)
    this.#view.setUint8(this.#end++, byte)
  }

  constant({ view }: Constant): void {
    this.copy(view, 0, view.byteLength)
  }

  /** Some bytes as they are, four by four: one by one takes several times as long. */
  copy(source: DataView, start: number, end: number): void {
    const count = end - start
    this.#reserve(count)
    const view = this.#view
    const at = this.#end
    this.#end = at + count
    if (count < 4) for (let index = 0; index < count; index++) view.setUint8(at + index, source.getUint8(start + index))
    else if (count > LONG) this.#bytes.set(new Uint8Array(source.buffer, source.byteOffset + start, count), at)
    else {
      for (let index = 0; index < count - 4; index += 4)
        view.setInt32(at + index, source.getInt32(start + index, true), true)
      view.setInt32(at + count - 4, source.getInt32(end - 4, true), true) // over some of those before
    }
  }

  text(json: string): void {
    this.#reserve(3 * json.length)
    this.#end += this.#bytes.write(json, this.#end)
  }

  /** A time as `toISOString` writes it, in quotes: its minute since 1970, and the milliseconds in that. */
  time(minute: number, ofMinute: number): void {
    this.constant(minuteOf(minute))
    const second = Math.floor(ofMinute / 1000)
    const ms = ofMinute - 1000 * second
    this.copy(SECONDS, SECOND * second, SECOND * (second + 1))
    this.copy(MILLISECONDS, MILLISECOND * ms, MILLISECOND * (ms + 1))
  }

  #reserve(count: number): void {
    if (this.#end + count <= this.#bytes.length) return
    const larger = bufferOf(2 * (this.#end + count))
    this.#bytes.copy(larger, 0, 0, this.#end)
    putBack(this.#bytes)
    this.#bytes = larger
    this.#view = viewOf(larger)
  }

  /** The bytes that were written, until `release`. */
  get written(): Buffer {
    if (this.#bytes === NOTHING) throw new Error('What was written is gone.')
    return this.#bytes.subarray(0, this.#end)
  }

  /** Gives the memory back; nothing may be written or read after that. */
  release(): void {
    putBack(this.#bytes)
    this.#bytes = NOTHING
  }
}
