import { setTimeout as sleep } from 'node:timers/promises'
import type { Locations } from '../aws/locations.ts'
import type { ActivityFilter } from '../generated/resolvers.ts'
import { unknownIn } from '../graphql/connections.ts'
import { CallBudget } from './call-budget.ts'
import type { FeedType } from './feed/feed-type.ts'
import { LiveFeed } from './feed/live-feed.ts'
import type { StreamEnd } from './live-stream.ts'
import type { LiveThing, LiveType } from './live-type.ts'
import type { PulledStream } from './pulled-stream.ts'
import { Ticker, type TickerOptions } from './ticker.ts'
import { type FrameSource, type Subject, Watched } from './watched.ts'
import { Watcher } from './watcher.ts'

// A page that is loaded again finds what it watched as it is.
const LINGER_MS = 10_000

// The field of Subscription that no service brings.
const FEED_FIELD = 'activity'

// A timer takes about as long.
const MIN_WAIT_MS = 5

/** What a caller watches, and how it is shown to them. */
export interface LiveRequest {
  /** The field of Subscription, and its arguments. */
  field: string
  args: { location?: string | null; filter?: ActivityFilter | null }
  /** Those that the caller may see. */
  locations: Locations
  frames: FrameSource
  /** The id of the update that the caller had last. */
  lastEventId?: string
  /** In how many milliseconds it ends, and why. */
  deadline: { ms: number; end: StreamEnd }
  /** Called once, when it has ended. */
  onEnd: (stream: PulledStream) => void
}

/** Everything that is watched, each thing once however many watch it. */
export class LiveEngine {
  readonly #types: ReadonlyMap<string, LiveType<LiveThing>>
  readonly #options: TickerOptions
  readonly #tickers = new Map<string, Ticker>()
  readonly #watched = new Map<string, Watched>()
  readonly #opening = new Map<string, Promise<Watched | undefined>>()
  readonly #lingering = new Map<Watched, () => void>()
  readonly #budgets = new Map<string, CallBudget>()
  readonly #feed: LiveFeed
  readonly #streams = new Set<PulledStream>()
  #isStopping = false

  constructor(types: readonly LiveType<LiveThing>[], feedTypes: readonly FeedType[], options: TickerOptions) {
    this.#types = new Map(types.map((type) => [type.field, type]))
    this.#options = options
    this.#feed = new LiveFeed(feedTypes, options, (service, location) => this.#budgetOf(service, location))
  }

  /** The fields of updates that differ by what a watcher has had. */
  get partFields(): ReadonlySet<string> {
    return new Set([...this.#types.values()].flatMap(({ parts }) => parts?.fields ?? []))
  }

  /**
   * Rejects with BAD_USER_INPUT or NOT_FOUND where the arguments name nothing, and with AWS's error where it cannot be
   * read now. Then nothing is read again.
   */
  async subscribe(request: LiveRequest): Promise<PulledStream> {
    const { deadline, onEnd, locations, frames } = request
    const ended = () => {
      cancel()
      this.#streams.delete(stream)
      onEnd(stream)
    }
    const stream =
      request.field === FEED_FIELD
        ? await this.#feed.subscribe(request.args.filter ?? {}, locations, frames, ended)
        : await this.#watch(request, ended)
    const cancel = this.#options.timers.after(deadline.ms, () => stream.stop(deadline.end))
    this.#streams.add(stream)
    if (this.#isStopping) stream.stop('stopping')
    return stream
  }

  async #watch({ field, args, locations, frames, lastEventId }: LiveRequest, onEnd: () => void): Promise<Watcher> {
    const type = this.#types.get(field)
    if (!type) throw new Error(`No service brings the subscription ${field}.`)
    const { search, part, what } = type.keyOf(args)
    const open = (location: string) =>
      this.#open({ id: JSON.stringify([field, location, search, part]), type, args, location, what })
    const watched = await locations.find(search, args.location, open, part)
    if (!watched) throw unknownIn(what, locations.namesOf(args.location))
    if (frames.hasParts) await watched.openParts(this.#options.contextFor())
    this.#keep(watched)
    const onLeave = () => {
      this.#left(watched)
      onEnd()
    }
    return new Watcher(watched, frames, onLeave, lastEventId)
  }

  /**
   * Ends all streams, one after the other over so many milliseconds: their clients come again, elsewhere, and not all at
   * once. Then nothing is read any more.
   */
  async stop(delayMs: number): Promise<void> {
    const startedAt = performance.now()
    const streams = [...this.#streams]
    for (const [index, stream] of streams.entries()) {
      const wait = startedAt + (delayMs * (index + 1)) / streams.length - performance.now()
      if (wait >= MIN_WAIT_MS) await sleep(wait)
      stream.stop('stopping')
    }
    this.#isStopping = true
    for (const stream of [...this.#streams]) stream.stop('stopping')
    this.#feed.stop()
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
    const ticker = this.#tickers.get(id) ?? this.#newTicker(watched)
    this.#tickers.set(id, ticker)
    return ticker
  }

  #newTicker({ subject: { type, location } }: Watched): Ticker {
    const [service = ''] = type.action.split(':')
    return new Ticker(type, this.#budgetOf(service, location), this.#options)
  }

  #budgetOf(service: string, location: string): CallBudget {
    const id = JSON.stringify([service, location])
    const budget = this.#budgets.get(id) ?? new CallBudget(this.#options.callsPerSecond)
    this.#budgets.set(id, budget)
    return budget
  }

  #dropTicker(watched: Watched): void {
    if (this.#tickerOf(watched).isEmpty) this.#tickers.delete(tickerId(watched))
  }
}

const tickerId = ({ subject: { type, location } }: Watched): string => JSON.stringify([type.field, location])
