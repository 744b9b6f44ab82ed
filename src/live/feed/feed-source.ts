import type { ActivityType } from '../../activity/activity-type.ts'
import type { Activity } from '../../activity/model.ts'
import { phaseOf } from '../../activity/phase.ts'
import { mergeNewest } from '../../aws/request/newest.ts'
import type { Context } from '../../context.ts'
import { asGatewayError, GatewayError } from '../../errors.ts'
import { distinct, type Problem, problemOf } from '../../graphql/problems.ts'
import type { CallBudget } from '../call-budget.ts'
import { fingerprintOf } from '../fingerprint.ts'
import { CLOCK_SLACK_MS, type LastRead, Pace } from '../pace.ts'
import { type PeerRead, PeerReads } from '../peers/peer-reads.ts'
import type { TickerOptions } from '../ticker-options.ts'
import type { FeedEntries } from './feed-entries.ts'
import { type FeedType, UNDER_WAY } from './feed-type.ts'

// Many more than run at a time anywhere.
const MAX_ACTIVITIES = 1_000

type Options = Omit<TickerOptions, 'callsPerSecond' | 'push'> & { budget: CallBudget; stretch: () => number }

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
  readonly #type: ActivityType<Activity>
  readonly #entries: FeedEntries
  readonly #options: Options
  readonly #onRead: () => void
  readonly #pace: Pace
  readonly #peers: PeerReads | undefined
  #problems: readonly Problem[] = []
  #asOf = 0
  #cancel = () => {}
  #isStopped = false
  #isReading = false
  #first: Promise<void> | undefined

  /** `onRead` is called after each read. */
  constructor({ activity }: FeedType, location: string, entries: FeedEntries, options: Options, onRead: () => void) {
    this.location = location
    this.#type = activity
    this.#entries = entries
    this.#options = options
    this.#onRead = onRead
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

  /** When AWS was asked, in milliseconds since 1970. */
  get asOf(): number {
    return this.#asOf
  }

  /** Begins, unless it has begun; resolves when all that is under way has been listed once, or could not be. */
  start(): Promise<void> {
    this.#first ??= this.#read()
    return this.#first
  }

  /** Lists again as soon as the budget allows, for an event that arrived so long ago. Where AWS fails, the pause stays. */
  wake(ageMs: number): void {
    if (!this.#pace.wake(ageMs) || this.#isReading || this.#isStopped || !this.#first) return
    this.#readIn(this.#options.budget.wait(this.#options.timers.now()))
  }

  stop(): void {
    this.#isStopped = true
    this.#cancel()
    this.#peers?.leave()
    this.#entries.drop(this)
  }

  /** Lists what AWS has, or takes what another process has listed. */
  async #read(peer?: PeerList): Promise<void> {
    const { timers, clock, elapsed, contextFor } = this.#options
    const ownMs = this.#pace.begin()
    this.#isReading = true
    const context = contextFor(peer?.maxAgeMs ?? ownMs)
    const [startedAt, asOf, version] = [timers.now(), clock(), this.#entries.version]
    let retryAfterMs: number | undefined
    try {
      await this.#list(context)
    } catch (error) {
      if (error instanceof GatewayError) retryAfterMs = error.retryAfterMs
      this.#problems = [this.#problemOf(error)]
    }
    this.#isReading = false
    if (this.#isStopped) return
    const elsewhereMs = elapsed() - context.receipt.askedAt
    this.#asOf = Math.max(this.#asOf, Math.min(asOf, clock() - elsewhereMs))
    const calls = context.receipt.cost().totalCalls
    this.#options.budget.spend(calls, startedAt)
    this.#entries.prune(timers.now())
    const isFresh = this.#problems.length === 0 && context.receipt.isFresh
    const ageMs = Math.max(timers.now() - startedAt, elsewhereMs)
    const peerMs = peer && Math.max(0, peer.nextAt - timers.now())
    const hasChanged = this.#entries.version !== version
    const nextMs = this.#schedule({ isFresh, hasChanged, retryAfterMs, ageMs, peerMs })
    if (!peer && isFresh) this.#peers?.tell({ ageMs, calls, things: [{ id: LIST, nextMs }] })
    this.#onRead()
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
    const stretch = this.#options.stretch()
    const nextMs = this.#pace.next({ ...read, stretch, wantedMs: listedEveryMs && listedEveryMs * stretch })
    this.#readIn(Math.max(nextMs + this.#pace.graceMs, this.#options.budget.wait(this.#options.timers.now())))
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

  async #list(context: Context): Promise<void> {
    const { runsAtMostMs, service } = this.#type
    const since = runsAtMostMs === undefined ? undefined : new Date(context.now - runsAtMostMs)
    const filter = { phases: [...UNDER_WAY], since }
    const { sources, failures = [] } = await this.#type.sources(context, this.location, filter, undefined)
    const { items, failures: more } = await mergeNewest(sources, MAX_ACTIVITIES)
    const all = [...failures, ...more].map(asGatewayError)
    if (this.#isStopped) return
    this.#problems = distinct(all.map((failure) => problemOf(service, this.location, failure)))
    const listed = new Set<string>()
    for (const { id, value } of items) {
      const key = `${service} ${id}`
      listed.add(key)
      await this.#take(key, value, context)
    }
    // The activities of a failed listing are kept. The others are read again, to learn how they ended.
    if (all.length === 0 && context.receipt.isFresh)
      await Promise.all(
        this.#entries.of(this).map(async ({ key, activity }) => {
          if (listed.has(key)) return
          const now = await this.#type.reread(activity, context).catch(asGatewayError)
          if (!(now instanceof Error)) await this.#take(key, now ?? activity, context, now === undefined)
        }),
      )
  }

  async #take(key: string, activity: Activity, context: Context, isGone = false): Promise<void> {
    const phase = phaseOf(this.#type.phases, this.#type.status(activity))
    const isUnderWay = !isGone && (UNDER_WAY.some((one) => one === phase) || phase === 'UNKNOWN')
    const fingerprint = fingerprintOf(activity)
    const known = this.#entries.get(key)
    if (known?.fingerprint === fingerprint && isUnderWay && known.endedAt === undefined) return
    const applicationName =
      known?.applicationName ??
      (await Promise.resolve(this.#type.applicationName(activity, context)).catch(() => undefined))
    if (this.#isStopped) return
    const endedAt = isUnderWay ? undefined : this.#options.timers.now()
    this.#entries.set({ key, source: this, activity, applicationName, fingerprint, endedAt })
  }
}
