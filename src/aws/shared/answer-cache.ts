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
// stored once; where only indexed, 1.4, and as objects too once one of their members is used: 3.2 if all log tails differ.
const BYTES_PER_BYTE_OF_JSON = 3.2
// Measured: an answer with its key in the index, and an entry with the index of a name that has no other.
const BYTES_PER_ANSWER = 200
const BYTES_PER_ENTRY = 350

/** Answers that are evicted together. */
interface Entry {
  name: string
  keys: readonly string[]
  /** How many of them were not removed. */
  left: number
}

/** An answer, and when it expires. */
interface Cached extends RequestedAnswer<unknown> {
  until: number
}

interface Present extends Cached {
  entry: Entry
}

/** An answer that may be cached, and for how many milliseconds from now. */
type Usable = readonly [key: string, dated: DatedAnswer<unknown>, leftMs: number]

/** Caches AWS's answers until they expire, and for a while longer in case AWS fails. */
export class AnswerCache {
  readonly #entries: LRUCache<Entry, Entry>
  /** The answers of all entries, by name and key. */
  readonly #present = new Map<string, Map<string, Present>>()
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
   * Adds answers that were read together. Those that stay until they are evicted are one entry: targets stay in the bytes that
   * AWS sent, because it takes longer to copy them one by one than to read them. Others are replaced one by one.
   */
  set<V>(name: string, answers: Answers<V>): void {
    const usable = this.#usable(answers)
    const present = usable.filter(([, { answer }]) => answer.value !== undefined)
    if (present.every(([, , leftMs]) => leftMs === Number.POSITIVE_INFINITY)) this.#add(name, present)
    else for (const one of present) this.#add(name, [one])
    for (const [key, dated, leftMs] of usable) {
      if (dated.answer.value !== undefined) continue
      this.delete(name, key)
      this.#absent.set(absentKey(name, key), cachedOf(dated), timesOf(leftMs))
    }
  }

  #usable<V>(answers: Answers<V>): Usable[] {
    const now = this.now()
    return [...answers].flatMap(([key, dated]) => {
      const { requestedAt, seconds } = dated
      const leftMs = requestedAt + seconds * 1000 + this.#staleMs - now
      return seconds > 0 && leftMs > 0 ? [[key, dated, leftMs] as const] : []
    })
  }

  #add(name: string, answers: readonly Usable[]): void {
    const [first, ...others] = answers
    if (!first) return
    const [, { answer }, leftMs] = first
    if (answer.value instanceof Indexed && others.length === 0) answer.value.place.detach()
    const entry: Entry = { name, keys: answers.map(([key]) => key), left: answers.length }
    for (const key of entry.keys) this.delete(name, key)
    this.#entries.set(entry, entry, { size: sizeOf(name, answers), ...timesOf(leftMs) })
    // Not there if it is larger than the cache.
    if (!this.#entries.has(entry)) return
    const byKey = this.#present.get(name) ?? new Map<string, Present>()
    this.#present.set(name, byKey)
    for (const [key, dated] of answers) byKey.set(key, presentOf(dated, entry))
  }

  #find(name: string, key: string): Present | undefined {
    const cached = this.#present.get(name)?.get(key)
    return cached && this.#entries.get(cached.entry) && cached
  }

  #remove(entry: Entry, key: string): void {
    const byKey = this.#present.get(entry.name)
    if (byKey?.get(key)?.entry !== entry) return
    entry.left--
    byKey.delete(key)
    if (byKey.size === 0) this.#present.delete(entry.name)
  }
}

/** Of what the answers keep in memory: of indexed ones, all that was read with them. */
function sizeOf(name: string, answers: readonly Usable[]): number {
  const sent = new Set<Buffer>()
  let [size, jsonBytes, sentBytes] = [BYTES_PER_ENTRY + 2 * name.length, 0, 0]
  for (const [key, { answer }] of answers) {
    size += BYTES_PER_ANSWER + 2 * key.length
    jsonBytes += answer.jsonBytes
    if (answer.value instanceof Indexed) sent.add(answer.value.place.bytes)
  }
  for (const { length } of sent) sentBytes += length
  return Math.ceil(size + Math.max(jsonBytes, sentBytes) * BYTES_PER_BYTE_OF_JSON)
}

const untilOf = ({ requestedAt, seconds }: DatedAnswer<unknown>): number => requestedAt + seconds * 1000

const cachedOf = (dated: DatedAnswer<unknown>): Cached => ({
  requestedAt: dated.requestedAt,
  until: untilOf(dated),
  ...dated.answer,
})

/** The same for an entry. Member by member: a spread takes ten times as long, and a page has a thousand targets. */
function presentOf(dated: DatedAnswer<unknown>, entry: Entry): Present {
  const { value, final, jsonBytes } = dated.answer
  return { value, final, jsonBytes, requestedAt: dated.requestedAt, until: untilOf(dated), entry }
}

/** For LRUCache, to which a time of 0 is none. */
const timesOf = (ms: number) => ({ ttl: Number.isFinite(ms) ? ms : 0 })

const absentKey = (name: string, key: string): string => `${name}\n${key}`
