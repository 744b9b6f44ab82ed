import { LRUCache } from 'lru-cache'

/** What AWS answered for one key; undefined: that it does not exist. */
export interface Known<V> {
  value: V | undefined
  /** Whether it cannot change any more. */
  final: boolean
}

/** How an answer is kept. */
export interface Keeping {
  /** When AWS was asked, in milliseconds since 1970: an answer is as old as its question. */
  askedAt: number
  /** How long it may be used from then. Infinity: as long as there is room. */
  seconds: number
  /** The part of AWS's answer that it was. */
  jsonBytes: number
}

// Whichever is reached first goes by what was not used for longest.
const MOST_ENTRIES = 50_000
const MOST_BYTES = 128_000_000

// Measured with targets of ten lifecycle events: 0.9 bytes for each byte of JSON, since names and repeated words are
// kept once. Text beyond Latin-1 takes two.
const BYTES_PER_BYTE_OF_JSON = 2
const BYTES_PER_ENTRY = 300

/** What AWS answered, for as long as it may be used instead of asking again. */
export class Memory {
  readonly #known: LRUCache<string, Known<unknown>>
  readonly #clock: () => number

  /** `clock` tells the milliseconds since 1970. */
  constructor(clock: () => number) {
    this.#clock = clock
    this.#known = new LRUCache({
      max: MOST_ENTRIES,
      maxSize: MOST_BYTES,
      perf: { now: clock },
      ttlResolution: 0, // the clock is looked at each time, so that nothing is used past its time
    })
  }

  get<V>(name: string, key: string): Known<V> | undefined {
    return this.#known.get(entry(name, key)) as Known<V> | undefined // one name, one kind of answer
  }

  delete(name: string, key: string): void {
    this.#known.delete(entry(name, key))
  }

  set<V>(name: string, key: string, known: Known<V>, { askedAt, seconds, jsonBytes }: Keeping): void {
    if (seconds === 0 || this.#clock() - askedAt > seconds * 1000) return
    const id = entry(name, key)
    this.#known.set(id, known, {
      size: Math.ceil(BYTES_PER_ENTRY + 2 * id.length + jsonBytes * BYTES_PER_BYTE_OF_JSON),
      ttl: Number.isFinite(seconds) ? seconds * 1000 : 0,
      start: askedAt,
    })
  }
}

const entry = (name: string, key: string): string => `${name}\n${key}`
