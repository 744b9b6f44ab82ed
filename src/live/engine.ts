import { setTimeout as sleep } from 'node:timers/promises'
import type { Locations } from '../aws/locations.ts'
import { unknownIn } from '../graphql/connections.ts'
import type { StreamEnd } from './live-stream.ts'
import type { LiveThing, LiveType } from './live-type.ts'
import { Ticker, type TickerOptions } from './ticker.ts'
import { type FrameSource, type Subject, Watched } from './watched.ts'
import { Watcher } from './watcher.ts'

// A page that is loaded again finds what it watched as it is.
const LINGER_MS = 10_000

// A timer takes about as long.
const MIN_WAIT_MS = 5

/** What a caller watches, and how it is shown to them. */
export interface LiveRequest {
  /** The field of Subscription, and its arguments. */
  field: string
  args: { location?: string | null }
  /** Those that the caller may see. */
  locations: Locations
  frames: FrameSource
  /** The id of the update that the caller had last. */
  lastEventId?: string
  /** In how many milliseconds it ends, and why. */
  deadline: { ms: number; end: StreamEnd }
  /** Called once, when it has ended. */
  onEnd: (watcher: Watcher) => void
}

/** Everything that is watched, each thing once however many watch it. */
export class LiveEngine {
  readonly #types: ReadonlyMap<string, LiveType<LiveThing>>
  readonly #options: TickerOptions
  readonly #tickers = new Map<string, Ticker>()
  readonly #watched = new Map<string, Watched>()
  readonly #opening = new Map<string, Promise<Watched | undefined>>()
  readonly #lingering = new Map<Watched, () => void>()
  readonly #watchers = new Set<Watcher>()
  #isStopping = false

  constructor(types: readonly LiveType<LiveThing>[], options: TickerOptions) {
    this.#types = new Map(types.map((type) => [type.field, type]))
    this.#options = options
  }

  /**
   * Rejects with BAD_USER_INPUT or NOT_FOUND where the arguments name nothing, and with AWS's error where it cannot be
   * read now. Then nothing is read again.
   */
  async subscribe({ field, args, locations, frames, lastEventId, deadline, onEnd }: LiveRequest): Promise<Watcher> {
    const type = this.#types.get(field)
    if (!type) throw new Error(`No service brings the subscription ${field}.`)
    const { search, part, what } = type.keyOf(args)
    const open = (location: string) =>
      this.#open({ id: JSON.stringify([field, location, search, part]), type, args, location, what })
    const watched = await locations.find(search, args.location, open, part)
    if (!watched) throw unknownIn(what, locations.namesOf(args.location))
    this.#keep(watched)
    const onLeave = () => {
      cancel()
      this.#watchers.delete(watcher)
      this.#left(watched)
      onEnd(watcher)
    }
    const watcher = new Watcher(watched, frames, onLeave, lastEventId)
    const cancel = this.#options.timers.after(deadline.ms, () => watcher.stop(deadline.end))
    this.#watchers.add(watcher)
    if (this.#isStopping) watcher.stop('stopping')
    return watcher
  }

  /**
   * Ends all streams, one after the other over so many milliseconds: their clients come again, elsewhere, and not all at
   * once. Then nothing is read any more.
   */
  async stop(delayMs: number): Promise<void> {
    const startedAt = performance.now()
    const watchers = [...this.#watchers]
    for (const [index, watcher] of watchers.entries()) {
      const wait = startedAt + (delayMs * (index + 1)) / watchers.length - performance.now()
      if (wait >= MIN_WAIT_MS) await sleep(wait)
      watcher.stop('stopping')
    }
    this.#isStopping = true
    for (const watcher of [...this.#watchers]) watcher.stop('stopping')
    for (const cancel of this.#lingering.values()) cancel()
    for (const ticker of this.#tickers.values()) ticker.stop()
  }

  /** A thing in a location, read once however many open it. */
  #open(subject: Subject): Promise<Watched | undefined> {
    const watched = this.#watched.get(subject.id)
    if (watched) return Promise.resolve(watched)
    const opening = this.#opening.get(subject.id) ?? this.#read(subject).finally(() => this.#opening.delete(subject.id))
    this.#opening.set(subject.id, opening)
    return opening
  }

  async #read(subject: Subject): Promise<Watched | undefined> {
    const context = this.#options.contextFor()
    const asOf = this.#options.clock()
    const thing = await subject.type.read(context, subject.location, subject.args)
    if (!thing) return undefined
    const { staleParts } = context.receipt
    const ageMs = Math.max(0, ...staleParts.map((part) => part.ageMs))
    const watched = new Watched(subject, thing, asOf - ageMs, staleParts)
    this.#keep(watched)
    this.#left(watched)
    return watched
  }

  /** A search in several locations may take longer than what was found in one of them lingers. */
  #keep(watched: Watched): void {
    const { id } = watched.subject
    this.#lingering.get(watched)?.()
    this.#lingering.delete(watched)
    if (this.#watched.get(id) === watched) return
    this.#watched.set(id, watched)
    this.#tickerOf(watched).add(watched)
  }

  /** Forgets a thing that nobody watches, unless somebody does in time. */
  #left(watched: Watched): void {
    if (watched.watchers > 0) return
    const { id } = watched.subject
    const cancel = this.#options.timers.after(LINGER_MS, () => {
      this.#lingering.delete(watched)
      if (this.#watched.get(id) === watched) this.#watched.delete(id)
      this.#tickerOf(watched).remove(watched)
      this.#dropTicker(watched)
    })
    this.#lingering.set(watched, cancel)
  }

  #tickerOf(watched: Watched): Ticker {
    const id = tickerId(watched)
    const ticker = this.#tickers.get(id) ?? new Ticker(watched.subject.type, this.#options)
    this.#tickers.set(id, ticker)
    return ticker
  }

  #dropTicker(watched: Watched): void {
    if (this.#tickerOf(watched).isEmpty) this.#tickers.delete(tickerId(watched))
  }
}

const tickerId = ({ subject: { type, location } }: Watched): string => JSON.stringify([type.field, location])
