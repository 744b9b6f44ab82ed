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
 * A list is kept when it is written for the second time: most of those that change are written once, as are those of items
 * that are not cached.
 */
export class KeptLists {
  readonly #lists = new LRUCache<string, KeptList>({ maxSize: MAX_BYTES })
  readonly #ids = new WeakMap<object, number>()
  #count = 0

  /** The name of a list in a selection; undefined if its first item was not seen before. */
  keyOf(selection: object, [first]: KeptList['items']): string | undefined {
    if (!first) return undefined
    const wasSeen = this.#ids.has(first)
    const key = `${this.#id(selection)} ${this.#id(first)}`
    return wasSeen ? key : undefined
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
