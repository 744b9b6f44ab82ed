import { isUtf8 } from 'node:buffer'
import type { JsonSettings } from '@smithy/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import { type Indexed, indexed } from './indexed.ts'
import { Scanner } from './scanner.ts'
import { type Structure, structureOf } from './shape.ts'

const COMMA = Buffer.from(',')
const END = Buffer.from(']}')

/** The outputs to index, by the SDK's names, each with the names of its texts that may hold credentials. */
export type IndexedOutputs = ReadonlyMap<string, ReadonlySet<string>>

/** A list of structures that can be indexed, which is the only member of an output. */
export interface IndexedList {
  name: string
  item: Structure
}

/** The only member of an output, if it is such a list. */
export function indexedList(
  output: NormalizedSchema,
  settings: JsonSettings,
  scrubbed: ReadonlySet<string>,
): IndexedList | undefined {
  const [list, ...others] = output.structIterator()
  if (!list || others.length > 0 || !list[1].isListSchema()) return undefined
  const [name, schema] = list
  const item = structureOf(schema.getValueSchema(), settings, scrubbed)
  return item && { name, item }
}

/**
 * A reader for an output that has one list of structures and nothing else: it makes no objects of what is in the items
 * until somebody asks for it, and lets bytes go from AWS's answer to ours (server/execution/ahead). The reader returns
 * undefined if the answer has to be parsed. Undefined for any other output.
 */
export function indexedReader(
  output: NormalizedSchema,
  settings: JsonSettings,
  scrubbed: ReadonlySet<string>,
): ((body: Uint8Array) => Record<string, Indexed[]> | undefined) | undefined {
  const list = indexedList(output, settings, scrubbed)
  if (!list) return undefined
  const { name, item } = list
  const scanner = new Scanner(name, item)
  return (body) => {
    const places = isUtf8(body) ? scanner.scan(Buffer.from(body.buffer, body.byteOffset, body.byteLength)) : undefined
    return places && { [name]: places.map((place) => indexed(item, place, 0)) }
  }
}

/**
 * A reader for items of such a list that are sent one by one. It copies them; undefined if one of them has to be parsed, or is
 * not an item.
 */
export function indexedItemsReader({
  name,
  item,
}: IndexedList): (items: readonly Uint8Array[]) => Indexed[] | undefined {
  const scanner = new Scanner(name, item)
  const beginning = Buffer.from(`{"${name}":[`)
  return (items) => {
    const parts = items.flatMap((one, index) => (index === 0 ? [beginning, one] : [COMMA, one]))
    const body = Buffer.concat([...parts, END])
    const places = isUtf8(body) ? scanner.scan(body) : undefined
    const areWhole = places?.length === items.length && places.every(({ length }, at) => length === items[at]?.length)
    return areWhole ? places.map((place) => indexed(item, place, 0)) : undefined
  }
}
