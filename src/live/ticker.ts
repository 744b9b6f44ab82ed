import type { CallBudget } from './call-budget.ts'
import { dueNow, type Place, readsAt } from './due.ts'
import { isKey } from './is-key.ts'
import { type LiveThing, type LiveType, serviceOf } from './live-type.ts'
import { CLOCK_SLACK_MS, cycleMs, type LastRead, Pace } from './pace.ts'
import { type Guest, Guests } from './peers/guests.ts'
import { type PeerRead, PeerReads, type PeerThing } from './peers/peer-reads.ts'
import { type Outcome, readTogether } from './read-together.ts'
import type { TickerOptions } from './ticker-options.ts'
import type { Watched } from './watched.ts'

type Entry = readonly [Watched, Place]

/** Answers that another process has read: it asked AWS so long ago at most, and reads each thing again at a time of `Timers.now`. */
interface PeerAnswers {
  maxAgeMs: number
  nextAt: ReadonlyMap<Watched, number>
}

/**
 * Reads everything of one type that is watched in one location, as many things a call as AWS takes. There is one timer
 * while something is watched, and none otherwise. Of the processes that share a memory, the one that has read a thing reads
 * it next, and tells the others, which find its answers in that memory.
 */
export class Ticker {
  readonly #type: LiveType<LiveThing>
  readonly #budget: CallBudget
  readonly #options: TickerOptions
  readonly #places = new Map<Watched, Place>()
  readonly #peers: PeerReads | undefined
  readonly #guests = new Guests()
  #cancel: (() => void) | undefined

  constructor(type: LiveType<LiveThing>, location: string, budget: CallBudget, options: TickerOptions) {
    this.#type = type
    this.#budget = budget
    this.#options = options
    const { channels } = options
    this.#peers = channels && new PeerReads(channels, type.field, location, (read) => this.#hear(read))
  }

  get isEmpty(): boolean {
    return this.#places.size === 0
  }

