import DataLoader from 'dataloader'

/** The value of a key: undefined if AWS does not know it, or an error if it could not be read. */
export type Loaded<V> = V | undefined | Error

/** The batch that a key is in. A class, since a page has a thousand: see docs/performance.md, What a request leaves behind. */
class Place<V> {
  readonly batch: Promise<Loaded<V>[]>
  readonly index: number

  constructor(batch: Promise<Loaded<V>[]>, index: number) {
    this.batch = batch
    this.index = index
  }
}

/**
 * Loads each key once. Keys that are wanted one by one are collected for a tick, by DataLoader; of many that are wanted at
 * once there is one promise for each batch instead of one for each key, of which a page has a thousand.
 */
export class BatchLoader<V> {
  readonly #load: (keys: readonly string[]) => Promise<Loaded<V>[]>
  readonly #size: number
  readonly #places = new Map<string, Place<V>>()
  readonly #single: DataLoader<string, V | undefined>

  /** `load` takes at most `size` keys and answers in their order. */
  constructor(size: number, load: (keys: readonly string[]) => Promise<Loaded<V>[]>) {
    this.#size = size
    this.#load = load
    this.#single = new DataLoader((keys) => this.all(keys), { maxBatchSize: size })
  }

  /** Adds a value that was read by other means. */
  prime(key: string, value: V): void {
    this.#single.prime(key, value)
    this.#places.set(key, new Place(Promise.resolve([value]), 0))
  }

  one(key: string): Promise<V | undefined> {
    return this.#single.load(key)
  }

  async all(keys: readonly string[]): Promise<Loaded<V>[]> {
    const unread = [...new Set(keys)].filter((key) => !this.#places.has(key))
    for (let from = 0; from < unread.length; from += this.#size) {
      const some = unread.slice(from, from + this.#size)
      const batch = this.#load(some)
      for (const [index, key] of some.entries()) this.#places.set(key, new Place(batch, index))
    }
    const loaded = new Map<Promise<Loaded<V>[]>, Loaded<V>[]>()
    for (const key of keys) {
      const batch = this.#places.get(key)?.batch
      if (batch && !loaded.has(batch)) loaded.set(batch, await batch)
    }
    return keys.map((key) => {
      const place = this.#places.get(key)
      return place && loaded.get(place.batch)?.[place.index]
    })
  }
}
