import { TWO_TO_30 } from '../../../aws/calls/indexed/place.ts'

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

/** JSON that is written repeatedly. */
export class Constant {
  readonly view: DataView

  constructor(json: string) {
    const bytes = Buffer.from(json)
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
}

// Buffers of this size are used again: new ones for each answer make the garbage collector mark the
// whole heap for each. The content is copied out before a buffer is used again.
const POOLED_BYTES = 8_000_000
const MAX_POOLED = 2
const pool: Buffer[] = []
const NOTHING = Buffer.alloc(0)

/** JSON that grows at its end. */
export class Writer {
  #bytes: Buffer
  #view: DataView
  #length = 0
  // The day written last, as "2026-11-21T.
  #day = Number.NaN
  #date = new Constant('')

  constructor() {
    this.#bytes = pool.pop() ?? Buffer.allocUnsafeSlow(POOLED_BYTES)
    this.#view = viewOf(this.#bytes)
  }

  byte(byte: number): void {
    this.#reserve(1)
    this.#view.setUint8(this.#length++, byte)
  }

  constant({ view }: Constant): void {
    this.copy(view, 0, view.byteLength)
  }

  /** Some bytes as they are, four by four: one by one takes several times as long. */
  copy(source: DataView, start: number, end: number): void {
    const count = end - start
    this.#reserve(count)
    const view = this.#view
    const at = this.#length
    this.#length = at + count
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
    this.#length += this.#bytes.write(json, this.#length)
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
    this.#view.setUint16(this.#length, Z_AND_QUOTE, true)
    this.#length += 2
  }

  #twoDigits(number: number, next: number): void {
    this.#view.setUint16(this.#length, DIGITS[number] as number, true)
    this.#view.setUint8(this.#length + 2, next)
    this.#length += 3
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(2 * (this.#length + count))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
    this.#view = viewOf(larger)
  }

  get length(): number {
    return this.#length
  }

  /** A copy of what was written. */
  copied(): Buffer {
    const copy = Buffer.allocUnsafeSlow(this.#length)
    this.#bytes.copy(copy, 0, 0, this.#length)
    return copy
  }

  /** Puts what was written into `target`, and the buffer back; nothing may be written or taken after that. */
  moveTo(target: Buffer, at: number): void {
    this.#bytes.copy(target, at, 0, this.#length)
    if (this.#bytes.length === POOLED_BYTES && pool.length < MAX_POOLED) pool.push(this.#bytes)
    this.#bytes = NOTHING
    this.#length = 0
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength)
