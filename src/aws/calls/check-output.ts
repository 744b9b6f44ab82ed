import { NormalizedSchema } from '@smithy/core/schema'
import type { MetadataBearer, StaticOperationSchema } from '@smithy/types'

const listsBySchema = new WeakMap<StaticOperationSchema, readonly string[]>()

/**
 * Whether an output has what was asked for: its lists, of an operation that lists or reads several things; any member,
 * of another. An empty list is an answer, its absence is none.
 */
export function isComplete(schema: StaticOperationSchema, output: MetadataBearer): boolean {
  const members = new Map(Object.entries(output))
  if (!/^(?:List|BatchGet)/.test(schema[2])) return members.size > 1 // one is $metadata
  return listsOf(schema).every((name) => members.get(name) !== undefined)
}

function listsOf(schema: StaticOperationSchema): readonly string[] {
  const known = listsBySchema.get(schema)
  if (known) return known
  const members = [...NormalizedSchema.of(schema[5]).structIterator()]
  const lists = members.filter(([, member]) => member.isListSchema()).map(([name]) => name)
  listsBySchema.set(schema, lists)
  return lists
}
