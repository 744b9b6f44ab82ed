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

// When either limit is reached, the least recently used entries are evicted.
const MAX_ENTRIES = 50_000
// Of 128 MB that docs/caching.md promises: the rest is for lists as they are answered (server/execution/ahead/kept-lists.ts).
const MAX_BYTES = 96_000_000
// Absences have a cache of their own: made-up ids cost nothing to send, and must not evict answers.
const MAX_ABSENT_ENTRIES = 5_000

// Measured with targets of ten lifecycle events: as objects 0.9 bytes per byte of JSON, because names and repeated words are
// stored once; where only indexed, 1.3, and as objects too once one of their members is used.
const BYTES_PER_BYTE_OF_JSON = 2.5
const BYTES_PER_ENTRY = 300

/** An answer, and when it expires, in time of `AnswerCache.now`. */
interface Entry {
  answer: RequestedAnswer<unknown>
  until: number
}

/** Caches AWS's answers until they expire, and for a while longer in case AWS fails. */
export class AnswerCache {
  readonly #present: LRUCache<string, Entry>
  readonly #absent: LRUCache<string, Entry>
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
    this.#present = new LRUCache({ ...common, max: MAX_ENTRIES, maxSize: MAX_BYTES })
    this.#absent = new LRUCache({ ...common, max: MAX_ABSENT_ENTRIES })
  }

  get<V>(name: string, key: string): RequestedAnswer<V> | undefined {
    const id = entryKey(name, key)
    const cached = this.#present.get(id) ?? this.#absent.get(id)
    return cached && this.now() <= cached.until ? (cached.answer as RequestedAnswer<V>) : undefined // one name, one kind of answer
  }

  /**
   * An answer, possibly expired, and its age. Absences are not included, since the thing may have been created since.
   */
  stale<V>(name: string, key: string): { answer: RequestedAnswer<V>; ageMs: number } | undefined {
    const cached = this.#present.get(entryKey(name, key))
    if (!cached) return undefined
    return { answer: cached.answer as RequestedAnswer<V>, ageMs: this.now() - cached.answer.requestedAt }
  }

  delete(name: string, key: string): void {
    const id = entryKey(name, key)
    this.#present.delete(id)
    this.#absent.delete(id)
  }

  /**
   * `requestedAt` is when AWS was called, in time of `now`: the age of an answer counts from there. It may be used for
   * `seconds`; Infinity: until it is evicted.
   */
  set<V>(name: string, key: string, answer: CachedAnswer<V>, requestedAt: number, seconds: number): void {
    const ttl = seconds * 1000 + this.#staleMs
    if (seconds === 0 || this.now() - requestedAt > ttl) return
    const id = entryKey(name, key)
    const cached = { answer: { ...answer, requestedAt }, until: requestedAt + seconds * 1000 }
    const times = { ttl: Number.isFinite(ttl) ? ttl : 0, start: requestedAt }
    this.delete(name, key)
    if (answer.value === undefined) this.#absent.set(id, cached, times)
    else {
      if (answer.value instanceof Indexed) answer.value.place.detach()
      const size = Math.ceil(BYTES_PER_ENTRY + 2 * id.length + answer.jsonBytes * BYTES_PER_BYTE_OF_JSON)
      this.#present.set(id, cached, { ...times, size })
    }
  }
}

const entryKey = (name: string, key: string): string => `${name}\n${key}`
