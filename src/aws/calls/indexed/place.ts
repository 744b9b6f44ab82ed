import { END } from './shape.ts'

/** Where an item of an answer is: its text in `bytes` from `at`, its records in `records` from `recordsAt` to `recordsEnd`. */
export class Place {
  bytes: Buffer
  /** Of the bytes. */
  view: DataView
  at: number
  records: Int32Array
  recordsAt: number
  recordsEnd: number
  /** Whether one of the texts that are scrubbed may hold some. */
  readonly mayHoldCredentials: boolean

  constructor(
    { bytes, view }: Pick<Place, 'bytes' | 'view'>,
    at: number,
    records: Int32Array,
    [recordsAt, recordsEnd]: readonly [number, number],
    mayHoldCredentials: boolean,
  ) {
    this.bytes = bytes
    this.view = view
    this.at = at
    this.records = records
    this.recordsAt = recordsAt
    this.recordsEnd = recordsEnd
    this.mayHoldCredentials = mayHoldCredentials
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
    this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength)
    this.records = this.records.slice(this.recordsAt, this.recordsEnd)
    this.recordsEnd -= this.recordsAt
    this.recordsAt = 0
    this.at = 0
  }
}
