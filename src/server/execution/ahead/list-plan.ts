import { type GraphQLNamedType, type GraphQLObjectType, type GraphQLResolveInfo, isAbstractType } from 'graphql'
import { CLOSE_LIST, COMMA, OPEN_LIST } from '../../../aws/calls/indexed/bytes.ts'
import { Indexed } from '../../../aws/calls/indexed/indexed.ts'
import type { Context } from '../../../context.ts'
import type { KeptLists } from './kept-lists.ts'
import { planObject } from './plan.ts'
import type { List, Sets, Source, Write } from './resolved.ts'
import { NOT_WRITABLE, Writer } from './writer.ts'
import { type WrittenPart, writtenPart } from './written.ts'

/** Writes the items that a list's resolver answered. Rejects with NOT_WRITABLE if their own resolvers have to be called. */
export type WriteList = (items: readonly unknown[], context: Context, info: GraphQLResolveInfo) => Promise<WrittenPart>

const isIndexed = (item: unknown): item is Indexed => item instanceof Indexed

/**
 * How a list is written for a selection of its items, or taken from `kept`. Throws NOT_WRITABLE if something is selected that
 * is not written.
 */
export function planList(source: Source, itemType: GraphQLNamedType, sets: Sets, kept: KeptLists): WriteList {
  const writes = new Map<string, Write>()
  for (const [name, type] of Object.entries(source.types[itemType.name] ?? {}))
    writes.set(name, planObject(source, source.schema.getType(name) as GraphQLObjectType, sets, type))
  // Lists are kept separately for callers who may read logs and for others.
  const [withLogs, withoutLogs] = [{}, {}]

  return async (items, context, info) => {
    // First of all: nobody else handles an item that rejects.
    const loaded = items.every(isIndexed) ? items : await Promise.all(items).catch(() => [undefined])
    if (!loaded.every(isIndexed)) throw NOT_WRITABLE
    const key = kept.keyOf(context.readsLogs ? withLogs : withoutLogs, loaded)
    const json = key && kept.get(key, loaded)
    if (json) return writtenPart(json)
    const list: List = { context, info, results: new Map(), isScrubbed: false }
    const out = new Writer(loaded.reduce((sum, { place }) => sum + place.length, 0))
    try {
      out.byte(OPEN_LIST)
      for (const [index, item] of loaded.entries()) {
        if (index > 0) out.byte(COMMA)
        const type = isAbstractType(itemType) ? itemType.resolveType?.(item, context, info, itemType) : itemType.name
        const writeItem = typeof type === 'string' ? writes.get(type) : undefined
        if (!writeItem) throw NOT_WRITABLE
        writeItem(out, item.place, item.offset, item, list)
      }
      out.byte(CLOSE_LIST)
      if (key && !list.isScrubbed) kept.set(key, loaded, new Uint8Array(out.written))
      return writtenPart(out)
    } catch {
      out.release()
      throw NOT_WRITABLE // also for a bug: the resolvers have an answer
    }
  }
}
