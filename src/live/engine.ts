import type { Locations } from '../aws/locations.ts'
import type { ActivityFilter } from '../generated/resolvers.ts'
import { callBudgets } from './call-budget.ts'
import type { FeedType } from './feed/feed-type.ts'
import { LiveFeed } from './feed/live-feed.ts'
import type { FrameSource } from './frames.ts'
import { frameMemory } from './frames.ts'
import type { StreamEnd } from './live-stream.ts'
import { type LiveThing, type LiveType, serviceOf } from './live-type.ts'
import { PulledStream, type StreamCounts } from './pulled-stream.ts'
import { endSpread } from './spread.ts'
import type { TickerOptions } from './ticker-options.ts'
import { WatchedThings } from './watched-things.ts'
import { Watcher } from './watcher.ts'

// The field of Subscription that no service brings.
const FEED_FIELD = 'activity'

/** A caller's subscription, and how its updates are made. */
export interface LiveRequest {
  /** The field of Subscription, and its arguments. */
  field: string
  args: { location?: string | null; filter?: ActivityFilter | null }
  /** Those that the caller may see. */
  locations: Locations
  frames: FrameSource
  /** The id of the update that the caller had last. */
  lastEventId?: string
  /** When it ends at the latest, in milliseconds since 1970, and why. */
  deadline: { at: number; end: StreamEnd }
  /** Aborts when the client leaves, also before it has a stream. */
  left: AbortSignal
  /** Called once, when it has ended. */
  onEnd: (stream: PulledStream) => void
}

/** Counts of watchers and of sent updates. */
export interface LiveState {
  fields: ({ field: string; watchers: number } & StreamCounts)[]
  /** How many timers read AWS again. */
  tickers: number
  /** Age of the oldest state that can still change. */
  oldestMs: number
}

/** Everything that is watched. */
export class LiveEngine {
  readonly #types: ReadonlyMap<string, LiveType<LiveThing>>
  readonly #options: TickerOptions
  readonly #things: WatchedThings
  readonly #feed: LiveFeed
  readonly #streams = new Map<PulledStream, string>()
  readonly #totals = new Map<string, StreamCounts>()
  #isStopping = false

  constructor(types: readonly LiveType<LiveThing>[], feedTypes: readonly FeedType[], options: TickerOptions) {
    this.#types = new Map(types.map((type) => [type.field, type]))
    this.#options = options
    const budgetOf = callBudgets(options.callsPerSecond)
    const memory = frameMemory()
    this.#things = new WatchedThings(options, budgetOf, memory)
    this.#feed = new LiveFeed(feedTypes, options, budgetOf, memory)
    options.push?.connect(types, (type, location, args, ageMs) => {
      const isInFeed = this.#feed.wake(serviceOf(type), location, ageMs)
      return this.#things.wake(type, location, args, ageMs) || isInFeed
    })
  }

  /** The fields of updates that differ by what a watcher has had. */
  get partFields(): ReadonlySet<string> {
    return new Set([...this.#types.values()].flatMap(({ parts }) => parts?.fields ?? []))
  }

  /**
   * Rejects with BAD_USER_INPUT or NOT_FOUND where the arguments name nothing, and with AWS's error where it cannot be
   * read now; with the reason of `left` when the client leaves before that.
   */
  async subscribe(request: LiveRequest): Promise<PulledStream> {
    const { field, deadline, onEnd } = request
    const ended = () => {
      cancel()
      this.#streams.delete(stream)
      if (this.#streams.size === 0) this.#options.push?.stop()
      this.#totals.set(field, add(this.#totals.get(field) ?? { ...NONE }, stream.counts))
      onEnd(stream)
    }
    const stream = await this.#open(request, ended)
    const { clock, timers } = this.#options
    const cancel = timers.after(Math.max(0, deadline.at - clock()), () => stream.stop(deadline.end))
    this.#streams.set(stream, field)
    if (this.#isStopping) stream.stop('stopping')
    else if (this.#streams.size === 1) this.#options.push?.start()
    return stream
  }

  /** Counts every stream and every watched thing, so read it once for all metrics. */
  get state(): LiveState {
    const now = this.#options.clock()
    const fields = new Map([...this.#types.keys(), FEED_FIELD].map((field) => [field, { watchers: 0, ...NONE }]))
    for (const [field, of] of fields) add(of, this.#totals.get(field))
    for (const [{ counts }, field] of this.#streams) {
      const of = fields.get(field)
      if (!of) continue
      of.watchers++
      add(of, counts)
    }
    const asOf = [...this.#things.all].flatMap((watched) => (watched.isOver ? [] : [watched.asOf]))
    const ages = [...asOf, ...this.#feed.asOf].map((at) => now - at)
    return {
      fields: [...fields].map(([field, of]) => ({ field, ...of })),
      tickers: this.#things.tickers + this.#feed.size,
      oldestMs: Math.max(0, ...ages),
    }
  }

  /**
   * Ends all streams, one after the other over so many milliseconds: their clients come again, elsewhere, and not all at
   * once. Then nothing is read any more.
   */
  async stop(delayMs: number): Promise<void> {
    const end = (stream: PulledStream) => stream.stop('stopping')
    await endSpread(this.#streams, delayMs, end)
    this.#isStopping = true
    for (const stream of this.#streams.keys()) end(stream) // those that have begun since
    this.#feed.stop()
    this.#things.stop()
  }

  async #open(request: LiveRequest, onEnd: () => void): Promise<PulledStream> {
    const { field, args, locations, frames, lastEventId, left } = request
    if (this.#isStopping) return new EmptyStream(onEnd)
    if (field === FEED_FIELD) return this.#feed.subscribe(args.filter ?? {}, locations, frames, onEnd)
    const type = this.#types.get(field)
    if (!type) throw new Error(`No service brings the subscription ${field}.`)
    const { watched, release } = await this.#things.find(type, args, locations, frames.hasParts, left)
    const onLeave = () => {
      release()
      onEnd()
    }
    return new Watcher(watched, frames, onLeave, lastEventId)
  }
}

/** For those who subscribe while the gateway stops. */
class EmptyStream extends PulledStream {
  protected pull() {
    return undefined
  }
}

const NONE: Readonly<StreamCounts> = { updates: 0, bytes: 0, conflated: 0 }

function add(sum: StreamCounts, { updates, bytes, conflated }: StreamCounts = NONE): StreamCounts {
  sum.updates += updates
  sum.bytes += bytes
  sum.conflated += conflated
  return sum
}
