import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLResolveInfo,
  getNullableType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import type { Indexed } from '../../../aws/calls/indexed/indexed.ts'
import type { Place } from '../../../aws/calls/indexed/place.ts'
import { collectFields, type FieldNodes } from '../collect-fields.ts'
import { type Source, setsOf } from './selected.ts'
import { Constant, type Writer } from './writer.ts'

/** Thrown if an answer cannot be written ahead, for any reason. */
export const NOT_WRITABLE = new Error('This is left to the resolvers.')

/** A result of all items that have these values. */
interface CommonResult {
  of: readonly unknown[]
  constant: Constant
}

/** The list that is written. */
export interface List {
  context: unknown
  info: GraphQLResolveInfo
  /** The results that served the items before, by the nodes of their field. */
  constants: Map<object, CommonResult>
  /** Whether credentials were taken out of a text: such a list is not kept. */
  isScrubbed: boolean
}

/** Writes something of the structure whose record is at `record` of its place; `item` is what the structure is in. */
export type Write = (out: Writer, place: Place, record: number, item: Indexed, list: List) => void

/** Writes what a field's resolver answers, which is called once for items in a row that have the properties `by` in common. */
export function resolvedWriter(
  source: Source,
  field: GraphQLField<unknown, unknown>,
  nodes: FieldNodes,
  by: readonly string[] | undefined,
): Write {
  const json = (item: unknown, { context, info }: List) =>
    JSON.stringify(resolved(source, field, nodes, item, context, info))
  if (!by) return (out, _place, _record, item, list) => out.text(json(item, list))
  return (out, _place, _record, item, list) => {
    let common = list.constants.get(nodes)
    if (!common || by.some((name, index) => Reflect.get(item, name) !== common?.of[index])) {
      common = { of: by.map((name) => Reflect.get(item, name)), constant: new Constant(json(item, list)) }
      list.constants.set(nodes, common)
    }
    out.constant(common.constant)
  }
}

/**
 * The value of a field: a leaf, or an object of leaves. Throws NOT_WRITABLE for anything that is asynchronous or has an
 * error.
 */
function resolved(
  source: Source,
  field: GraphQLField<unknown, unknown>,
  nodes: FieldNodes,
  parent: unknown,
  context: unknown,
  info: GraphQLResolveInfo,
): unknown {
  const { resolve = defaultFieldResolver } = field
  const value = attempt(() => resolve(parent, {}, context, { ...info, fieldName: field.name }))
  const type = getNullableType(field.type)
  if (value === null || value === undefined) {
    if (isNonNullType(field.type)) throw NOT_WRITABLE
    return null
  }
  if (isLeafType(type)) return attempt(() => type.serialize(value))
  if (!isObjectType(type) || value instanceof Promise) throw NOT_WRITABLE
  const fields = [...collectFields(source.schema, source, type, setsOf(nodes))]
  return Object.fromEntries(
    fields.map(([key, inner]) => {
      const name = inner[0].name.value
      if (name === '__typename') return [key, type.name]
      const innerField = type.getFields()[name]
      if (!innerField || innerField.args.length > 0) throw NOT_WRITABLE
      return [key, resolved(source, innerField, inner, value, context, info)]
    }),
  )
}

function attempt(resolve: () => unknown): unknown {
  try {
    return resolve()
  } catch {
    throw NOT_WRITABLE
  }
}
