import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import type { Indexed } from '../../../aws/calls/indexed/indexed.ts'
import type { Place } from '../../../aws/calls/indexed/place.ts'
import type { Context } from '../../../context.ts'
import type { WrittenTypes } from '../../../graphql/written-fields.ts'
import { collectFields, type FieldNodes, type Fragments } from '../collect-fields.ts'
import { Constant, NOT_WRITABLE, type Writer } from './writer.ts'

/** A document of which selections are planned, its schema, and what can be written of it. */
export interface Source extends Fragments {
  schema: GraphQLSchema
  types: WrittenTypes
}

export type Sets = readonly SelectionSetNode[]

/** A field of a type, and its nodes in the document. */
export interface Selected {
  source: Source
  field: GraphQLField<unknown, unknown>
  nodes: FieldNodes
}

/** A list that is written. */
export interface List {
  context: Context
  info: GraphQLResolveInfo
  /** The results that served the items before, by their field, with the values that they depend on. */
  results: Map<Selected, { of: readonly unknown[]; json: Constant }>
  /** Whether credentials were taken out of a text: such a list is not kept. */
  isScrubbed: boolean
}

/** Writes something of the structure whose record is at `record` of its place; `item` is what the structure is in. */
export type Write = (out: Writer, place: Place, record: number, item: Indexed, list: List) => void

export const setsOf = ({ nodes }: Selected): Sets => nodes.flatMap(({ selectionSet = [] }) => selectionSet)

/** The answer of a field's resolver, which is called once for items in a row that have the properties `by` in common. */
export function resolvedField(selected: Selected, by: readonly string[] | undefined): Write {
  const jsonOf = (item: unknown, list: List) => JSON.stringify(resolved(selected, item, list))
  if (!by) return (out, _place, _record, item, list) => out.text(jsonOf(item, list))
  return (out, _place, _record, item, list) => {
    let common = list.results.get(selected)
    if (!common || by.some((name, index) => Reflect.get(item, name) !== common?.of[index])) {
      common = { of: by.map((name) => Reflect.get(item, name)), json: new Constant(jsonOf(item, list)) }
      list.results.set(selected, common)
    }
    out.constant(common.json)
  }
}

/** The value of a field: a leaf, or an object of such. Throws for anything that is asynchronous: `serialize` refuses promises. */
function resolved(selected: Selected, parent: unknown, list: List): unknown {
  const { source, field } = selected
  const { resolve = defaultFieldResolver, args } = field
  if (args.length > 0) throw NOT_WRITABLE
  const value = resolve(parent, {}, list.context, { ...list.info, fieldName: field.name })
  const type = getNullableType(field.type)
  if (value === null || value === undefined) {
    if (isNonNullType(field.type)) throw NOT_WRITABLE
    return null
  }
  if (isLeafType(type)) return type.serialize(value)
  if (!isObjectType(type) || value instanceof Promise) throw NOT_WRITABLE
  const entries = [...collectFields(source.schema, source, type, setsOf(selected))].map(([key, nodes]) => {
    const name = nodes[0].name.value
    if (name === '__typename') return [key, type.name]
    const inner = type.getFields()[name]
    if (!inner) throw NOT_WRITABLE
    return [key, resolved({ source, field: inner, nodes }, value, list)]
  })
  return Object.fromEntries(entries)
}
