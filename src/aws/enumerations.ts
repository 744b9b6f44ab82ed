import { LRUCache } from 'lru-cache'

// One entry per service and location; each holds the environments or policies of an account and region.
const MOST_ENTRIES = 1_000

/**
 * What has to be enumerated before it can be read (the environments of all applications, all lifecycle policies),
 * remembered for a while: it changes by the week, and is asked for with every page of a feed.
 */
export class Enumerations {
  readonly #remembered?: LRUCache<string, readonly object[]>

  /** `seconds` is how long an enumeration is used; 0: not at all. */
  constructor(seconds: number) {
    if (seconds > 0) this.#remembered = new LRUCache({ max: MOST_ENTRIES, ttl: seconds * 1000 })
  }

  /** The remembered enumeration, or what `read` gives. Nothing that failed is remembered. */
  async get<T extends object>(key: string, read: () => Promise<readonly T[]>): Promise<readonly T[]> {
    const remembered = this.#remembered?.get(key) as readonly T[] | undefined // one key, one kind of item
    if (remembered) return remembered
    const items = await read()
    this.#remembered?.set(key, items)
    return items
  }
}
