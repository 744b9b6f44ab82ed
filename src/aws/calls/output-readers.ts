import { determineTimestampFormat, type JsonSettings } from '@smithy/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import { parseEpochTimestamp, parseRfc3339DateTimeWithOffset, parseRfc7231DateTime } from '@smithy/core/serde'
import { list, map, type Read, ROOT, structure } from './container-readers.ts'
import { isStructure, type Structure, wrongType } from './unreadable.ts'

/**
 * Compiles a reader for an operation's output from the result of JSON.parse: the top-level members in an object of
 * their own, everything below in place. Only the type of each value is checked: AWS itself leaves out required members
 * and sends values outside its enums, patterns and ranges. Null means that a member is absent, and is dropped from
 * lists. A top-level list of structures loses the items of the wrong type (see `unreadableIn`); anything else of the
 * wrong type throws an UnreadableAnswer. Undefined if the shape is recursive or holds something that JSON does not
 * represent as the SDK does (blobs, unions, documents, big numbers, other names on the wire).
 */
export function outputReader(
  shape: NormalizedSchema,
  settings: JsonSettings,
): ((parsed: unknown) => Structure) | undefined {
  const members = membersOf(shape, ROOT, settings, [])
  if (!members) return undefined
  return (parsed) => {
    if (!isStructure(parsed)) throw wrongType(ROOT)
    const output: Structure = {}
    for (const [name, read] of members) {
      const member = parsed[name]
      if (member !== undefined && member !== null) output[name] = read(member)
    }
    // The SDK retains the unknown members of a structure that names its type.
    if (typeof parsed.__type === 'string')
      for (const name of Object.keys(parsed)) if (!Object.hasOwn(output, name)) output[name] = parsed[name]
    return output
  }
}

function membersOf(shape: NormalizedSchema, path: string, settings: JsonSettings, within: readonly unknown[]) {
  const schema = shape.getSchema()
  if (!shape.isStructSchema() || shape.isUnionSchema() || within.includes(schema)) return undefined
  const members: (readonly [name: string, read: Read])[] = []
  for (const [name, member] of shape.structIterator()) {
    const read = readerOf(member, path === ROOT ? name : `${path}.${name}`, settings, [...within, schema])
    if (!read) return undefined
    members.push([name, read])
  }
  return members
}

/** A reader for a value at this path; undefined as for `outputReader`. */
export function readerOf(
  shape: NormalizedSchema,
  path: string,
  settings: JsonSettings,
  within: readonly unknown[],
): Read | undefined {
  const { mediaType, jsonName } = shape.getMergedTraits()
  if (mediaType || jsonName) return undefined
  if (shape.isStringSchema()) return string(path)
  if (shape.isBooleanSchema()) return boolean(path)
  if (shape.isNumericSchema()) return number(path)
  if (shape.isTimestampSchema()) return timestamp(TIMESTAMPS[determineTimestampFormat(shape, settings)], path)
  if (shape.isListSchema()) {
    const item = readerOf(shape.getValueSchema(), path, settings, within)
    const isAtTop = within.length === 1
    return item && list(item, path, isAtTop && shape.getValueSchema().isStructSchema())
  }
  if (shape.isMapSchema()) {
    const value = shape.getValueSchema().isStringSchema() && readerOf(shape.getValueSchema(), path, settings, within)
    return value ? map(value, path) : undefined
  }
  const members = membersOf(shape, path, settings, within)
  return members && structure(members, path)
}

const string =
  (path: string): Read =>
  (value) => {
    if (typeof value !== 'string') throw wrongType(path)
    return value
  }

const boolean =
  (path: string): Read =>
  (value) => {
    if (typeof value !== 'boolean') throw wrongType(path)
    return value
  }

// Numbers without a JSON literal are sent as strings. https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
const NUMBERS: ReadonlyMap<unknown, number> = new Map([NaN, Infinity, -Infinity].map((one) => [String(one), one]))
const number =
  (path: string): Read =>
  (value) => {
    if (typeof value === 'number') return value
    const inWords = NUMBERS.get(value)
    if (inWords === undefined) throw wrongType(path)
    return inWords
  }

// The SDK's numbers of the formats: date-time, http-date, epoch-seconds. The parsers throw for invalid times, but not
// for times outside the range of Date.
const TIMESTAMPS: Record<number, (value: unknown) => Date | undefined> = {
  5: parseRfc3339DateTimeWithOffset,
  6: parseRfc7231DateTime,
  7: parseEpochTimestamp,
}
const timestamp = (parse: (typeof TIMESTAMPS)[number] | undefined, path: string): Read | undefined =>
  parse &&
  ((value) => {
    const time = parse(value)
    if (time === undefined || Number.isNaN(time.getTime())) throw wrongType(path)
    return time
  })
