const QUOTE = '"'.charCodeAt(0)
const ZERO = '0'.charCodeAt(0)
const COLON = ':'.charCodeAt(0)
const DOT = '.'.charCodeAt(0)
const Z = 'Z'.charCodeAt(0)

const DAY_MS = 86_400_000

// A longer text is copied by Buffer.copy, which costs as much as about so many bytes one by one.
const LONG = 100

/** JSON that grows at its end. */
export class Writer {
  #bytes: Buffer
  #length = 0
  // The day written last, as 2026-11-21T.
  #day = Number.NaN
  #date: Uint8Array = new Uint8Array()

  /** `size` is a guess at how many bytes it will have. */
  constructor(size: number) {
    this.#bytes = Buffer.allocUnsafe(size)
  }

  byte(byte: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = byte
  }

  /** Some bytes as they are. */
  copy(source: Uint8Array, start: number, end: number): void {
    const count = end - start
    this.#reserve(count)
    const bytes = this.#bytes
    const length = this.#length
    if (count > LONG) Buffer.prototype.copy.call(source, bytes, length, start, end)
    else for (let index = 0; index < count; index++) bytes[length + index] = source[start + index] as number
    this.#length = length + count
  }

  all(source: Uint8Array): void {
    this.copy(source, 0, source.length)
  }

  text(json: string): void {
    this.#reserve(3 * json.length)
    this.#length += this.#bytes.write(json, this.#length)
  }

  /** A time as `toISOString` writes it, in quotes; in milliseconds since 1970. */
  time(ms: number): void {
    const day = Math.floor(ms / DAY_MS)
    if (day !== this.#day) {
      this.#date = Buffer.from(`"${new Date(day * DAY_MS).toISOString().slice(0, -'00:00:00.000Z'.length)}`)
      this.#day = day
    }
    this.all(this.#date)
    this.#reserve('00:00:00.000Z"'.length)
    const ofDay = ms - day * DAY_MS
    const seconds = Math.floor(ofDay / 1000)
    const minutes = Math.floor(seconds / 60)
    const hours = Math.floor(minutes / 60)
    this.#twoDigits(hours, COLON)
    this.#twoDigits(minutes - hours * 60, COLON)
    this.#twoDigits(seconds - minutes * 60, DOT)
    const thousandths = ofDay - seconds * 1000
    const tens = Math.floor(thousandths / 10)
    this.#twoDigits(tens, ZERO + thousandths - tens * 10)
    this.#bytes[this.#length++] = Z
    this.#bytes[this.#length++] = QUOTE
  }

  #twoDigits(number: number, next: number): void {
    const tens = Math.floor(number / 10)
    this.#bytes[this.#length++] = ZERO + tens
    this.#bytes[this.#length++] = ZERO + number - tens * 10
    this.#bytes[this.#length++] = next
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(2 * (this.#length + count))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }

  /** What was written. */
  end(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }
}
