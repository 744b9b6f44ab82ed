import type { Stale } from '../aws/receipt.ts'
import type { Context } from '../context.ts'
import { GatewayError } from '../errors.ts'
import type { CallBudget } from './call-budget.ts'
import { type LiveThing, type LiveType, serviceOf } from './live-type.ts'
import { cycleMs, type LastRead, Pace } from './pace.ts'
import type { TickerOptions } from './ticker-options.ts'
import type { Watched } from './watched.ts'

/** One thing among those that are read. */
interface Place {
  pace: Pace
  dueAt: number
  pauseMs: number
  isReading: boolean
}

// A thing that is due before this share of its pause is left is read along with others: in a batch it costs nothing.
const EARLY = 0.5

/**
 * Reads everything of one type that is watched in one location, as many things a call as AWS takes. There is one timer
 * while something is watched, and none otherwise.
 */
export class Ticker {
  readonly #type: LiveType<LiveThing>
  readonly #budget: CallBudget
  readonly #options: TickerOptions
  readonly #places = new Map<Watched, Place>()
  #cancel: (() => void) | undefined

  constructor(type: LiveType<LiveThing>, budget: CallBudget, options: TickerOptions) {
    this.#type = type
    this.#budget = budget
    this.#options = options
  }

  get isEmpty(): boolean {
    return this.#places.size === 0
  }

  /** Begins to read a thing again and again, until it is over or removed, unless it does so. */
  add(watched: Watched): void {
    if (watched.isOver || this.#places.has(watched)) return
    const place: Place = { pace: new Pace(this.#options, this.#budget), dueAt: 0, pauseMs: 0, isReading: false }
    this.#places.set(watched, place)
    this.#plan(watched, place, { isFresh: true, hasChanged: true })
    this.#schedule()
  }

  /** Reads a thing as soon as the budget allows. Where AWS fails, its pause stays. */
  wake(watched: Watched): void {
    const place = this.#places.get(watched)
    if (!place?.pace.wake()) return
    place.dueAt = Math.min(place.dueAt, this.#options.timers.now())
    this.#schedule()
  }

  remove(watched: Watched): void {
    this.#places.delete(watched)
    this.#schedule()
  }

  stop(): void {
    this.#places.clear()
    this.#schedule()
  }

  /** Decides when a thing is read again. */
  #plan(watched: Watched, place: Place, read: Pick<LastRead, 'isFresh' | 'hasChanged' | 'retryAfterMs'>): void {
    const { timers, clock, callsPerSecond } = this.#options
    const stretch = this.#stretch(watched)
    place.pauseMs = place.pace.next({
      ...read,
      stretch,
      wantedMs: this.#type.pauseMs(watched.thing, clock(), stretch),
      cycleMs: cycleMs(this.#places.size, this.#type.perCall, callsPerSecond),
    })
    place.dueAt = timers.now() + place.pauseMs
    watched.schedule(clock() + place.pauseMs)
  }

  #stretch({ subject: { location } }: Watched): number {
    const { push } = this.#options
    return push && this.#type.events?.areComplete ? push.stretch(serviceOf(this.#type), location) : 1
  }

  #schedule(): void {
    this.#cancel?.()
    this.#cancel = undefined
    const { timers } = this.#options
    const waiting = [...this.#places.values()].filter(({ isReading }) => !isReading)
    if (waiting.length === 0) return
    const dueAt = Math.min(...waiting.map((place) => place.dueAt))
    this.#cancel = timers.after(Math.max(0, dueAt - timers.now(), this.#budget.wait(timers.now())), () => {
      this.#cancel = undefined
      this.#tick()
    })
  }

  /** The things to read now, those first that have waited longest, and in how many calls. */
  #due(): { things: [Watched, Place][]; calls: number } {
    const { timers } = this.#options
    const { perCall } = this.#type
    const now = timers.now()
    const waiting = [...this.#places].filter(([, { isReading }]) => !isReading)
    const inOrder = waiting.sort(([, one], [, other]) => one.dueAt - other.dueAt)
    const due = inOrder.filter(([, { dueAt }]) => dueAt <= now).length
    const calls = Math.min(Math.ceil(due / perCall), this.#budget.burst)
    const early = inOrder.filter(([, { dueAt, pauseMs }], index) => index < due || dueAt - now <= EARLY * pauseMs)
    return { things: early.slice(0, perCall > 1 ? calls * perCall : Math.min(calls, due)), calls }
  }

  /** Begins to read what is due, each call apart from the others: those that AWS does not answer delay no others. */
  #tick(): void {
    const { perCall } = this.#type
    const { things, calls } = this.#due()
    this.#budget.spend(calls, this.#options.timers.now())
    for (let first = 0; first < things.length; first += perCall)
      void this.#readTogether(things.slice(first, first + perCall))
    this.#schedule()
  }

  /** Reads as many things as AWS takes in a call. Each is taken when it is known: the parts of one hold up no other. */
  async #readTogether(things: readonly [Watched, Place][]): Promise<void> {
    const { timers, clock, contextFor } = this.#options
    const asOf = clock()
    const startedAt = timers.now()
    for (const [, place] of things) {
      place.pace.begin()
      place.isReading = true
    }
    const context = contextFor()
    const reading = things.map(async ([watched, place]) => {
      const ofParts = contextFor() // what one thing's parts lack, the others do not
      const [answer] = await Promise.allSettled([this.#read(context, ofParts, watched)])
      this.#budget.spend(ofParts.receipt.cost().totalCalls, startedAt)
      place.isReading = false
      const stale = [...context.receipt.staleParts, ...ofParts.receipt.staleParts]
      if (this.#places.get(watched) === place) this.#take([watched, place], answer, { asOf, stale })
      this.#schedule()
    })
    await Promise.all(reading)
    this.#budget.spend(Math.max(0, context.receipt.cost().totalCalls - 1), startedAt)
    this.#schedule()
  }

  async #read(context: Context, ofParts: Context, watched: Watched): Promise<LiveThing | undefined> {
    const { location, args } = watched.subject
    const thing = await this.#type.read(context, location, args)
    if (thing) await watched.readParts(ofParts, thing)
    return thing
  }

  /** Takes what AWS said of a thing. An answer that AWS gave long ago says no more than a failure does. */
  #take(
    [watched, place]: [Watched, Place],
    answer: PromiseSettledResult<LiveThing | undefined>,
    { asOf, stale }: { asOf: number; stale: readonly Stale[] },
  ): void {
    try {
      const failure = answer.status === 'rejected' ? expected(answer.reason) : undefined
      const isFresh = answer.status === 'fulfilled' && stale.length === 0
      const hasChanged = isFresh && watched.accept(answer.value, asOf)
      if (!isFresh) watched.keep(stale.length > 0 ? stale : [this.#unread(watched, failure)])
      if (!watched.isOver) this.#plan(watched, place, { isFresh, hasChanged, retryAfterMs: failure?.retryAfterMs })
    } catch (error) {
      watched.fail(error as Error) // a bug: the watchers get an incident, and the log has it
    }
    if (watched.isOver) this.#places.delete(watched)
    watched.publish()
  }

  /** The failed reads, and since when they fail. */
  #unread({ subject: { location }, asOf }: Watched, failure: GatewayError | undefined): Stale {
    const { service, operation } = failure?.aws ?? {}
    const action = service && operation ? `${service}:${operation}` : this.#type.action
    return { action, location, ageMs: this.#options.clock() - asOf }
  }
}

function expected(reason: unknown): GatewayError {
  if (reason instanceof GatewayError && reason.code !== 'INTERNAL_SERVER_ERROR') return reason
  throw reason
}
