import { TWO_TO_30 } from '../../../aws/calls/indexed/place.ts'
import { bufferOf, canLend, lend, putBack } from './answer-buffers.ts'

const COLON = ':'.charCodeAt(0)
const DOT = '.'.charCodeAt(0)
const ZERO = '0'.charCodeAt(0)
const Z_AND_QUOTE = Buffer.from('Z"').readUInt16LE()

// The numbers below 100 with two digits.
const DIGITS = Uint16Array.from({ length: 100 }, (_, number) =>
  Buffer.from(String(number).padStart(2, '0')).readUInt16LE(),
)

const DAY_MS = 86_400_000
const TIME_LENGTH = '00:00:00.000Z"'.length

// A longer text is copied by Buffer.copy, whose call takes as long as so many bytes four by four.
const LONG = 200

const NOTHING = Buffer.alloc(0)

/** JSON that is written repeatedly. */
export class Constant {
  readonly view: DataView

  constructor(json: string) {
    const bytes = Buffer.from(json)
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
}

// There is room for the beginning of an answer before what is written, such as the rest of a deployment with the ids of its
// targets, and for some more than what it is written from.
const MIN_HEADROOM = 4000
const HEADROOM_RATIO = 1 / 50
const GROWTH = 1.25

/**
 * The bytes of an answer, until `release`, which has to be called. They are overwritten after that if nothing reads them
 * any more: compression, in a thread of its own, goes on for a client that has left, and others may be sent its result.
 */
export interface AnswerBytes {
  bytes: Buffer
  release: (isUnread: boolean) => void
}

/** JSON that grows at its end. */
export class Writer {
  #bytes: Buffer
  #view: DataView
  /** Where what is written begins and ends. */
  readonly #begin: number
  #end: number
  // The day written last, as "2026-11-21T.
  #day = Number.NaN
  #date = new Constant('')

  /** `bytes` is about how many will be written; there is room for at least `headroom` before them. */
  constructor(bytes: number, headroom = MIN_HEADROOM) {
    this.#begin = Math.ceil(Math.max(MIN_HEADROOM, HEADROOM_RATIO * bytes, headroom))
    this.#end = this.#begin
    this.#bytes = bufferOf(this.#begin + Math.ceil(GROWTH * bytes))
    this.#view = viewOf(this.#bytes)
  }

  /** One that has written these bytes. */
  static of(bytes: Buffer, headroom: number): Writer {
    const writer = new Writer(bytes.length, headroom)
    writer.copy(viewOf(bytes), 0, bytes.length)
    return writer
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

  /** A time as `toISOString` writes it, in quotes; it is in two integers (indexed/place.ts). */
  time(high: number, low: number): void {
    const ms = high * TWO_TO_30 + (low - 1) / 2
    const day = Math.floor(ms / DAY_MS)
    if (day !== this.#day) {
      this.#date = new Constant(`"${new Date(day * DAY_MS).toISOString().slice(0, -'00:00:00.000Z'.length)}`)
      this.#day = day
    }
    this.constant(this.#date)
    this.#reserve(TIME_LENGTH)
    const ofDay = ms - day * DAY_MS
    const minutes = Math.floor(ofDay / 60_000)
    const hours = Math.floor(minutes / 60)
    const ofMinute = ofDay - minutes * 60_000
    const seconds = Math.floor(ofMinute / 1000)
    const hundredths = Math.floor((ofMinute - seconds * 1000) / 10)
    this.#twoDigits(hours, COLON)
    this.#twoDigits(minutes - hours * 60, COLON)
    this.#twoDigits(seconds, DOT)
    this.#twoDigits(hundredths, ZERO + ofMinute - seconds * 1000 - hundredths * 10)
    this.#view.setUint16(this.#end, Z_AND_QUOTE, true)
    this.#end += 2
  }

  #twoDigits(number: number, next: number): void {
    this.#view.setUint16(this.#end, DIGITS[number] as number, true)
    this.#view.setUint8(this.#end + 2, next)
    this.#end += 3
  }

  #reserve(count: number): void {
    if (this.#end + count <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(2 * (this.#end + count))
    this.#bytes.copy(larger, 0, 0, this.#end)
    this.#bytes = larger
    this.#view = viewOf(larger)
  }

  get length(): number {
    return this.#end - this.#begin
  }

  /** A copy of what was written. */
  copied(): Buffer {
    const copy = Buffer.allocUnsafeSlow(this.length)
    this.#bytes.copy(copy, 0, this.#begin, this.#end)
    return copy
  }

  /** Puts what was written into `target`; nothing may be written or taken after that. */
  moveTo(target: Buffer, at: number): void {
    this.#bytes.copy(target, at, this.#begin, this.#end)
    putBack(this.#taken())
  }

  /** An answer of these two with the written JSON between them. Undefined if it has to be copied; otherwise nothing may be written or taken after that. */
  between(before: Buffer, after: Buffer): AnswerBytes | undefined {
    if (!canLend() || before.length > this.#begin) return undefined
    this.#reserve(after.length)
    const [start, end] = [this.#begin - before.length, this.#end + after.length]
    before.copy(this.#bytes, start)
    after.copy(this.#bytes, this.#end)
    const bytes = this.#taken()
    return { bytes: bytes.subarray(start, end), release: lend(bytes) }
  }

  #taken(): Buffer {
    const bytes = this.#bytes
    this.#bytes = NOTHING
    this.#end = this.#begin
    return bytes
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength)
