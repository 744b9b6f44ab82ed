import { SingleFlight } from '../aws/single-flight.ts'
import type { Context } from '../context.ts'
import type { LiveParts, LiveThing } from './live-type.ts'

/** The parts as those who hold them now are shown them. */
interface Shown {
  parts: LiveParts<LiveThing>
  /** The first read. */
  first: SingleFlight<void>
  /** Resolves when the last read is over. */
  idle: Promise<void>
}

/** The parts of one watched thing. They are read while somebody holds them, and one read begins when the last is over. */
export class WatchedParts {
  readonly #create: (() => LiveParts<LiveThing>) | undefined
  #shown: Shown | undefined
  #holders = 0

  /** Without `create` the thing has no parts. */
  constructor(create: (() => LiveParts<LiveThing>) | undefined) {
    this.#create = create
  }

  /** Whether nothing is left to be read. */
  get isComplete(): boolean {
    return this.#shown?.parts.isComplete ?? true
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
   * failure, and where nobody has waited for them.
   */
  open(
    contextFor: (signal: AbortSignal) => Context,
    thing: LiveThing,
    version: number,
    left: AbortSignal,
  ): Promise<void> {
    if (!this.#create) return Promise.resolve()
    if (!this.#shown || this.#shown.first.abandoned)
      this.#shown = this.#begin(this.#create(), contextFor, thing, version)
    return this.#shown.first.join(left)
  }

  #begin(
    parts: LiveParts<LiveThing>,
    contextFor: (signal: AbortSignal) => Context,
    thing: LiveThing,
    version: number,
  ): Shown {
    const forget = () => {
      if (this.#shown === shown) this.#shown = undefined
    }
    let idle = Promise.resolve()
    const first = new SingleFlight((signal) => {
      const reading = parts.read(contextFor(signal), thing, true, version)
      idle = reading.catch(forget)
      return reading
    })
    const shown: Shown = { parts, first, idle }
    return shown
  }

  /** Reads what may have changed, where somebody holds them. */
  async read(context: Context, thing: LiveThing, hasChanged: boolean, version: number): Promise<void> {
    const shown = this.#shown
    if (!shown) return
    const reading = shown.idle.then(async () => {
      if (this.#shown === shown) await shown.parts.read(context, thing, hasChanged, version)
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