  /** Begins to read a thing again and again, until it is over or removed, unless it does so. */
  add(watched: Watched): void {
    if (watched.isOver || this.#places.has(watched)) return
    const place: Place = { pace: new Pace(this.#options, this.#budget), dueAt: 0, pauseMs: 0, isReading: false }
    this.#places.set(watched, place)
    const ageMs = Math.max(0, this.#options.clock() - watched.asOf)
    this.#plan([watched, place], { isFresh: true, hasChanged: true, ageMs })
    this.#schedule()
  }

  /** Reads a thing as soon as the budget allows, for an event that arrived so long ago. Where AWS fails, its pause stays. */
  wake(watched: Watched, ageMs: number): void {
    const place = this.#places.get(watched)
    if (!place?.pace.wake(ageMs)) return
    place.dueAt = Math.min(place.dueAt, this.#options.timers.now())
    this.#schedule()
  }

  remove(watched: Watched): void {
    this.#places.delete(watched)
    this.#schedule()
  }

  stop(): void {
    this.#peers?.leave()
    this.#places.clear()
    this.#schedule()
  }

  /** Decides when a thing is read again. */
  #plan([watched, place]: Entry, read: Omit<LastRead, 'stretch' | 'wantedMs' | 'isPlanned' | 'cycleMs'>): void {
    const { timers, clock, callsPerSecond } = this.#options
    const stretch = this.#stretch(watched)
    place.pauseMs = place.pace.next({
      stretch,
      wantedMs: this.#type.pauseMs(watched.thing, clock(), stretch),
      isPlanned: this.#type.isPlanned,
      cycleMs: cycleMs(this.#places.size, this.#type.perCall, callsPerSecond),
      ...read,
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
    const at = Math.min(...waiting.map(readsAt))
    this.#cancel = timers.after(Math.max(0, at - timers.now(), this.#budget.wait(timers.now())), () => {
      this.#cancel = undefined
      this.#tick()
    })
  }

  /** Begins to read what is due, each call apart from the others: those that AWS does not answer delay no others. */
  #tick(): void {
    const { perCall } = this.#type
    const now = this.#options.timers.now()
    const { things, calls } = dueNow(this.#places, perCall, this.#budget.burst, now)
    this.#budget.spend(calls, now)
    const guests = this.#guests.take(calls * perCall - things.length, now)
    for (let first = 0; first < things.length; first += perCall)
      void this.#readTogether(things.slice(first, first + perCall), first + perCall < things.length ? [] : guests)
    this.#schedule()
  }

  /** Reads as many things as AWS takes in a call, or takes what another process has read. Each is taken when it is known. */
  async #readTogether(things: readonly Entry[], guests: readonly Guest[], peer?: PeerAnswers): Promise<void> {
    const { timers } = this.#options
    const startedAt = timers.now()
    const ownMs = Math.min(...things.map(([, { pace }]) => pace.begin()))
    for (const [, place] of things) place.isReading = true
    const watched = things.map(([one]) => one)
    const also = guests.map(({ args }) => args)
    const reading = readTogether(this.#type, watched, also, peer?.maxAgeMs ?? ownMs, this.#options)
    let spent = peer ? 0 : 1 // what is due was spent when it was begun
    const spend = () => {
      const { calls } = reading
      this.#budget.spend(Math.max(0, calls - spent), startedAt)
      spent = Math.max(spent, calls)
    }
    const taken = things.map(async (thing, index) => {
      const outcome = (await reading.outcomes[index]) as Outcome
      spend() // before the next read is planned
      const [one, place] = thing
      place.isReading = false
      const peerMs = peer && Math.max(0, (peer.nextAt.get(one) ?? 0) - timers.now())
      if (this.#places.get(one) === place) this.#take(thing, outcome, peerMs)
      this.#schedule()
      return outcome.ageMs
    })
    const ages = await Promise.all(taken)
    spend()
    const alsoRead = await Promise.all(reading.alsoRead)
    const { calls } = reading
    const readGuests = guests.filter((_, index) => alsoRead[index])
    if (!peer) this.#tell(things, readGuests, { calls, ageMs: Math.max(timers.now() - startedAt, ...ages) })
    this.#schedule()
  }

  /** Takes what AWS said of a thing to this process or another. */
  #take(thing: Entry, { answer, asOf, ageMs, stale, retryAfterMs, bug }: Outcome, peerMs: number | undefined): void {
    const [watched] = thing
    try {
      if (bug) throw bug
      const isFresh = stale.length === 0
      const hasChanged = isFresh && watched.accept(answer, asOf)
      if (!isFresh) watched.keep(stale)
      if (!watched.isOver) this.#plan(thing, { ageMs, peerMs, isFresh, hasChanged, retryAfterMs })
    } catch (error) {
      watched.fail(error as Error) // a bug: the watchers get an incident, and the log has it
    }
    if (watched.isOver) this.#places.delete(watched)
    watched.publish()
  }

  /** Tells the other processes of the things that were read. They find out for themselves about the rest. */
  #tell(things: readonly Entry[], guests: readonly Guest[], read: Pick<PeerRead, 'ageMs' | 'calls'>): void {
    const now = this.#options.timers.now()
    const fresh = things.filter(([{ stale }]) => stale.length === 0)
    const isBatched = this.#type.perCall > 1
    const own = fresh.map(([{ isOver, subject }, { dueAt }]): PeerThing => {
      const nextMs = isOver ? 0 : Math.max(0, dueAt - now)
      return { id: subject.id, nextMs, args: isBatched && !isOver ? subject.args : undefined }
    })
    this.#peers?.tell({ ...read, things: [...own, ...guests.map(({ id, pauseMs }) => ({ id, nextMs: pauseMs }))] })
  }

  /** Takes what another process has read, if it is news. */
  #hear({ ageMs, calls, things }: PeerRead): void {
    const now = this.#options.timers.now()
    this.#budget.spendElsewhere(calls, now)
    const heard = new Map(things.map((thing) => [thing.id, thing]))
    const news: Entry[] = []
    const nextAt = new Map<Watched, number>()
    for (const [watched, place] of this.#places) {
      const thing = heard.get(watched.subject.id)
      heard.delete(watched.subject.id)
      if (!thing || place.isReading || !place.pace.isNews(ageMs)) continue
      news.push([watched, place])
      nextAt.set(watched, now + thing.nextMs)
    }
    this.#guests.note(
      [...heard.values()].filter(({ args }) => !args || isKey(this.#type, args)),
      now,
    )
    if (news.length > 0) void this.#readTogether(news, [], { maxAgeMs: ageMs + CLOCK_SLACK_MS, nextAt })
    this.#schedule()
  }
}
