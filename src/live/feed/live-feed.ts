import type { Locations } from '../../aws/locations.ts'
import { inputError } from '../../errors.ts'
import type { ActivityFilter } from '../../generated/resolvers.ts'
import type { BudgetOf } from '../call-budget.ts'
import type { FrameSource } from '../frames.ts'
import { type FrameMemory, Frames } from '../frames.ts'
import type { TickerOptions } from '../ticker-options.ts'
import { FeedEntries } from './feed-entries.ts'
import { FeedSource } from './feed-source.ts'
import type { FeedType } from './feed-type.ts'
import { FeedWatcher, sharedFrames } from './feed-watcher.ts'

// As long as what is watched by its id.
const LINGER_MS = 10_000

/** The filters that select by time, which are refused: the feed shows activities under way. */
const REFUSED = ['since', 'until', 'within', 'activeAt'] as const

interface Used {
  source: FeedSource
  /** How many hold it; those that have the first state are to be woken. */
  holders: number
  watchers: Set<FeedWatcher>
  cancel: () => void
}

/** The feed of activities under way: each listing is read once, whatever the filters of its watchers. */
export class LiveFeed {
  readonly #types: readonly FeedType[]
  readonly #options: TickerOptions
  readonly #budgetOf: BudgetOf
  readonly #entries = new FeedEntries()
  readonly #sources = new Map<string, Used>()
  readonly #memory: FrameMemory
  /** Of updates that are about no activity. */
  readonly #frames: Frames
  #isStopped = false

  constructor(types: readonly FeedType[], options: TickerOptions, budgetOf: BudgetOf, memory: FrameMemory) {
    this.#types = types
    this.#options = options
    this.#budgetOf = budgetOf
    this.#memory = memory
    this.#frames = new Frames(memory)
  }

  /** How many listings are read again and again. */
  get size(): number {
    return this.#sources.size
  }

  /** When AWS was asked for each of them, in milliseconds since 1970. */
  get asOf(): number[] {
    return [...this.#sources.values()].map(({ source }) => source.asOf)
  }

  /** Rejects with BAD_USER_INPUT for a filter that cannot be watched. */
  async subscribe(
    filter: ActivityFilter,
    locations: Locations,
    frames: FrameSource,
    onEnd: () => void,
  ): Promise<FeedWatcher> {
    for (const name of REFUSED)
      if (filter[name] != null)
        throw inputError(`"${name}" selects by time: leave it out, the live feed shows what is under way.`)
    if (filter.applicationName === '')
      throw inputError('"applicationName" was "": expected the name of an application.')
    const names = filter.locations?.length
      ? [...new Set(filter.locations)].map((name) => locations.named(name).name)
      : locations.namesOf()
    const types = this.#types.filter(
      ({ activity }) => !filter.services?.length || filter.services.includes(activity.service),
    )
    const used = this.#isStopped ? [] : types.flatMap((type) => names.map((location) => this.#use(type, location)))
    await Promise.all(used.map(({ source }) => source.start()))
    const sources = used.map(({ source }) => source)
    const end = () => {
      for (const one of used) this.#leave(one, watcher)
      onEnd()
    }
    const shared = sharedFrames(frames, this.#frames)
    const watcher = new FeedWatcher(this.#entries, sources, filter, shared, this.#options.clock, end)
    for (const { watchers } of used) watchers.add(watcher)
    return watcher
  }

  /** Lists what a service has in a location soon, for an event that arrived so long ago, and returns true, if somebody watches that. */
  wake(service: string, location: string, ageMs = 0): boolean {
    const used = this.#sources.get(sourceId(service, location))
    used?.source.wake(ageMs)
    return used !== undefined
  }

  /** Lists nothing again, also for those who subscribe later. */
  stop(): void {
    this.#isStopped = true
    for (const { source, cancel } of this.#sources.values()) {
      cancel()
      source.stop()
    }
    this.#sources.clear()
  }

  #use(type: FeedType, location: string): Used {
    const id = sourceId(type.name, location)
    const used = this.#sources.get(id) ?? this.#begin(type, location)
    this.#sources.set(id, used)
    used.cancel()
    used.holders++
    return used
  }

  #begin(type: FeedType, location: string): Used {
    const stretch = () => (type.hasEvents ? (this.#options.push?.stretch(type.name, location) ?? 1) : 1)
    const frames = new Frames(this.#memory)
    const options = { ...this.#options, budget: this.#budgetOf(type.name, location), stretch, frames }
    const watchers = new Set<FeedWatcher>()
    const onNews = () => {
      this.#frames.clear()
      for (const watcher of [...watchers]) watcher.wake()
    }
    const source = new FeedSource(type, location, this.#entries, options, onNews)
    return { source, holders: 0, watchers, cancel: () => {} }
  }

  #leave(used: Used, watcher: FeedWatcher): void {
    used.watchers.delete(watcher)
    if (--used.holders > 0 || this.#isStopped) return
    used.cancel = this.#options.timers.after(LINGER_MS, () => {
      used.source.stop()
      for (const [id, one] of this.#sources) if (one === used) this.#sources.delete(id)
    })
  }
}

const sourceId = (service: string, location: string): string => JSON.stringify([service, location])
