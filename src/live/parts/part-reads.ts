import type { Stale } from '../../aws/receipt.ts'
import type { Context } from '../../context.ts'
import { asGatewayError, type GatewayError } from '../../errors.ts'
import type { LiveParts, LiveThing } from '../live-type.ts'
import { backoff } from '../pace.ts'

// Doubled after the first failure: shorter than any pause, so that one failure is made good at the next read of the thing.
const RETRY_MS = 500

// The end is not held up for long by parts that cannot be read.
const MAX_FAILURES_AT_END = 4

/** The state of a thing when its parts are read. */
export interface PartsRead {
  hasChanged: boolean
  hasEnded: boolean
  /** The version of the state in which they are shown. */
  version: number
}

/** The reads of one thing's parts. After a failure they are read again less and less often, however often the thing is. */
export class PartReads {
  readonly #parts: LiveParts<LiveThing>
  readonly #fields: readonly string[]
  #failure: GatewayError | undefined
  #stale: readonly Stale[] = []
  /** Of the reads in succession that failed, or were answered with what is stale. */
  #failures = 0
  #failuresAtEnd = 0
  /** When they were to be read last, in milliseconds since 1970. */
  #at = 0
  #retryAt = 0

  constructor(parts: LiveParts<LiveThing>, fields: readonly string[]) {
    this.#parts = parts
    this.#fields = fields
  }

  /** Whether nothing is left to be read, or the thing has ended and what is left could not be read. */
  get isComplete(): boolean {
    if (this.#failuresAtEnd >= MAX_FAILURES_AT_END) return true
    return this.#parts.isComplete && this.#stale.length === 0 && !this.#failure?.retryable
  }

  /** Whether updates have the error of the last read instead of the parts. */
  get hasFailed(): boolean {
    return this.#failure !== undefined
  }

  /** The parts that are older than they would be if AWS had answered. */
  get stale(): readonly Stale[] {
    return this.#stale
  }

  /** Reads what may have changed. Rejects with errors that are not of AWS. */
  async read(context: Context, thing: LiveThing, { hasChanged, hasEnded, version }: PartsRead): Promise<void> {
    const { now, receipt } = context
    const isBehind = this.#failures > 0
    const isClockSetBack = now < this.#at
    if (isBehind && now < this.#retryAt && !isClockSetBack) {
      this.#stale = this.#stale.map((one) => ({ ...one, ageMs: one.ageMs + now - this.#at }))
      this.#at = now
      return
    }
    const reading = this.#parts.read(context, thing, hasChanged || isBehind, version)
    this.#failure = await reading.then(() => undefined, asGatewayError)
    this.#stale = receipt.staleParts
    this.#failures = this.#failure || this.#stale.length > 0 ? this.#failures + 1 : 0
    this.#failuresAtEnd = hasEnded && this.#failures > 0 ? this.#failuresAtEnd + 1 : 0
    this.#at = now
    this.#retryAt = now + backoff(RETRY_MS, this.#failures, this.#failure?.retryAfterMs)
  }

  /** The members of an update's parent that tell what changed after a version. */
  since(version: number): object {
    const failure = this.#failure
    if (!failure) return this.#parts.since(version)
    return Object.fromEntries(this.#fields.map((field) => [field, () => Promise.reject(failure)]))
  }
}
