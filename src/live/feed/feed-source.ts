import type { ActivityType } from '../../activity/activity-type.ts'
import type { Activity } from '../../activity/model.ts'
import type { Stale } from '../../aws/receipt.ts'
import { GatewayError } from '../../errors.ts'
import { distinct, type Problem, problemOf } from '../../graphql/problems.ts'
import type { CallBudget } from '../call-budget.ts'
import type { Frames } from '../frames.ts'
import { CLOCK_SLACK_MS, type LastRead, Pace } from '../pace.ts'
import { type PeerRead, PeerReads } from '../peers/peer-reads.ts'
import type { TickerOptions } from '../ticker-options.ts'
import type { FeedEntries } from './feed-entries.ts'
import { FeedListing } from './feed-listing.ts'
import type { FeedType } from './feed-type.ts'

// How long a watcher that comes waits for one location; activities that are listed later appear then.
const FIRST_MS = 3_000

interface Options extends Omit<TickerOptions, 'callsPerSecond' | 'push'> {
  budget: CallBudget
  stretch: () => number
  frames: Frames
}

/** A list that another process has read: it asked AWS so long ago at most, and lists again at a time of `Timers.now`. */
interface PeerList {
  maxAgeMs: number
  nextAt: number
}

// A topic has one listing.
const LIST = 'list'

/** Lists what one service has under way in one location, repeatedly while there is a watcher. */
export class FeedSource {
  readonly location: string
  readonly frames: Frames
  readonly #type: ActivityType<Activity>
  readonly #listing: FeedListing
  readonly #entries: FeedEntries
  readonly #options: Options
  readonly #onNews: () => void
  readonly #pace: Pace
  readonly #peers: PeerReads | undefined
  #problems: readonly Problem[] = []
  #stale: readonly Stale[] = []
  #asOf: number | undefined
  readonly #begunAt: number
  #cancel = () => {}
  #isStopped = false
  #isReading = false
  #first: Promise<void> | undefined

  /** `onNews` is called after each read that found a change of what is under way, or of what cannot be read. */
  constructor({ activity }: FeedType, location: string, entries: FeedEntries, options: Options, onNews: () => void) {
    this.location = location
    this.frames = options.frames
    this.#type = activity
    this.#listing = new FeedListing(this, entries, options.timers)
    this.#entries = entries
    this.#options = options
    this.#onNews = onNews
    this.#begunAt = options.clock()
    this.#pace = new Pace(options, options.budget)
    const { channels } = options
    const topic = `feed ${activity.service}`
    this.#peers = channels && new PeerReads(channels, topic, location, (read) => this.#hear(read))
  }

  get type(): ActivityType<Activity> {
    return this.#type
  }

  /** The failures of the last round. */
  get problems(): readonly Problem[] {
    return this.#problems
  }

  /** The reads that gave expired answers in the last round. */
  get stale(): readonly Stale[] {
    return this.#stale
  }

  /** When AWS was asked for the oldest that is shown, in milliseconds since 1970. */
  get asOf(): number {
    return this.#asOf ?? this.#begunAt
  }

