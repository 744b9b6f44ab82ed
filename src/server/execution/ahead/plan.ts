import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql'
import { NEXT, type Structure } from '../../../aws/calls/indexed/shape.ts'
import type { WrittenField, WrittenFields } from '../../../graphql/written-fields.ts'
import { collectFields, type FieldNodes } from '../collect-fields.ts'
import { NOT_WRITABLE, resolvedWriter, type Write } from './resolved.ts'
import { type Source, setsOf } from './selected.ts'
import { enumWriter } from './values.ts'
import { Constant, type Writer } from './writer.ts'

const OPEN_LIST = '['.charCodeAt(0)
const CLOSE_LIST = ']'.charCodeAt(0)
const COMMA = ','.charCodeAt(0)
const CLOSE = '}'.charCodeAt(0)
const NULL = new Constant('null')

/**
 * How a selection of a type is written from structures of this shape. Throws NOT_WRITABLE if something is selected that is
 * not in `fields`, and when something is missing that may not be null.
 */
export function planObject(
  source: Source,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  fields: WrittenFields,
  shape: Structure,
): Write {
  const entries = [...collectFields(source.schema, source, type, sets)]
  const parts = entries.map(([key, nodes], index) => ({
    before: new Constant(`${index === 0 ? '{' : ','}${JSON.stringify(key)}:`),
    write: planField(source, type, nodes, fields, shape),
  }))
  return (out, place, record, item, list) => {
    for (const { before, write } of parts) {
      out.constant(before)
      write(out, place, record, item, list)
    }
    out.byte(CLOSE)
  }
}

function planField(
  source: Source,
  type: GraphQLObjectType,
  nodes: FieldNodes,
  fields: WrittenFields,
  shape: Structure,
): Write {
  const name = nodes[0].name.value
  if (name === '__typename') {
    const json = new Constant(JSON.stringify(type.name))
    return (out) => out.constant(json)
  }
  const [how, field] = [fields[name], type.getFields()[name]]
  if (!how || !field) throw NOT_WRITABLE
  if (how.as === 'resolved') return resolvedWriter(source, field, nodes, how.by)
  if (how.as === 'duration') return duration(slotOf(shape, how.from), slotOf(shape, how.to))
  if (how.as === 'structure' || how.as === 'list') return planInner(source, how, field, nodes, shape)
  return member(how, field, slotOf(shape, how.member))
}

type InnerField = Extract<WrittenField, { fields: WrittenFields }>
type MemberField = Exclude<WrittenField, { as: 'resolved' | 'duration' } | InnerField>

const memberOf = (shape: Structure, name: string) => {
  const member = shape.members.find((one) => one.name === name)
  if (!member) throw new Error(`AWS's model has no ${name}.`)
  return member
}

const slotOf = (shape: Structure, name: string): number => memberOf(shape, name).slot

function planInner(
  source: Source,
  how: InnerField,
  field: GraphQLField<unknown, unknown>,
  nodes: FieldNodes,
  parent: Structure,
): Write {
  const { slot, shape } = memberOf(parent, how.member)
  const type = getNamedType(field.type)
  const inner = shape.kind === 'list' ? shape.item : shape
  if (!isObjectType(type) || inner.kind !== 'structure') throw new Error(`${how.member} has no members.`)
  const write = planObject(source, type, setsOf(nodes), how.fields, inner)
  if (how.as === 'structure') {
    return (out, place, record, item, list) => {
      const offset = place.record(record + slot)
      if (offset === 0) out.constant(NULL)
      else write(out, place, offset, item, list)
    }
  }
  return (out, place, record, item, list) => {
    out.byte(OPEN_LIST)
    for (let offset = place.record(record + slot), isFirst = true; offset !== 0; offset = place.record(offset + NEXT)) {
      if (!isFirst) out.byte(COMMA)
      isFirst = false
      write(out, place, offset, item, list)
    }
    out.byte(CLOSE_LIST)
  }
}

/** Milliseconds; null if one of the times is missing. */
const duration =
  (from: number, to: number): Write =>
  (out, place, record) => {
    const [start, end] = [place.time(record + from), place.time(record + to)]
    if (start === undefined || end === undefined) out.constant(NULL)
    else out.text(String(end - start))
  }

function member(how: MemberField, field: GraphQLField<unknown, unknown>, slot: number): Write {
  const absent = absentOf(how, field)
  const writeAbsent = (out: Writer) => {
    if (!absent) throw NOT_WRITABLE
    out.constant(absent)
  }
  if (how.as === 'time') {
    return (out, place, record) => {
      const low = place.record(record + slot + 1)
      if (low === 0) writeAbsent(out)
      else out.time(place.record(record + slot), low)
    }
  }
  const type = getNamedType(field.type)
  const writeEnum = isEnumType(type) ? enumWriter(type) : undefined
  return (out, place, record, item, list) => {
    const start = place.record(record + slot)
    const end = place.record(record + slot + 1)
    if (end === 0 || (how.emptyIsNull && end - start === '""'.length)) writeAbsent(out)
    else if (writeEnum) writeEnum(out, place.bytes, place.at + start, place.at + Math.abs(end))
    else if (end > 0) out.copy(place.view, place.at + start, place.at + end)
    else {
      const text: string = JSON.parse(place.json(start, -end))
      const scrubbed = how.isLog && item.scrub ? item.scrub(text) : text
      list.isScrubbed ||= scrubbed !== text
      out.text(JSON.stringify(scrubbed))
    }
  }
}

/** The value to write if AWS left it out; undefined if that is an error. */
function absentOf({ absent }: MemberField, field: GraphQLField<unknown, unknown>) {
  if (absent !== undefined) return new Constant(JSON.stringify(absent))
  return isNonNullType(field.type) ? undefined : NULL
}
