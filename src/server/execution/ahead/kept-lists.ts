import { LRUCache } from 'lru-cache'
import type { Indexed } from '../../../aws/calls/indexed/indexed.ts'

// Part of the cache's 128 MB: see aws/shared/answer-cache.ts.
const MAX_BYTES = 32_000_000

// An item may outlive its entry in the cache here: what it keeps in memory counts as it does there.
const BYTES_PER_BYTE_OF_ANSWER = 2.5

interface KeptList {
  items: readonly Indexed[]
  json: Buffer
}

/**
 * Lists as they were written. An item is never modified, so a list of the same items is written as the same bytes again.
 * A list is kept when it is written for the second time: most of those that change, or are not cached, are written once.
 */
export class KeptLists {
  readonly #lists = new LRUCache<string, KeptList>({ maxSize: MAX_BYTES })
  /** The first items of the lists that were written in each selection. */
  readonly #written = new WeakMap<object, WeakSet<object>>()
  readonly #ids = new WeakMap<object, number>()
  #count = 0

  /** The name of a list in a selection; undefined if it was not written before. */
  keyOf(selection: object, [first]: KeptList['items']): string | undefined {
    if (!first) return undefined
    const written = this.#written.get(selection) ?? new WeakSet()
    this.#written.set(selection, written)
    if (written.has(first)) return `${this.#id(selection)} ${this.#id(first)}`
    written.add(first)
    return undefined
  }

  get(key: string, items: KeptList['items']): Buffer | undefined {
    const list = this.#lists.get(key)
    const isSame = list?.items.length === items.length && list.items.every((item, index) => item === items[index])
    return isSame ? list.json : undefined
  }

  set(key: string, items: KeptList['items'], json: Buffer): void {
    let bytes = 0
    for (const { length } of new Set(items.map(({ place }) => place.bytes))) bytes += length
    this.#lists.set(key, { items, json }, { size: Math.ceil(json.length + bytes * BYTES_PER_BYTE_OF_ANSWER) })
  }

  #id(object: object): number {
    const id = this.#ids.get(object) ?? ++this.#count
    this.#ids.set(object, id)
    return id
  }
}
