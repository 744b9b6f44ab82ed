import type { ActivityType } from '../../activity/activity-type.ts'
import type { Activity } from '../../activity/model.ts'
import { phaseOf } from '../../activity/phase.ts'
import { mergeNewest } from '../../aws/request/newest.ts'
import type { Context } from '../../context.ts'
import { asGatewayError, GatewayError } from '../../errors.ts'
import { distinct, type Problem, problemOf } from '../../graphql/problems.ts'
import type { CallBudget } from '../call-budget.ts'
import { type LastRead, Pace } from '../pace.ts'
import type { TickerOptions } from '../ticker-options.ts'
import { fingerprintOf } from '../watched.ts'
import type { FeedEntries } from './feed-entries.ts'
import { type FeedType, UNDER_WAY } from './feed-type.ts'

// Many more than run at a time anywhere.
const MAX_ACTIVITIES = 1_000

type Options = Omit<TickerOptions, 'callsPerSecond' | 'push'> & { budget: CallBudget; stretch: () => number }

/** Lists what one service has under way in one location, repeatedly while there is a watcher. */
export class FeedSource {
  readonly location: string
  readonly #type: ActivityType<Activity>
  readonly #entries: FeedEntries
  readonly #options: Options
  readonly #onRead: () => void
  readonly #pace: Pace
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

  /** Lists again as soon as the budget allows. Where AWS fails, the pause stays. */
  wake(): void {
    if (!this.#pace.wake() || this.#isReading || this.#isStopped || !this.#first) return
    this.#readIn(this.#options.budget.wait(this.#options.timers.now()))
  }

  stop(): void {
    this.#isStopped = true
    this.#cancel()
    this.#entries.drop(this)
  }

  async #read(): Promise<void> {
    const { timers, clock, contextFor } = this.#options
    this.#pace.begin()
    this.#isReading = true
    const [context, startedAt, asOf, version] = [contextFor(), timers.now(), clock(), this.#entries.version]
    let retryAfterMs: number | undefined
    try {
      await this.#list(context)
    } catch (error) {
      if (error instanceof GatewayError) retryAfterMs = error.retryAfterMs
      this.#problems = [this.#problemOf(error)]
    }
    this.#isReading = false
    if (this.#isStopped) return
    this.#asOf = asOf
    this.#options.budget.spend(context.receipt.cost().totalCalls, startedAt)
    this.#entries.prune(timers.now())
    const isFresh = this.#problems.length === 0 && context.receipt.isFresh
    this.#schedule({ isFresh, hasChanged: this.#entries.version !== version, retryAfterMs })
    this.#onRead()
  }

  #schedule(read: Pick<LastRead, 'isFresh' | 'hasChanged' | 'retryAfterMs'>): void {
    const { listedEveryMs } = this.#type
    const stretch = this.#options.stretch()
    this.#readIn(this.#pace.next({ ...read, stretch, wantedMs: listedEveryMs && listedEveryMs * stretch }))
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