  /** Begins, unless it has begun; resolves when all that is under way has been listed once, could not be, or takes long. */
  start(): Promise<void> {
    this.#first ??= new Promise((resolve) => {
      const cancel = this.#options.timers.after(FIRST_MS, () => {
        this.#note([problemOf(this.#type.service, this.location, lateIn(this.location))])
        resolve()
      })
      void this.#read().then(() => {
        cancel()
        resolve()
      })
    })
    return this.#first
  }

  /** Lists again as soon as the budget allows, for an event that arrived so long ago. Where AWS fails, the pause stays. */
  wake(ageMs: number): void {
    if (!this.#pace.wake(ageMs) || this.#isReading || this.#isStopped || !this.#first) return
    this.#readIn(this.#options.budget.waitOfListing(this.#options.timers.now()))
  }

  stop(): void {
    this.#isStopped = true
    this.#listing.stop()
    this.#cancel()
    this.#peers?.leave()
    this.#entries.drop(this)
    this.frames.clear()
  }

  /** Lists what AWS has, or takes what another process has listed. */
  async #read(peer?: PeerList): Promise<void> {
    const { timers, clock, elapsed, contextFor } = this.#options
    const ownMs = this.#pace.begin()
    this.#isReading = true
    const context = contextFor(peer?.maxAgeMs ?? ownMs)
    const [startedAt, asOf, changes] = [timers.now(), clock(), this.#listing.changes]
    const failures = await this.#listing.read(context).catch((error: unknown) => [error])
    this.#isReading = false
    if (this.#isStopped) return
    const problems = distinct(failures.map((failure) => this.#problemOf(failure)))
    const retryAfterMs = Math.max(...failures.map(retryAfterOf), 0)
    this.#stale = context.receipt.staleParts
    const elsewhereMs = elapsed() - context.receipt.askedAt
    const oldestMs = Math.max(elsewhereMs, ...this.#stale.map(({ ageMs }) => ageMs))
    const answeredAt = Math.min(asOf, clock() - oldestMs)
    this.#asOf = failures.every(isLasting) ? answeredAt : Math.min(answeredAt, this.asOf)
    this.frames.clear() // they tell an older moment
    const calls = context.receipt.cost().totalCalls
    this.#options.budget.spendOnListing(calls, startedAt)
    this.#entries.prune(timers.now())
    const isFresh = problems.length === 0 && context.receipt.isFresh
    const ageMs = Math.max(timers.now() - startedAt, elsewhereMs)
    const peerMs = peer && Math.max(0, peer.nextAt - timers.now())
    const hasChanged = this.#listing.changes !== changes
    const nextMs = this.#schedule({ isFresh, hasChanged, retryAfterMs, ageMs, peerMs })
    if (!peer && isFresh) this.#peers?.tell({ ageMs, calls, things: [{ id: LIST, nextMs }] })
    if (this.#note(problems) || hasChanged) this.#onNews()
  }

  /** Notes what cannot be read; returns whether that has changed. */
  #note(problems: readonly Problem[]): boolean {
    if (JSON.stringify(problems) === JSON.stringify(this.#problems)) return false
    this.#problems = problems
    this.#entries.noteProblems()
    return true
  }

  /** Takes what another process has listed, if it is news. */
  #hear({ ageMs, calls, things: [list] }: PeerRead): void {
    const { timers, budget } = this.#options
    const now = timers.now()
    budget.spendElsewhere(calls, now)
    if (!list || !this.#first || this.#isReading || this.#isStopped || !this.#pace.isNews(ageMs)) return
    this.#cancel()
    void this.#read({ maxAgeMs: ageMs + CLOCK_SLACK_MS, nextAt: now + list.nextMs })
  }

  /** Returns the milliseconds until it is listed again. */
  #schedule(read: Omit<LastRead, 'stretch' | 'wantedMs' | 'cycleMs'>): number {
    const { listedEveryMs } = this.#type
    const { budget, timers } = this.#options
    const stretch = this.#options.stretch()
    const plannedMs = this.#pace.next({ stretch, wantedMs: listedEveryMs && listedEveryMs * stretch, ...read })
    const nextMs = Math.max(plannedMs, Math.ceil(budget.waitOfListing(timers.now())))
    this.#readIn(nextMs + this.#pace.graceMs)
    return nextMs
  }

  #readIn(ms: number): void {
    this.#cancel()
    this.#cancel = this.#options.timers.after(ms, () => void this.#read())
  }

  #problemOf(error: unknown): Problem {
    const { service } = this.#type
    if (error instanceof GatewayError) return problemOf(service, this.location, error)
    this.#options.report(error)
    return { service, location: this.location, code: 'INTERNAL_SERVER_ERROR', message: 'Internal error.' }
  }
}

/** Whether it may never succeed, such as a call that is not permitted: the rest is as new as ever. */
const isLasting = (failure: unknown): boolean => failure instanceof GatewayError && !failure.retryable

const retryAfterOf = (failure: unknown): number => (failure instanceof GatewayError && failure.retryAfterMs) || 0

const lateIn = (location: string) => new GatewayError('AWS_TIMEOUT', `AWS in ${location} has not answered yet.`)
