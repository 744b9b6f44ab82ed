import type { ActivityType } from '../../activity/activity-type.ts'
import type { Activity } from '../../activity/model.ts'
import type { Stale } from '../../aws/receipt.ts'
import type { Frames } from '../frames.ts'

// How long an ended activity is kept for watchers that read slowly.
const ENDED_MS = 600_000
const MAX_ENDED = 1_000

/** Where activities come from: one service in one location. */
export interface Origin {
  readonly type: ActivityType<Activity>
  /** When AWS was asked, in milliseconds since 1970. */
  readonly asOf: number
  /** The reads that gave expired answers the last time. */
  readonly stale: readonly Stale[]
  /** Of its activities, as of then. */
  readonly frames: Frames
}

/** An activity that is under way, or was a while ago. */
export interface FeedEntry {
  key: string
  source: Origin
  activity: Activity
  applicationName: string | undefined
  fingerprint: string
  /** Versions are those of all entries together: with which it came, and with which it became what it is. */
  since: number
  version: number
  /** How often it was set. */
  revision: number
  /** Milliseconds that only go up; undefined while it is under way. */
  endedAt: number | undefined
}

/** The activities under way in all locations, in the order in which they changed. */
export class FeedEntries {
  readonly #entries = new Map<string, FeedEntry>()
  #version = 0
  #problemsVersion = 0
  #forgotten = 0
  /** Once for all watchers. */
  #ordered: readonly FeedEntry[] | undefined

  /** Goes up with every change of an activity, and of what cannot be read. */
  get version(): number {
    return this.#version
  }

  /** With which version what cannot be read changed last. */
  get problemsVersion(): number {
    return this.#problemsVersion
  }

  /** The last version of all that is forgotten: a watcher that has had this one has missed nothing. */
  get forgotten(): number {
    return this.#forgotten
  }

  get(key: string): FeedEntry | undefined {
    return this.#entries.get(key)
  }

  /** Those under way of one source. */
  of(source: Origin): FeedEntry[] {
    return [...this.#entries.values()].filter((entry) => entry.source === source && entry.endedAt === undefined)
  }

  /** Those that changed after a version, the one that changed first first. */
  *after(version: number): Generator<FeedEntry> {
    this.#ordered ??= [...this.#entries.values()]
    const ordered = this.#ordered
    for (let index = ordered.findLastIndex((entry) => entry.version <= version) + 1; index < ordered.length; index++)
      yield ordered[index] as FeedEntry
  }

  /** Notes that something else cannot be read than before. */
  noteProblems(): void {
    this.#problemsVersion = ++this.#version
  }

  /** Notes that an activity is new, has changed or has ended. */
  set(entry: Omit<FeedEntry, 'since' | 'version' | 'revision'>): void {
    const version = ++this.#version
    const known = this.#entries.get(entry.key)
    this.#delete(entry.key)
    this.#entries.set(entry.key, {
      version,
      since: known?.since ?? version,
      revision: (known?.revision ?? 0) + 1,
      ...entry,
    })
  }

  /** Forgets what ended long ago; `now` as `endedAt`. */
  prune(now: number): void {
    const ended = [...this.#entries.values()].filter(({ endedAt }) => endedAt !== undefined)
    for (const [index, { key, version, endedAt = now }] of ended.entries()) {
      if (now - endedAt <= ENDED_MS && index >= ended.length - MAX_ENDED) return
      this.#delete(key)
      this.#forgotten = version
    }
  }

  /** Forgets all of one source. */
  drop(source: Origin): void {
    for (const [key, entry] of this.#entries) if (entry.source === source) this.#delete(key)
  }

  #delete(key: string): void {
    this.#entries.delete(key)
    this.#ordered = undefined
  }
}
