import { LRUCache } from 'lru-cache'
import type { Indexed } from '../../../aws/calls/indexed/indexed.ts'

// Part of the cache's 128 MB: see aws/shared/answer-cache.ts.
const MAX_BYTES = 32_000_000

// An item may outlive its entry in the cache here: what it keeps in memory counts as it does there.
const BYTES_PER_BYTE_OF_ANSWER = 3.2

interface KeptList {
  items: readonly Indexed[]
  json: Uint8Array
}

/**
 * Lists as they were written. An item is never modified, so a list of the same items is written as the same bytes again.
 * A list is kept when it is written for the second time: most of those that change, or are not cached, are written once.
 */
export class KeptLists {
  readonly #lists = new LRUCache<number, KeptList>({ maxSize: MAX_BYTES })
  /** The keys of the lists that were written, by selection and first item. */
  readonly #keys = new WeakMap<object, WeakMap<object, number>>()
  #count = 0

  /** The key of a list in a selection; undefined if it was not written before. */
  keyOf(selection: object, [first]: KeptList['items']): number | undefined {
    if (!first) return undefined
    const keys = this.#keys.get(selection) ?? new WeakMap()
    this.#keys.set(selection, keys)
    if (!keys.has(first)) return void keys.set(first, ++this.#count)
    return keys.get(first)
  }

  get(key: number, items: KeptList['items']): Uint8Array | undefined {
    const list = this.#lists.get(key)
    const isSame = list?.items.length === items.length && list.items.every((item, index) => item === items[index])
    return isSame ? list.json : undefined
  }

  set(key: number, items: KeptList['items'], json: Uint8Array): void {
    let bytes = 0
    for (const { length } of new Set(items.map(({ place }) => place.bytes))) bytes += length
    this.#lists.set(key, { items, json }, { size: Math.ceil(json.length + bytes * BYTES_PER_BYTE_OF_ANSWER) })
  }
}
