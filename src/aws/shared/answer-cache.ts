import { LRUCache } from 'lru-cache'
import { Indexed } from '../calls/indexed/indexed.ts'

/** AWS's answer for one key; undefined if it does not exist. */
export interface CachedAnswer<V> {
  value: V | undefined
  /** Whether it can no longer change. */
  final: boolean
  /** Its share of the size of AWS's answer. */
  jsonBytes: number
}

/** An answer, and when AWS was called for it, in time of `AnswerCache.now`. */
export type RequestedAnswer<V> = CachedAnswer<V> & { requestedAt: number }

/** An answer, when AWS was called for it, and for how many seconds it may be used from then; Infinity: until it is evicted. */
export interface DatedAnswer<V> {
  answer: CachedAnswer<V>
  requestedAt: number
  seconds: number
}

/** By key. */
export type Answers<V> = Map<string, DatedAnswer<V>>

// When either limit is reached, the least recently used entries are evicted.
const MAX_ENTRIES = 50_000
// Of 128 MB that docs/caching.md promises: the rest is for lists as they are answered (server/execution/ahead/kept-lists.ts).
const MAX_BYTES = 96_000_000
// Absences have a cache of their own: made-up ids cost nothing to send, and must not evict answers.
const MAX_ABSENT_ENTRIES = 5_000

// Measured with targets of ten lifecycle events: as objects 0.9 bytes per byte of JSON, because names and repeated words are
// stored once; where only indexed, 1.3, and as objects too once one of their members is used.
const BYTES_PER_BYTE_OF_JSON = 2.5
const BYTES_PER_ANSWER = 300

/** Answers that are evicted together. */
interface Entry {
  name: string
  keys: readonly string[]
  /** How many of them were not removed. */
  left: number
}

/** An answer, when it expires, and the entry that it is part of, unless it is an absence. */
interface Cached extends RequestedAnswer<unknown> {
  until: number
  entry: Entry | undefined
}

/** Caches AWS's answers until they expire, and for a while longer in case AWS fails. */
export class AnswerCache {
  readonly #entries: LRUCache<Entry, Entry>
  /** The answers of all entries, by name and key. */
  readonly #present = new Map<string, Map<string, Cached>>()
  readonly #absent: LRUCache<string, Cached>
  /** Monotonic milliseconds. */
  readonly now: () => number
  readonly #staleMs: number

  /**
   * `elapsed` returns monotonic milliseconds, so that setting back the time of day extends nothing. `staleSeconds` is
   * how long an answer is retained after it expires.
   */
  constructor(elapsed: () => number, staleSeconds = 0) {
    this.now = elapsed
    this.#staleMs = staleSeconds * 1000
    // The clock is read each time, so that nothing is used after it expires.
    const common = { perf: { now: elapsed }, ttlResolution: 0 }
    const dispose = (entry: Entry) => {
      for (const key of entry.keys) this.#remove(entry, key)
    }
    this.#entries = new LRUCache({ ...common, max: MAX_ENTRIES, maxSize: MAX_BYTES, dispose })
    this.#absent = new LRUCache({ ...common, max: MAX_ABSENT_ENTRIES })
  }

  get<V>(name: string, key: string): RequestedAnswer<V> | undefined {
    const cached = this.#find(name, key) ?? this.#absent.get(absentKey(name, key))
    return cached && this.now() <= cached.until ? (cached as RequestedAnswer<V>) : undefined // one name, one kind of answer
  }

  /**
   * An answer, possibly expired, and its age. Absences are not included, since the thing may have been created since.
   */
  stale<V>(name: string, key: string): { answer: RequestedAnswer<V>; ageMs: number } | undefined {
    const answer = this.#find(name, key) as RequestedAnswer<V> | undefined
    return answer && { answer, ageMs: this.now() - answer.requestedAt }
  }

  delete(name: string, key: string): void {
    const entry = this.#present.get(name)?.get(key)?.entry
    if (entry) this.#remove(entry, key)
    if (entry?.left === 0) this.#entries.delete(entry)
    this.#absent.delete(absentKey(name, key))
  }

  /**
   * Adds the answers of one AWS call. If all are final, they stay in the bytes that AWS sent, and are evicted together: to copy
   * them one by one takes longer than to read them. Others are replaced one by one, so they are copied.
   */
  set<V>(name: string, answers: Answers<V>): void {
    const all = [...answers].filter(([, { answer }]) => answer.value !== undefined)
    const usable = all.filter(([, dated]) => this.#leftMs(dated) > 0)
    if (all.every(([, { answer }]) => answer.final)) this.#add(name, usable)
    else for (const one of usable) this.#add(name, [one])
    for (const [key, dated] of answers) {
      const ttl = this.#leftMs(dated)
      if (dated.answer.value !== undefined || ttl <= 0) continue
      this.delete(name, key)
      this.#absent.set(absentKey(name, key), cachedOf(dated), timesOf(ttl))
    }
  }

  #add(name: string, answers: readonly [key: string, answer: DatedAnswer<unknown>][]): void {
    if (answers.length === 0) return
    const [only, ...others] = answers.map(([, { answer }]) => answer.value)
    if (only instanceof Indexed && others.length === 0) only.place.detach()
    const entry: Entry = { name, keys: answers.map(([key]) => key), left: answers.length }
    let [bytes, ttl] = [2 * name.length, Number.POSITIVE_INFINITY]
    for (const [key, dated] of answers) {
      this.delete(name, key)
      bytes += BYTES_PER_ANSWER + 2 * key.length + dated.answer.jsonBytes * BYTES_PER_BYTE_OF_JSON
      ttl = Math.min(ttl, this.#leftMs(dated))
    }
    this.#entries.set(entry, entry, { ...timesOf(ttl), size: Math.ceil(bytes) })
    // Not there if it is larger than the cache.
    if (!this.#entries.has(entry)) return
    const byKey = this.#present.get(name) ?? new Map()
    this.#present.set(name, byKey)
    for (const [key, dated] of answers) byKey.set(key, cachedOf(dated, entry))
  }

  #find(name: string, key: string): Cached | undefined {
    const cached = this.#present.get(name)?.get(key)
    return cached?.entry && this.#entries.get(cached.entry) && cached
  }

  #remove(entry: Entry, key: string): void {
    const byKey = this.#present.get(entry.name)
    if (byKey?.get(key)?.entry !== entry) return
    entry.left--
    byKey.delete(key)
    if (byKey.size === 0) this.#present.delete(entry.name)
  }

  /** For how long an answer is retained from now. */
  #leftMs({ requestedAt, seconds }: DatedAnswer<unknown>): number {
    return seconds > 0 ? requestedAt + seconds * 1000 + this.#staleMs - this.now() : 0
  }
}

function cachedOf({ answer, requestedAt, seconds }: DatedAnswer<unknown>, entry?: Entry): Cached {
  // Not by a spread, which takes ten times as long, a thousand times for W1.
  const { value, final, jsonBytes } = answer
  return { value, final, jsonBytes, requestedAt, until: requestedAt + seconds * 1000, entry }
}

/** For LRUCache, to which a time of 0 is none. */
const timesOf = (ms: number) => ({ ttl: Number.isFinite(ms) ? ms : 0 })

const absentKey = (name: string, key: string): string => `${name}\n${key}`
