import { determineTimestampFormat, type JsonSettings } from '@smithy/core/protocols'
import type { NormalizedSchema } from '@smithy/core/schema'
import { parseEpochTimestamp, parseRfc3339DateTimeWithOffset, parseRfc7231DateTime } from '@smithy/core/serde'

/** A JSON object as JSON.parse gives it. */
export type Structure = Record<string, unknown>

export const isStructure = (value: unknown): value is Structure =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How the operations of a client are read; `dropsNulls`: structures lose their members that are null. */
interface Reading {
  settings: JsonSettings
  dropsNulls: boolean
}

// What JSON.parse gave, turned into what the SDK gives; structures and lists in place. Never called with null.
type Read = (value: unknown) => unknown
const asItIs: Read = (value) => value

/**
 * Compiles how an operation's output is read: the members of its shape in an object of their own, and below them only
 * what leads to a timestamp or a number is visited, or where nulls are dropped every member that the shape has. Undefined
 * when the shape holds anything else that JSON does not say as the SDK does (blobs, unions, documents, big numbers, other
 * names on the wire) or itself.
 */
export function outputReader(
  shape: NormalizedSchema,
  settings: JsonSettings,
  dropsNulls: boolean,
): ((parsed: Structure) => Structure) | undefined {
  const members = membersOf(shape, { settings, dropsNulls }, [])
  if (!members) return undefined
  return (parsed) => {
    const output: Structure = {}
    for (const [name, read] of members) {
      const member = parsed[name]
      if (member !== undefined && member !== null) output[name] = read(member)
    }
    return output
  }
}

function membersOf(shape: NormalizedSchema, reading: Reading, within: readonly unknown[]) {
  const schema = shape.getSchema()
  if (!shape.isStructSchema() || shape.isUnionSchema() || within.includes(schema)) return undefined
  const members: (readonly [name: string, read: Read])[] = []
  for (const [name, member] of shape.structIterator()) {
    const read = readerOf(member, reading, [...within, schema])
    if (!read) return undefined
    members.push([name, read])
  }
  return members
}

function readerOf(shape: NormalizedSchema, reading: Reading, within: readonly unknown[]): Read | undefined {
  const { mediaType, jsonName } = shape.getMergedTraits()
  if (mediaType || jsonName) return undefined
  if (shape.isStringSchema() || shape.isBooleanSchema()) return asItIs
  if (shape.isNumericSchema()) return number
  if (shape.isTimestampSchema()) return TIMESTAMPS[determineTimestampFormat(shape, reading.settings)]
  if (shape.isListSchema()) return list(readerOf(shape.getValueSchema(), reading, within), reading)
  if (shape.isMapSchema()) return readerOf(shape.getValueSchema(), reading, within) === asItIs ? asItIs : undefined
  return structure(membersOf(shape, reading, within), reading)
}

function structure(members: ReturnType<typeof membersOf>, { dropsNulls }: Reading): Read | undefined {
  const changing = dropsNulls ? members : members?.filter(([, read]) => read !== asItIs)
  if (!changing?.length) return changing && asItIs
  return (value) => {
    if (isStructure(value))
      for (const [name, read] of changing) {
        const member = value[name]
        if (member === null) delete value[name]
        else if (member !== undefined) value[name] = read(member)
      }
    return value
  }
}

function list(item: Read | undefined, { dropsNulls }: Reading): Read | undefined {
  if (!item || (item === asItIs && !dropsNulls)) return item
  if (dropsNulls)
    return (value) => (Array.isArray(value) ? value.filter((one) => one !== null).map((one) => item(one)) : value)
  return (value) => {
    if (Array.isArray(value)) for (let at = 0; at < value.length; at++) value[at] = item(value[at])
    return value
  }
}

// The numbers that JSON has no literal for are strings. https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
const NUMBERS: ReadonlyMap<unknown, number> = new Map([NaN, Infinity, -Infinity].map((one) => [String(one), one]))
const number: Read = (value) => (typeof value === 'string' ? (NUMBERS.get(value) ?? value) : value)

// By the SDK's numbers of the formats: date-time, http-date, epoch-seconds.
const TIMESTAMPS: Record<number, Read> = {
  5: parseRfc3339DateTimeWithOffset,
  6: parseRfc7231DateTime,
  7: parseEpochTimestamp,
}
