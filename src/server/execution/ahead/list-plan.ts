import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isAbstractType,
  type SelectionSetNode,
} from 'graphql'
import { Indexed } from '../../../aws/calls/indexed/indexed.ts'
import type { Context } from '../../../context.ts'
import type { WrittenTypes } from '../../../graphql/written-fields.ts'
import type { KeptLists } from './kept-lists.ts'
import { planObject } from './plan.ts'
import { type List, NOT_WRITABLE, type Write } from './resolved.ts'
import { type Source, selectedFields } from './selected.ts'
import { Writer } from './writer.ts'
import { Written } from './written.ts'

const OPEN_LIST = '['.charCodeAt(0)
const CLOSE_LIST = ']'.charCodeAt(0)
const COMMA = ','.charCodeAt(0)

/** Writes the items that a list's resolver answered. Throws NOT_WRITABLE if their own resolvers have to be called. */
export type WriteList = (items: readonly unknown[], context: Context, info: GraphQLResolveInfo) => Promise<Written>

const isIndexed = (item: unknown): item is Indexed => item instanceof Indexed

/**
 * How a list is written for a selection of its items, or taken from `kept`; undefined if something is selected that is not
 * written.
 */
export function planList(
  source: Source,
  itemType: GraphQLNamedType,
  sets: readonly SelectionSetNode[],
  types: WrittenTypes,
  kept: KeptLists,
): WriteList | undefined {
  const planned = Object.entries(types[itemType.name] ?? {}).map(([name, fields]) => ({
    type: source.schema.getType(name) as GraphQLObjectType,
    fields,
  }))
  const selected = planned.flatMap(({ type, fields }) => [...selectedFields(source, type, sets, fields)])
  if (selected.includes(undefined)) return undefined
  const holdsLogs = selected.some((field) => field && 'isLog' in field && field.isLog)
  const writes = new Map<string, Write>()

  const writeOf = (item: Indexed, { context, info }: List): Write => {
    const name = isAbstractType(itemType) ? itemType.resolveType?.(item, context, info, itemType) : itemType.name
    const cached = typeof name === 'string' ? writes.get(name) : undefined
    if (cached) return cached
    const plan = planned.find(({ type }) => type.name === name)
    if (!plan) throw NOT_WRITABLE
    const write = planObject(source, plan.type, sets, plan.fields, item.shape)
    writes.set(plan.type.name, write)
    return write
  }

  const write = (all: readonly Indexed[], context: Context, info: GraphQLResolveInfo): Written => {
    if (holdsLogs && !context.readsLogs) throw NOT_WRITABLE
    const key = kept.keyOf(writes, all)
    const json = key && kept.get(key, all)
    if (json) return new Written(json)
    const list: List = { context, info, constants: new Map(), isScrubbed: false }
    const writesOfItems = all.map((item) => writeOf(item, list))
    const out = new Writer(all.reduce((sum, { place }) => sum + place.length, 0))
    out.byte(OPEN_LIST)
    for (const [index, item] of all.entries()) {
      if (index > 0) out.byte(COMMA)
      writesOfItems[index]?.(out, item.place, item.offset, item, list)
    }
    out.byte(CLOSE_LIST)
    if (key && !list.isScrubbed) kept.set(key, all, out.copied())
    return new Written(out)
  }
  return async (items, context, info) => {
    // First of all: nobody else handles an item that rejects.
    const all = await indexedItems(items)
    try {
      return write(all, context, info)
    } catch {
      throw NOT_WRITABLE // also for a bug: the resolvers have an answer
    }
  }
}

/** The items when they are loaded. Throws NOT_WRITABLE if one of them is missing, has an error or is not indexed. */
async function indexedItems(items: readonly unknown[]): Promise<readonly Indexed[]> {
  const areLoaded = items.every(isIndexed)
  const loaded = areLoaded ? items : await Promise.all(items).catch(() => Promise.reject(NOT_WRITABLE))
  if (!loaded.every(isIndexed)) throw NOT_WRITABLE
  return loaded
}
