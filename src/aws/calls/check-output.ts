import { NormalizedSchema } from '@smithy/core/schema'
import type { MetadataBearer, StaticOperationSchema } from '@smithy/types'

type Fits = (value: unknown) => boolean

const isPlain: Fits = (value) => typeof value !== 'object' || value instanceof Date
const isObject: Fits = (value) => typeof value === 'object' && !Array.isArray(value)

const known = new WeakMap<StaticOperationSchema, ReadonlyMap<string, Fits>>()

/**
 * Throws where a member of an output is a list, an object or neither against the operation's schema. The SDK reads such
 * an answer without a word; it must not be remembered, and may be remembered for good.
 */
export function expectKinds(schema: StaticOperationSchema, output: MetadataBearer): void {
  const kinds = known.get(schema) ?? kindsOf(schema)
  known.set(schema, kinds)
  for (const [name, value] of Object.entries(output)) {
    const fits = kinds.get(name)
    if (value === undefined || value === null || !fits || fits(value)) continue
    const error = new TypeError(`AWS answered something else than its own model says: see ${name}.`)
    throw Object.assign(error, { $metadata: output.$metadata })
  }
}

const kindsOf = (schema: StaticOperationSchema): ReadonlyMap<string, Fits> =>
  new Map(
    [...NormalizedSchema.of(schema[5]).structIterator()].map(([name, member]) => [
      name,
      member.isListSchema() ? Array.isArray : member.isStructSchema() || member.isMapSchema() ? isObject : isPlain,
    ]),
  )
