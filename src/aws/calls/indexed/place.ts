import { END } from './shape.ts'

/** A time is kept in two integers: its multiple of this, and twice the rest and 1. */
export const TWO_TO_30 = 2 ** 30

/** Where an item of an answer is: its text in `bytes` from `at`, its records in `records` from `recordsAt` to `recordsEnd`. */
export class Place {
  bytes: Buffer
  /** Of the bytes. */
  view: DataView
  at: number
  records: Int32Array
  recordsAt: number
  recordsEnd: number

  constructor(bytes: Buffer, view: DataView, at: number, records: Int32Array, recordsAt: number, recordsEnd: number) {
    this.bytes = bytes
    this.view = view
    this.at = at
    this.records = records
    this.recordsAt = recordsAt
    this.recordsEnd = recordsEnd
  }

  /** How many bytes the item has. */
  get length(): number {
    return this.record(END)
  }

  /** One of the integers of the item's records, by its offset. */
  record(offset: number): number {
    return this.records[this.recordsAt + offset] as number
  }

  /** The time in these two integers, in milliseconds since 1970; undefined if it is absent. */
  time(offset: number): number | undefined {
    const low = this.record(offset + 1)
    return low === 0 ? undefined : this.record(offset) * TWO_TO_30 + (low - 1) / 2
  }

  /** A part of the item's text, as it was sent. */
  json(start: number, end: number): string {
    return this.bytes.toString('utf8', this.at + start, this.at + end)
  }

  /** Copies the item, so that it does not keep the rest of the answer in memory. */
  detach(): void {
    if (this.at === 0) return
    this.bytes = Buffer.from(this.bytes.subarray(this.at, this.at + this.length))
    this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength)
    this.records = this.records.slice(this.recordsAt, this.recordsEnd)
    this.recordsEnd -= this.recordsAt
    this.recordsAt = 0
    this.at = 0
  }
}
