import type { ActivityType } from '../../activity/activity-type.ts'
import type { Activity } from '../../activity/model.ts'
import { phaseOf } from '../../activity/phase.ts'
import { mergeNewest } from '../../aws/request/newest.ts'
import type { Context } from '../../context.ts'
import { asGatewayError } from '../../errors.ts'
import { distinct, type Problem, problemOf } from '../../graphql/problems.ts'
import { fingerprintOf } from '../fingerprint.ts'
import type { Timers } from '../timers.ts'
import type { FeedEntries, Origin } from './feed-entries.ts'
import { UNDER_WAY } from './feed-type.ts'

// Many more than run at a time anywhere.
const MAX_ACTIVITIES = 1_000

/** Lists the activities that one service has under way in one location, and notes them in the entries. */
export class FeedListing {
  readonly #source: Origin & { readonly location: string }
  readonly #type: ActivityType<Activity>
  readonly #entries: FeedEntries
  readonly #timers: Timers
  #isStopped = false

  constructor(source: Origin & { readonly location: string }, entries: FeedEntries, timers: Timers) {
    this.#source = source
    this.#type = source.type
    this.#entries = entries
    this.#timers = timers
  }

  /** Notes nothing more. */
  stop(): void {
    this.#isStopped = true
  }

  /** Lists once; returns what cannot be read. */
  async read(context: Context): Promise<Problem[]> {
    const { runsAtMostMs, service } = this.#type
    const { location } = this.#source
    const since = runsAtMostMs === undefined ? undefined : new Date(context.now - runsAtMostMs)
    const filter = { phases: [...UNDER_WAY], since }
    const { sources, failures = [] } = await this.#type.sources(context, location, filter, undefined)
    const { items, failures: more } = await mergeNewest(sources, MAX_ACTIVITIES)
    const all = [...failures, ...more].map(asGatewayError)
    if (this.#isStopped) return []
    const problems = distinct(all.map((failure) => problemOf(service, location, failure)))
    const listed = new Set<string>()
    for (const { id, value } of items) {
      const key = `${service} ${id}`
      listed.add(key)
      await this.#take(key, value, context)
    }
    // The activities of a failed listing are kept. The others are read again, to learn how they ended.
    if (all.length === 0 && context.receipt.isFresh)
      await Promise.all(
        this.#entries.of(this.#source).map(async ({ key, activity }) => {
          if (listed.has(key)) return
          const now = await this.#type.reread(activity, context).catch(asGatewayError)
          if (!(now instanceof Error)) await this.#take(key, now ?? activity, context, now === undefined)
        }),
      )
    return problems
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
    const endedAt = isUnderWay ? undefined : this.#timers.now()
    this.#entries.set({ key, source: this.#source, activity, applicationName, fingerprint, endedAt })
  }
}
