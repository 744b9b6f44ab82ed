import { END } from './shape.ts'

/** Where an item of an answer is: its text in `bytes` from `at`, its records in `records` from `recordsAt` to `recordsEnd`. */
export class Place {
  bytes: Buffer
  at: number
  records: Int32Array
  recordsAt: number
  recordsEnd: number

  constructor(bytes: Buffer, at: number, records: Int32Array, recordsAt: number, recordsEnd: number) {
    this.bytes = bytes
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

  /** A part of the item's text, as it was sent. */
  json(start: number, end: number): string {
    return this.bytes.toString('utf8', this.at + start, this.at + end)
  }

  /** Copies the item, so that it does not keep the rest of the answer in memory. */
  detach(): void {
    if (this.at === 0) return
    this.bytes = Buffer.from(this.bytes.subarray(this.at, this.at + this.length))
    this.records = this.records.slice(this.recordsAt, this.recordsEnd)
    this.recordsEnd -= this.recordsAt
    this.recordsAt = 0
    this.at = 0
  }
}
