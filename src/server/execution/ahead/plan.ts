import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { CLOSE, CLOSE_LIST, COMMA, MINUTE_MS, OPEN, OPEN_LIST } from '../../../aws/calls/indexed/bytes.ts'
import { type Member, NEXT, type Shape, type Structure } from '../../../aws/calls/indexed/shape.ts'
import type { MemberField, WrittenFields, WrittenType } from '../../../graphql/written-fields.ts'
import { collectFields, type FieldNodes } from '../collect-fields.ts'
import { resolvedField, type Selected, type Sets, type Source, setsOf, type Write } from './resolved.ts'
import { enumWriter } from './values.ts'
import { Constant, NOT_WRITABLE } from './writer.ts'

const NULL = new Constant('null')

// AWS may send 1.0 for a number, which JSON.stringify writes as 1.
const WRITTEN_KINDS = new Set<Shape['kind']>(['text', 'scrubbed', 'time'])

/**
 * How a selection of a type is written. Throws NOT_WRITABLE if something is selected that is left to its resolver; what it
 * returns throws that if something is missing that may not be null.
 */
export function planObject(source: Source, type: GraphQLObjectType, sets: Sets, written: WrittenType): Write {
  const parts = [...collectFields(source.schema, source, type, sets)].map(([key, nodes], index) => ({
    before: new Constant(`${index === 0 ? '' : ','}${JSON.stringify(key)}:`),
    write: planField(source, type, nodes, written),
  }))
  return (out, place, record, item, list) => {
    out.byte(OPEN)
    for (const { before, write } of parts) {
      out.constant(before)
      write(out, place, record, item, list)
    }
    out.byte(CLOSE)
  }
}

function planField(source: Source, type: GraphQLObjectType, nodes: FieldNodes, { shape, fields }: WrittenType): Write {
  const name = nodes[0].name.value
  if (name === '__typename') {
    const json = new Constant(JSON.stringify(type.name))
    return (out) => out.constant(json)
  }
  const [how, field] = [fields[name], type.getFields()[name]]
  if (!how || !field) throw NOT_WRITABLE
  if ('as' in how) {
    if (how.as === 'resolved') return resolvedField({ source, field, nodes }, how.by)
    return duration(memberOf(shape, how.from).slot, memberOf(shape, how.to).slot)
  }
  const member = memberOf(shape, how.member)
  return 'fields' in how ? planInner({ source, field, nodes }, member, how.fields) : planValue(how, field, member)
}

function memberOf({ members }: Structure, name: string): Member {
  const member = members.find((one) => one.name === name)
  if (!member) throw new Error(`AWS's model has no ${name}.`)
  return member
}

/** A structure, or a list of structures. */
function planInner(selected: Selected, { name, slot, shape }: Member, fields: WrittenFields): Write {
  const type = getNamedType(selected.field.type)
  const structure = shape.kind === 'list' ? shape.item : shape
  if (!isObjectType(type) || structure.kind !== 'structure') throw new Error(`${name} has no members.`)
  const write = planObject(selected.source, type, setsOf(selected), { shape: structure, fields })
  if (shape.kind === 'structure')
    return (out, place, record, item, list) => {
      const offset = place.record(record + slot)
      if (offset === 0) out.constant(NULL)
      else write(out, place, offset, item, list)
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
    const [start, end] = [place.record(record + from + 1), place.record(record + to + 1)]
    const minutes = place.record(record + to) - place.record(record + from)
    if (start === 0 || end === 0) out.constant(NULL)
    else out.text(String(minutes * MINUTE_MS + end - start))
  }

/** A member as it was sent, or as the field's type or `how` wants it. */
function planValue(how: MemberField, field: GraphQLField<unknown, unknown>, { slot, shape }: Member): Write {
  if (!WRITTEN_KINDS.has(shape.kind)) throw new Error(`${how.member} is neither a text nor a time.`)
  const { isLog, emptyIsNull } = how
  const isTime = shape.kind === 'time'
  const type = getNamedType(field.type)
  const writeEnum = isEnumType(type) ? enumWriter(type) : undefined
  const absent = how.absent === undefined ? NULL : new Constant(JSON.stringify(how.absent))
  const mayBeAbsent = how.absent !== undefined || !isNonNullType(field.type)
  return (out, place, record, item, list) => {
    if (isLog && !list.context.readsLogs) throw NOT_WRITABLE
    const start = place.record(record + slot)
    const end = place.record(record + slot + 1)
    if (end === 0 || (emptyIsNull && end - start === '""'.length)) {
      if (!mayBeAbsent) throw NOT_WRITABLE
      out.constant(absent)
    } else if (isTime) out.time(start, end - 1)
    else if (writeEnum) writeEnum(out, place.bytes, place.at + start, place.at + Math.abs(end))
    else if (end > 0) out.copy(place.view, place.at + start, place.at + end)
    else {
      const text = place.parsed(start, -end) as string
      const scrubbed = isLog && item.scrub ? item.scrub(text) : text
      list.isScrubbed ||= scrubbed !== text
      out.text(JSON.stringify(scrubbed))
    }
  }
}
