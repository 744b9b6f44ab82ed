import type { ActivityType } from '../../activity/activity-type.ts'
import type { Activity } from '../../activity/model.ts'
import { phaseOf } from '../../activity/phase.ts'
import { mergeNewest } from '../../aws/request/newest.ts'
import type { Context } from '../../context.ts'
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
  #changes = 0

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

  /** Goes up with every change of an activity. */
  get changes(): number {
    return this.#changes
  }

  /** Lists once; returns why something could not be read. */
  async read(context: Context): Promise<unknown[]> {
    const { runsAtMostMs, service } = this.#type
    const { location } = this.#source
    const since = runsAtMostMs === undefined ? undefined : new Date(context.now - runsAtMostMs)
    const filter = { phases: [...UNDER_WAY], since }
    const { sources, failures = [] } = await this.#type.sources(context, location, filter, undefined)
    const { items, failures: more } = await mergeNewest(sources, MAX_ACTIVITIES)
    const unlisted = [...failures, ...more]
    if (this.#isStopped) return unlisted
    const listed = new Set<string>()
    for (const { id, value } of items) {
      const key = `${service} ${id}`
      listed.add(key)
      await this.#take(key, value, context)
    }
    // The activities of a failed listing are kept. The others are read again, to learn how they ended.
    const isWhole = unlisted.length === 0 && context.receipt.isFresh
    const unread = isWhole ? await this.#readMissing(listed, context) : []
    return [...unlisted, ...unread, ...context.receipt.backoffs]
  }

  /** Reads the activities that are no longer listed; returns why some could not be read. */
  async #readMissing(listed: ReadonlySet<string>, context: Context): Promise<unknown[]> {
    const missing = this.#entries.of(this.#source).filter(({ key }) => !listed.has(key))
    const read = missing.map(async ({ key, activity }) => {
      const now = await this.#type.reread(activity, context)
      await this.#take(key, now ?? activity, context, now === undefined)
    })
    const results = await Promise.allSettled(read)
    return results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
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
    this.#changes++
    const endedAt = isUnderWay ? undefined : this.#timers.now()
    this.#entries.set({ key, source: this.#source, activity, applicationName, fingerprint, endedAt })
  }
}
