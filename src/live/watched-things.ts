import type { Locations } from '../aws/locations.ts'
import { SingleFlight } from '../aws/single-flight.ts'
import type { Context } from '../context.ts'
import { unknownIn } from '../graphql/connections.ts'
import type { BudgetOf } from './call-budget.ts'
import type { FrameMemory } from './frames.ts'
import { type LiveKey, type LiveThing, type LiveType, serviceOf } from './live-type.ts'
import { Ticker } from './ticker.ts'
import type { TickerOptions } from './ticker-options.ts'
import { type Subject, Watched } from './watched.ts'

// A page that is loaded again finds what it watched as it is.
const LINGER_MS = 10_000

/** The things that are watched by what AWS calls them, each once however many watch it. */
export class WatchedThings {
  readonly #options: TickerOptions
  readonly #budgetOf: BudgetOf
  readonly #memory: FrameMemory
  readonly #tickers = new Map<string, Ticker>()
  readonly #watched = new Map<string, Watched>()
  readonly #opening = new Map<string, SingleFlight<Watched | undefined>>()
  readonly #lingering = new Map<Watched, () => void>()
  #isStopped = false

  constructor(options: TickerOptions, budgetOf: BudgetOf, memory: FrameMemory) {
    this.#options = options
    this.#budgetOf = budgetOf
    this.#memory = memory
  }

  get all(): Iterable<Watched> {
    return this.#watched.values()
  }

  get tickers(): number {
    return this.#tickers.size
  }

  /**
   * The thing that the arguments name, in the named location or in the one that has it; `hasParts`: with the changes of
   * its parts. It is read again until `release` is called, once. Rejects with BAD_USER_INPUT, NOT_FOUND or AWS's error, and
   * with the reason of `left` when the caller leaves; nothing is read again then.
   */
  async find(
    type: LiveType<LiveThing>,
    args: { location?: string | null },
    locations: Locations,
    hasParts: boolean,
    left: AbortSignal,
  ): Promise<{ watched: Watched; release: () => void }> {
    const key = type.keyOf(args)
    const { search, part, what } = key
    const open = (location: string) => {
      const budget = this.#budgetOf(serviceOf(type), location)
      const spend = (calls: number) => budget.spendOnUpdate(calls, this.#options.timers.now())
      return this.#open({ id: idOf(type, location, key), type, args, location, what, spend }, left)
    }
    const watched = await locations.find(search, args.location, open, part)
    if (!watched) throw unknownIn(what, locations.namesOf(args.location))
    const end = watched.hold(hasParts) // from now on, since others may leave while its parts are read
    const release = () => {
      end()
      this.#left(watched)
    }
    this.#keep(watched)
    if (hasParts && !this.#isStopped) {
      try {
        await watched.openParts(this.#contextUntil, left)
      } catch (error) {
        release()
        throw error
      }
      this.#readAgain(watched)
    }
    return { watched, release }
  }

  /** Forgets a thing that nobody watches, unless a watcher comes in time. */
  #left(watched: Watched): void {
    if (watched.isHeld || this.#isStopped) return
    const { id } = watched.subject
    const cancel = this.#options.timers.after(LINGER_MS, () => {
      this.#lingering.delete(watched)
      if (this.#watched.get(id) === watched) this.#watched.delete(id)
      watched.forget()
      const ticker = this.#tickers.get(tickerId(watched)) // none if it had ended when it was opened
      ticker?.remove(watched)
      if (!ticker?.isEmpty) return
      ticker.stop()
      this.#tickers.delete(tickerId(watched))
    })
    this.#lingering.set(watched, cancel)
  }

  /**
   * Reads the thing that the arguments name soon, for an event that arrived so long ago, and returns true, if it is
   * watched. They are as for `find`.
   */
  wake(type: LiveType<LiveThing>, location: string, args: object, ageMs = 0): boolean {
    const watched = this.#watched.get(idOf(type, location, type.keyOf(args)))
    if (watched) this.#tickers.get(tickerId(watched))?.wake(watched, ageMs)
    return watched !== undefined
  }

  /** Reads nothing again, also not what is being opened. */
  stop(): void {
    this.#isStopped = true
    for (const cancel of this.#lingering.values()) cancel()
    for (const ticker of this.#tickers.values()) ticker.stop()
  }

  /** A thing in a location, read once however many open it, and as long as one of them waits for it. */
  #open(subject: Subject, left: AbortSignal): Promise<Watched | undefined> {
    const watched = this.#watched.get(subject.id)
    if (watched && !watched.hasFailed && !this.#isOutdated(watched)) return Promise.resolve(watched)
    const current = this.#opening.get(subject.id)
    if (current && !current.abandoned) return current.join(left)
    const opening: SingleFlight<Watched | undefined> = new SingleFlight((signal) =>
      this.#read(subject, signal).finally(() => {
        if (this.#opening.get(subject.id) === opening) this.#opening.delete(subject.id)
      }),
    )
    this.#opening.set(subject.id, opening)
    return opening.join(left)
  }

  /** Whether it is no longer read although it may have changed, as a complete deployment that is reverted. */
  #isOutdated({ isOver, asOf }: Watched): boolean {
    const ageMs = this.#options.clock() - asOf // negative if the clock was set back
    return isOver && Math.abs(ageMs) > LINGER_MS
  }

  readonly #contextUntil = (left: AbortSignal): Context => this.#options.contextFor(undefined, left)

  async #read(subject: Subject, left: AbortSignal): Promise<Watched | undefined> {
    const context = this.#contextUntil(left)
    const asOf = this.#options.clock()
    const thing = await subject.type.read(context, subject.location, subject.args)
    if (!thing) return undefined
    const { staleParts, askedAt } = context.receipt
    const staleMs = Math.max(0, ...staleParts.map((part) => part.ageMs))
    const elsewhere = this.#options.clock() - (this.#options.elapsed() - askedAt)
    const watched = new Watched(subject, thing, Math.min(asOf - staleMs, elsewhere), staleParts, this.#memory)
    this.#keep(watched)
    this.#left(watched)
    return watched
  }

  /** A search in several locations may take longer than what was found in one of them lingers. */
  #keep(watched: Watched): void {
    const { id } = watched.subject
    this.#lingering.get(watched)?.()
    this.#lingering.delete(watched)
    this.#watched.set(id, watched)
    this.#readAgain(watched)
  }

  /** One that has ended may have parts that are still to be read. */
  #readAgain(watched: Watched): void {
    if (!watched.isOver && !this.#isStopped) this.#tickerOf(watched).add(watched)
  }

  #tickerOf(watched: Watched): Ticker {
    const id = tickerId(watched)
    const ticker = this.#tickers.get(id) ?? this.#newTicker(watched)
    this.#tickers.set(id, ticker)
    return ticker
  }

  #newTicker({ subject: { type, location } }: Watched): Ticker {
    return new Ticker(type, location, this.#budgetOf(serviceOf(type), location), this.#options)
  }
}

const idOf = ({ field }: LiveType<LiveThing>, location: string, { search, part }: LiveKey): string =>
  JSON.stringify([field, location, search, part])

const tickerId = ({ subject: { type, location } }: Watched): string => JSON.stringify([type.field, location])
