import { NormalizedSchema } from '@smithy/core/schema'
import type { StaticOperationSchema } from '@smithy/types'
import { AWS_JSON } from '../codec.ts'
import type { Indexed } from './indexed.ts'
import { indexedItemsReader, indexedList } from './indexed-reader.ts'
import type { Place } from './place.ts'
import { NEXT, type Structure } from './shape.ts'

/** Items of an indexed output, one by one, in the bytes that AWS sent. */
export interface SentItems {
  /** Undefined if a text of the item may hold credentials; escapes that JSON.stringify does not write could hide some. */
  bytesOf: (place: Place) => Buffer | undefined
  /** An output that holds copies of these items; undefined if one of them is not the bytes of an item. */
  outputOf: (items: readonly Uint8Array[]) => Record<string, Indexed[]> | undefined
}

/** For an operation whose output is indexed, with the names of its texts that may hold credentials. */
export function sentItemsOf(schema: StaticOperationSchema, scrubbed: ReadonlySet<string>): SentItems | undefined {
  const output = NormalizedSchema.of(schema[5])
  const list = indexedList(output, AWS_JSON, scrubbed)
  if (!list) return undefined
  const itemsOf = indexedItemsReader(list)
  return {
    bytesOf: (place) =>
      isCopyable(list.item, place, 0) ? place.bytes.subarray(place.at, place.at + place.length) : undefined,
    outputOf: (sent) => {
      const items = itemsOf(sent)
      return items && { [list.name]: items }
    },
  }
}

/** Whether every text that may hold credentials was seen to hold none. */
function isCopyable({ members }: Structure, place: Place, record: number): boolean {
  return members.every(({ slot, shape }) => {
    const [first, end] = [place.record(record + slot), place.record(record + slot + 1)]
    if (end === 0) return true
    if (shape.kind === 'scrubbed') return end > 0
    if (shape.kind === 'structure') return isCopyable(shape, place, first)
    if (shape.kind !== 'list') return true
    for (let [left, item] = [end - 1, first]; left > 0; left--, item = place.record(item + NEXT))
      if (!isCopyable(shape.item, place, item)) return false
    return true
  })
}
