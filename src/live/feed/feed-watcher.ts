import { isWanted } from '../../activity/activity-type.ts'
import type { Stale } from '../../aws/receipt.ts'
import type { ActivityFilter } from '../../generated/resolvers.ts'
import { distinct, type Problem } from '../../graphql/problems.ts'
import type { FrameSource, Frames } from '../frames.ts'
import type { Frame } from '../live-stream.ts'
import { PulledStream } from '../pulled-stream.ts'
import type { FeedEntries, FeedEntry } from './feed-entries.ts'
import type { FeedChange, FeedUpdate } from './feed-model.ts'
import type { FeedSource } from './feed-source.ts'
import { UNDER_WAY } from './feed-type.ts'

// As many as AWS describes in one call.
const UPDATES_AHEAD = 25

/** The problems of the sources of a watcher, since a version of the entries; `text` is equal for equal problems. */
interface Problems {
  since: number
  all: Problem[]
  text: string
}

/** One update for a watcher; `asOf` in milliseconds since 1970. */
interface SentUpdate {
  entry: FeedEntry | undefined
  change: FeedChange
  problems: Problems
  stale: readonly Stale[]
  asOf: number
}

/**
 * One watcher of the feed: first the present activities, then their changes. It remembers the keys of the activities that it
 * has sent, and no update.
 */
export class FeedWatcher extends PulledStream {
  readonly #entries: FeedEntries
  readonly #sources: readonly FeedSource[]
  readonly #filter: ActivityFilter
  readonly #frames: (sent: SentUpdate) => Promise<Frame>
  readonly #now: () => number
  /** The version that was the newest when the watcher came. */
  readonly #start: number
  #cursor = 0
  /** The version up to which updates have been begun. */
  #begun = 0
  #isSynced = false
  #problems: Problems
  /** The problems that the watcher knows. */
  #toldProblems: string
  /** The revision of each activity that it has. */
  readonly #sent = new Map<string, number>()

  constructor(
    entries: FeedEntries,
    sources: readonly FeedSource[],
    filter: ActivityFilter,
    frames: (sent: SentUpdate) => Promise<Frame>,
    now: () => number,
    onEnd: () => void,
  ) {
    super(onEnd)
    this.#now = now
    this.#entries = entries
    this.#sources = sources
    this.#filter = filter
    this.#frames = frames
    this.#start = entries.version
    this.#problems = this.#readProblems()
    this.#toldProblems = this.#problems.text
  }

  protected pull(): Promise<Frame> | undefined {
    if (this.#isSynced) {
      if (this.#cursor === this.#entries.version) return undefined
      if (this.#cursor < this.#entries.forgotten && this.#hasMissedAnEnd()) {
        this.stop('behind')
        return undefined
      }
      if (this.#currentProblems().text !== this.#toldProblems) return this.#tell('PROBLEMS')
    }
    const due = this.#due()
    for (const [change, entry] of due) {
      this.#cursor = entry.version
      if (entry.version > this.#begun) this.#begin(due)
      return this.#tell(change, entry)
    }
    if (this.#isSynced) {
      this.#cursor = this.#entries.version
      return undefined
    }
    this.#isSynced = true
    this.#cursor = this.#start
    return this.#tell('SYNCED')
  }

  /** Whether something has ended and is forgotten that the watcher takes to be under way. */
  #hasMissedAnEnd(): boolean {
    return [...this.#sent.keys()].some((key) => !this.#entries.get(key))
  }

  /** The updates that the watcher has not had. */
  *#due(): Generator<[FeedChange, FeedEntry]> {
    for (const entry of this.#entries.after(this.#cursor)) {
      const change = this.#isSynced ? this.#changeOf(entry) : this.#isPresent(entry) ? 'PRESENT' : undefined
      if (change) yield [change, entry]
    }
  }

  /** Begins to make the next updates, so that what they read from AWS shares batches. */
  #begin(due: Iterable<[FeedChange, FeedEntry]>): void {
    let count = 1
    for (const [change, entry] of due) {
      this.#begun = entry.version
      void this.#frames(this.#updateOf(change, entry))
      if (++count === UPDATES_AHEAD) return
    }
  }

  #isPresent(entry: FeedEntry): boolean {
    return entry.since <= this.#start && entry.endedAt === undefined && this.#matches(entry)
  }

  #changeOf(entry: FeedEntry): FeedChange | undefined {
    const sent = this.#sent.get(entry.key)
    if (sent === entry.revision) return undefined
    if (entry.endedAt !== undefined)
      return sent !== undefined || this.#matches(entry, { ...this.#filter, phases: undefined, isWaiting: undefined })
        ? 'ENDED'
        : undefined
    if (sent !== undefined) return 'CHANGED'
    return this.#matches(entry) ? 'APPEARED' : undefined
  }

  #matches({ source, activity, applicationName }: FeedEntry, filter = this.#filter): boolean {
    if (!this.#sources.some((one) => one === source)) return false
    if (filter.applicationName != null && filter.applicationName !== applicationName) return false
    const phases = filter.phases?.length || filter !== this.#filter ? filter.phases : [...UNDER_WAY, 'UNKNOWN' as const]
    return isWanted(source.type, { ...filter, phases }, activity)
  }

  #tell(change: FeedChange, entry?: FeedEntry): Promise<Frame> {
    const update = this.#updateOf(change, entry)
    this.#toldProblems = update.problems.text
    if (entry) {
      const { key, revision } = entry
      this.counts.conflated += revision - (this.#sent.get(key) ?? revision - 1) - 1
      if (change === 'ENDED') this.#sent.delete(key)
      else this.#sent.set(key, revision)
    }
    return this.#frames(update)
  }

  #updateOf(change: FeedChange, entry?: FeedEntry): SentUpdate {
    const asOf =
      entry?.source.asOf ?? this.#sources.reduce((oldest, source) => Math.min(oldest, source.asOf), this.#now())
    const stale = entry?.source.stale ?? this.#sources.flatMap((source) => source.stale)
    return { entry, change, problems: this.#currentProblems(), stale, asOf }
  }

  #currentProblems(): Problems {
    if (this.#problems.since !== this.#entries.problemsVersion) this.#problems = this.#readProblems()
    return this.#problems
  }

  #readProblems(): Problems {
    const all = distinct(this.#sources.flatMap(({ problems }) => problems))
    return { since: this.#entries.problemsVersion, all, text: JSON.stringify(all) }
  }
}

/** Reads the frame of an update, made once for all who get the same: `common` are those that are about no activity. */
export const sharedFrames =
  ({ key, render }: FrameSource, common: Frames) =>
  ({ entry, change, problems, stale, asOf }: SentUpdate): Promise<Frame> => {
    const id = `${entry?.version} ${change} ${asOf} ${JSON.stringify(stale)} ${problems.text} ${key}`
    return (entry?.source.frames ?? common).get(id, async () => {
      const root: FeedUpdate = { activity: entry?.activity, change, problems: problems.all, asOf: new Date(asOf) }
      return { json: await render(root, stale), id: '' }
    })
  }
