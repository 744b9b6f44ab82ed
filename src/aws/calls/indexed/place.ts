import { viewOf } from './bytes.ts'
import { END } from './shape.ts'

const NO_RECORDS = new Int32Array()

/** Where an item of an answer is: its text in `bytes` from `at`, its records in `records` from `recordsAt` to `recordsEnd`. */
export class Place {
  bytes: Buffer
  /** Of the bytes. */
  view: DataView
  at: number
  recordsAt: number
  // Known once the item was read (scanner.ts).
  records: Int32Array = NO_RECORDS
  recordsEnd = 0
  /** Whether one of the texts that are scrubbed may hold some. */
  mayHoldCredentials = false

  constructor({ bytes, view, at }: Pick<Place, 'bytes' | 'view' | 'at'>, recordsAt: number) {
    this.bytes = bytes
    this.view = view
    this.at = at
    this.recordsAt = recordsAt
  }

  /** How many bytes the item has. */
  get length(): number {
    return this.record(END)
  }

  /** The item as it was sent. */
  get sent(): Buffer {
    return this.bytes.subarray(this.at, this.at + this.length)
  }

  /** One of the integers of the item's records, by its offset. */
  record(offset: number): number {
    return this.records[this.recordsAt + offset] as number
  }

  /** The value of a part of the item's text. */
  parsed(start: number, end: number): unknown {
    return JSON.parse(this.bytes.toString('utf8', this.at + start, this.at + end))
  }

  /** Copies the item, so that it does not keep the rest of the answer in memory. */
  detach(): void {
    if (this.at === 0) return
    this.bytes = Buffer.from(new Uint8Array(this.sent).buffer) // a small Buffer of its own keeps 8 kB in memory
    this.view = viewOf(this.bytes)
    this.records = this.records.slice(this.recordsAt, this.recordsEnd)
    this.recordsEnd -= this.recordsAt
    this.recordsAt = 0
    this.at = 0
  }
}
