import { NormalizedSchema } from '@smithy/core/schema'
import type { TimestampDateTimeSchema } from '@smithy/types'

/** An operation as the SDK exports it: `GetDeployment$ = [9, namespace, name, traits, input, output]`. */
export type OperationSchema = typeof import('@aws-sdk/client-codedeploy').GetDeployment$

/** An AWS error: an exception's name and message. Without a status, the model's status for the name applies. */
export class AwsError extends Error {
  readonly status: number | undefined

  constructor(name: string, message: string, status?: number) {
    super(message)
    this.name = name
    this.status = status
  }
}

// The SDK schemas' code for a timestamp sent as RFC 3339 text; other timestamps here are epoch seconds.
const DATE_TIME = 5 satisfies TimestampDateTimeSchema

/** The key for members of an output that the SDK's model lacks, in their wire format. */
export const RAW = Symbol('raw members')

type Convert = (value: unknown) => unknown
type Members = Record<string, unknown>

/** Reads a request's body; an empty one is an empty structure. */
export function parseBody(body: string): object {
  let json: unknown
  try {
    json = JSON.parse(body || '{}')
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON.')
  }
  return expect(isMembers, json)
}

/**
 * A converter from wire JSON to the SDK's input shape of an operation: timestamps become dates, and unknown members are
 * ignored as AWS ignores them. Throws SerializationException if a type differs from the schema.
 */
export function inputReader(operation: OperationSchema): Convert {
  return reader(NormalizedSchema.of(operation[4]))
}

/** A converter from the SDK's output shape of an operation to wire JSON; absent members stay absent. */
export function outputWriter(operation: OperationSchema): Convert {
  return writer(NormalizedSchema.of(operation[5]))
}

/** The required members of an operation's input; the SDK's schemas list those first. */
export function requiredMembers(operation: OperationSchema): string[] {
  const schema = NormalizedSchema.of(operation[4]).getSchema()
  if (!Array.isArray(schema)) return []
  const [, , , , names, , count = 0] = schema as [unknown, unknown, unknown, unknown, string[], unknown, number?]
  return names.slice(0, count)
}

function reader(schema: NormalizedSchema): Convert {
  if (schema.isStructSchema()) {
    const members = [...schema.structIterator()].map(([name, member]) => [name, reader(member)] as const)
    return (value) => convertMembers(members, expect(isMembers, value))
  }
  if (schema.isListSchema()) {
    const item = reader(schema.getValueSchema())
    return (value) => expect(Array.isArray, value).map(item)
  }
  if (schema.isMapSchema()) {
    const item = reader(schema.getValueSchema())
    return (value) => mapEntries(expect(isMembers, value), item)
  }
  if (schema.isTimestampSchema()) return (value) => new Date(expect(isNumber, value, 'Timestamp') * 1000)
  if (schema.isNumericSchema()) return (value) => expect(isNumber, value, 'Number')
  if (schema.isBooleanSchema()) return (value) => expect(isBoolean, value, 'Boolean')
  return (value) => expect(isString, value, 'String')
}

function writer(schema: NormalizedSchema): Convert {
  if (schema.isStructSchema()) {
    const members = [...schema.structIterator()].map(([name, member]) => [name, writer(member)] as const)
    return (value) => ({ ...convertMembers(members, value as Members), ...(value as { [RAW]?: Members })[RAW] })
  }
  if (schema.isListSchema()) {
    const item = writer(schema.getValueSchema())
    return (value) => (value as unknown[]).map(item)
  }
  if (schema.isMapSchema()) {
    const item = writer(schema.getValueSchema())
    return (value) => mapEntries(value as Members, item)
  }
  if (schema.isTimestampSchema()) {
    if (schema.getSchema() === DATE_TIME) return (value) => (value as Date).toISOString()
    return (value) => (value as Date).getTime() / 1000
  }
  return (value) => value
}

function convertMembers(members: (readonly [string, Convert])[], value: Members): Members {
  const converted: Members = {}
  for (const [name, convert] of members) {
    const member = value[name]
    if (member !== undefined && member !== null) converted[name] = convert(member)
  }
  return converted
}

function mapEntries(value: Members, convert: Convert): Members {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, convert(item)]))
}

function expect<T>(test: (value: unknown) => value is T, value: unknown, wanted?: string): T {
  if (test(value)) return value
  throw new AwsError('SerializationException', mismatch(value, wanted))
}

/** AWS's JSON parser names the token: "NUMBER_VALUE can not be converted to a String". */
function mismatch(value: unknown, wanted: string | undefined): string {
  if (Array.isArray(value)) return 'Start of list found where not expected'
  if (isMembers(value)) return 'Start of structure or map found where not expected'
  const token = isBoolean(value) ? String(value).toUpperCase() : value === null ? 'NULL' : (typeof value).toUpperCase()
  return wanted ? `${token}_VALUE can not be converted to a ${wanted}` : `Unexpected token ${token}_VALUE`
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown): value is number => typeof value === 'number'
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
const isString = (value: unknown): value is string => typeof value === 'string'
