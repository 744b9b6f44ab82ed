import type { Stale } from '../../aws/receipt.ts'
import { SingleFlight } from '../../aws/single-flight.ts'
import type { Context } from '../../context.ts'
import type { LiveThing, LiveType } from '../live-type.ts'
import { PartReads, type PartsRead } from './part-reads.ts'

/** The parts as those who hold them now are shown them. */
interface Shown {
  parts: PartReads
  /** The first read. */
  first: SingleFlight<void>
  /** Resolves when the last read is over. */
  idle: Promise<void>
}

/** The parts of one watched thing. They are read while somebody holds them, and one read begins when the last is over. */
export class WatchedParts {
  readonly #type: LiveType<LiveThing>['parts']
  #shown: Shown | undefined
  #holders = 0

  /** Undefined: the thing has no parts. */
  constructor(type: LiveType<LiveThing>['parts']) {
    this.#type = type
  }

  /** Whether nothing is left to be read. */
  get isComplete(): boolean {
    return this.#shown?.parts.isComplete ?? true
  }

  /** Whether updates have an error instead of the parts. */
  get haveFailed(): boolean {
    return this.#shown?.parts.hasFailed ?? false
  }

  /** Those that are older than they would be if AWS had answered. */
  get stale(): readonly Stale[] {
    return this.#shown?.parts.stale ?? []
  }

  /** Keeps the parts until the returned function is called, once. */
  hold(): () => void {
    this.#holders++
    return () => {
      if (--this.#holders === 0) this.forget()
    }
  }

  /**
   * Reads them for the first who holds them; the others wait for the same, each until `left`. They are read again after a
   * bug, and where nobody has waited for them.
   */
  open(
    contextFor: (signal: AbortSignal) => Context,
    thing: LiveThing,
    read: PartsRead,
    left: AbortSignal,
  ): Promise<void> {
    if (!this.#type) return Promise.resolve()
    if (!this.#shown || this.#shown.first.abandoned)
      this.#shown = this.#begin(new PartReads(this.#type.create(), this.#type.fields), contextFor, thing, read)
    return this.#shown.first.join(left)
  }

  #begin(parts: PartReads, contextFor: (signal: AbortSignal) => Context, thing: LiveThing, read: PartsRead): Shown {
    const forget = () => {
      if (this.#shown === shown) this.#shown = undefined
    }
    let idle = Promise.resolve()
    const first = new SingleFlight((signal) => {
      const reading = parts.read(contextFor(signal), thing, read)
      idle = reading.catch(forget)
      return reading
    })
    const shown: Shown = { parts, first, idle }
    return shown
  }

  /** Reads what may have changed, where somebody holds them. */
  async read(context: Context, thing: LiveThing, read: PartsRead): Promise<void> {
    const shown = this.#shown
    if (!shown) return
    const reading = shown.idle.then(async () => {
      if (this.#shown === shown) await shown.parts.read(context, thing, read)
    })
    shown.idle = reading.catch(() => undefined)
    await reading
  }

  /** The members of an update's parent that tell what changed after a version. */
  since(version: number): object | undefined {
    return this.#shown?.parts.since(version)
  }

  forget(): void {
    this.#shown = undefined
  }
}
