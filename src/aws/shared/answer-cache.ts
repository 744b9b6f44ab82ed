import { LRUCache } from 'lru-cache'

/** What AWS answered for one key; undefined: that it does not exist. */
export interface CachedAnswer<V> {
  value: V | undefined
  /** Whether it cannot change any more. */
  final: boolean
}

/** How an answer is kept. */
export interface CacheOptions {
  /** When AWS was asked, as `AnswerCache.now` tells it: an answer is as old as its question. */
  askedAt: number
  /** How long it may be used from then. Infinity: as long as there is room. */
  seconds: number
  /** The part of AWS's answer that it was. */
  jsonBytes: number
}

// Whichever is reached first goes by what was not used for longest.
const MAX_ENTRIES = 50_000
const MAX_BYTES = 128_000_000
// What does not exist has room of its own: made-up ids cost nothing to send, and must not displace answers.
const MAX_ABSENT_ENTRIES = 5_000

// Measured with targets of ten lifecycle events: 0.9 bytes for each byte of JSON, since names and repeated words are
// kept once. Text beyond Latin-1 takes two.
const BYTES_PER_BYTE_OF_JSON = 2
const BYTES_PER_ENTRY = 300

/** An answer, and until when it may be used; as `AnswerCache.now` tells it. */
interface Entry {
  answer: CachedAnswer<unknown>
  askedAt: number
  until: number
}

/** What AWS answered, for as long as it may be used instead of asking again, and for a while longer if AWS is in trouble. */
export class AnswerCache {
  readonly #present: LRUCache<string, Entry>
  readonly #absent: LRUCache<string, Entry>
  /** Milliseconds that only ever go up. */
  readonly now: () => number
  readonly #staleMs: number

  /**
   * `elapsed` tells milliseconds that only ever go up: if the time of day is set back, nothing is used for longer.
   * `staleSeconds` is how long an answer is kept past its time.
   */
  constructor(elapsed: () => number, staleSeconds = 0) {
    this.now = elapsed
    this.#staleMs = staleSeconds * 1000
    // The clock is looked at each time, so that nothing is used past its time.
    const common = { perf: { now: elapsed }, ttlResolution: 0 }
    this.#present = new LRUCache({ ...common, max: MAX_ENTRIES, maxSize: MAX_BYTES })
    this.#absent = new LRUCache({ ...common, max: MAX_ABSENT_ENTRIES })
  }

  get<V>(name: string, key: string): CachedAnswer<V> | undefined {
    const id = entryKey(name, key)
    const cached = this.#present.get(id) ?? this.#absent.get(id)
    return cached && this.now() <= cached.until ? (cached.answer as CachedAnswer<V>) : undefined // one name, one kind of answer
  }

  /** An answer past its time, and how old it is. Never that there is nothing: it may have come into being since. */
  stale<V>(name: string, key: string): { answer: CachedAnswer<V>; ageMs: number } | undefined {
    const cached = this.#present.get(entryKey(name, key))
    if (!cached) return undefined
    return { answer: cached.answer as CachedAnswer<V>, ageMs: this.now() - cached.askedAt }
  }

  delete(name: string, key: string): void {
    const id = entryKey(name, key)
    this.#present.delete(id)
    this.#absent.delete(id)
  }

  set<V>(name: string, key: string, answer: CachedAnswer<V>, { askedAt, seconds, jsonBytes }: CacheOptions): void {
    const ttl = seconds * 1000 + this.#staleMs
    if (seconds === 0 || this.now() - askedAt > ttl) return
    const id = entryKey(name, key)
    const cached = { answer, askedAt, until: askedAt + seconds * 1000 }
    const times = { ttl: Number.isFinite(ttl) ? ttl : 0, start: askedAt }
    this.delete(name, key)
    if (answer.value === undefined) this.#absent.set(id, cached, times)
    else {
      const size = Math.ceil(BYTES_PER_ENTRY + 2 * id.length + jsonBytes * BYTES_PER_BYTE_OF_JSON)
      this.#present.set(id, cached, { ...times, size })
    }
  }
}

const entryKey = (name: string, key: string): string => `${name}\n${key}`
