import { determineTimestampFormat, type JsonSettings } from '@smithy/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import type { Read } from '../container-readers.ts'
import { readerOf } from '../output-readers.ts'

/** The kind of value at one place of an answer. */
export type Shape = Structure | List | { readonly kind: 'text' | 'scrubbed' | 'number' | 'time' }

export interface Structure {
  readonly kind: 'structure'
  /** In the order of the SDK's model, which is that of AWS's answers. */
  readonly members: readonly Member[]
  /** How many integers its record has: see scanner.ts. */
  readonly size: number
  /** Reads the result of JSON.parse. */
  readonly read: Read
}

export interface List {
  readonly kind: 'list'
  readonly item: Structure
}

/** Something as it is sent: its length, its bytes by fours, and its last four, which overlap those before. */
export interface Sent {
  readonly length: number
  readonly words: Int32Array
}

export interface Member {
  readonly name: string
  /** The name, with quotes and colon. */
  readonly sent: Sent
  /** Among the members of its structure. */
  readonly index: number
  /** Where a record has its value. */
  readonly slot: number
  readonly shape: Shape
}

/** The integers before the slots of a record: the next item of its list, and where the structure begins and ends. */
export const [NEXT, START, END] = [0, 1, 2] as const
const HEADER = 3

const EPOCH_SECONDS = 7

/** How an output is sent; `scrubbed` are the names of its texts that may hold credentials. */
export interface Wire {
  settings: JsonSettings
  scrubbed: ReadonlySet<string>
}

/**
 * The shape of a structure whose members are texts, numbers, times in epoch seconds, structures and lists of structures; undefined
 * for any other.
 */
export function structureOf(
  schema: NormalizedSchema,
  wire: Wire,
  within: readonly unknown[] = [],
): Structure | undefined {
  if (!schema.isStructSchema() || schema.isUnionSchema() || within.includes(schema.getSchema())) return undefined
  const members: Member[] = []
  for (const [name, member] of schema.structIterator()) {
    const shape = shapeOf(name, member, wire, [...within, schema.getSchema()])
    if (!shape) return undefined
    const index = members.length
    members.push({ name, sent: sentAs(`"${name}":`), index, slot: HEADER + 2 * index, shape })
  }
  const read = readerOf(schema, schema.getName(true) ?? '', wire.settings, within)
  return read && { kind: 'structure', members, size: HEADER + 2 * members.length, read }
}

function shapeOf(name: string, schema: NormalizedSchema, wire: Wire, within: readonly unknown[]): Shape | undefined {
  const { mediaType, jsonName } = schema.getMergedTraits()
  if (mediaType || jsonName) return undefined
  if (schema.isStringSchema()) return { kind: wire.scrubbed.has(name) ? 'scrubbed' : 'text' }
  if (schema.isNumericSchema()) return { kind: 'number' }
  if (schema.isTimestampSchema())
    return determineTimestampFormat(schema, wire.settings) === EPOCH_SECONDS ? { kind: 'time' } : undefined
  const item = schema.isListSchema() ? structureOf(schema.getValueSchema(), wire, within) : undefined
  return item ? { kind: 'list', item } : structureOf(schema, wire, within)
}

/** Of a text of at least four bytes. */
export function sentAs(text: string): Sent {
  const bytes = Buffer.from(text)
  const begins = Array.from({ length: Math.ceil(bytes.length / 4) }, (_, index) =>
    Math.min(4 * index, bytes.length - 4),
  )
  return { length: bytes.length, words: Int32Array.from(begins, (begin) => bytes.readInt32LE(begin)) }
}
