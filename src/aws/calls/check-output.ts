import { NormalizedSchema } from '@smithy/core/schema'
import type { MetadataBearer, StaticOperationSchema } from '@smithy/types'
import { rememberBody } from './answer-body.ts'

type Fits = (value: unknown) => boolean

const isPlain: Fits = (value) => typeof value !== 'object' || value instanceof Date
const isObject: Fits = (value) => typeof value === 'object' && !Array.isArray(value)

const kindsBySchema = new WeakMap<StaticOperationSchema, ReadonlyMap<string, Fits>>()

/**
 * Throws where a member of an output is a list, an object or neither against the operation's schema. The SDK reads such
 * an answer without a word; it must not be remembered, and may be remembered for good.
 */
export function assertOutputShape(schema: StaticOperationSchema, output: MetadataBearer): void {
  const kinds = kindsOf(schema)
  for (const [name, value] of Object.entries(output)) {
    const fits = kinds.get(name)
    if (value === undefined || value === null || !fits || fits(value)) continue
    const error = new TypeError(`AWS answered something else than its own model says: see ${name}.`)
    rememberBody(error, Buffer.from(JSON.stringify(output)))
    throw Object.assign(error, { $metadata: output.$metadata })
  }
}

/**
 * Whether an output has what was asked for: its lists, of an operation that lists or reads several things; any member,
 * of another. An empty list is an answer, its absence is none.
 */
export function isComplete(schema: StaticOperationSchema, output: MetadataBearer): boolean {
  const members = new Map(Object.entries(output))
  if (!/^(?:List|BatchGet)/.test(schema[2])) return members.size > 1 // one is $metadata
  for (const [name, fits] of kindsOf(schema))
    if (fits === Array.isArray && members.get(name) === undefined) return false
  return true
}

function kindsOf(schema: StaticOperationSchema): ReadonlyMap<string, Fits> {
  const known = kindsBySchema.get(schema)
  if (known) return known
  const kinds = new Map(
    [...NormalizedSchema.of(schema[5]).structIterator()].map(([name, member]) => [
      name,
      member.isListSchema() ? Array.isArray : member.isStructSchema() || member.isMapSchema() ? isObject : isPlain,
    ]),
  )
  kindsBySchema.set(schema, kinds)
  return kinds
}
