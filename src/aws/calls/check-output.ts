import { NormalizedSchema } from '@smithy/core/schema'
import type { MetadataBearer, StaticOperationSchema } from '@smithy/types'
import { UnreadableAnswer } from './unreadable.ts'

const listsBySchema = new WeakMap<StaticOperationSchema, readonly string[]>()

/**
 * Whether an output has the expected members: the lists, for an operation that lists or reads several things. AWS may
 * leave out an empty list, so a missing list means nothing was returned, but does not prove that nothing exists. Throws
 * an UnreadableAnswer if an operation that reads one thing returns nothing: for a thing that does not exist AWS returns
 * an error.
 */
export function isComplete(schema: StaticOperationSchema, output: MetadataBearer): boolean {
  const members = new Map(Object.entries(output))
  if (!/^(?:List|BatchGet)/.test(schema[2])) {
    if (members.size > 1) return true // one is $metadata
    throw Object.assign(new UnreadableAnswer('The answer lacks the requested resource.'), {
      $metadata: output.$metadata,
    })
  }
  return listsOf(schema).every((name) => members.get(name) !== undefined)
}

function listsOf(schema: StaticOperationSchema): readonly string[] {
  const cached = listsBySchema.get(schema)
  if (cached) return cached
  const members = [...NormalizedSchema.of(schema[5]).structIterator()]
  const lists = members.filter(([, member]) => member.isListSchema()).map(([name]) => name)
  listsBySchema.set(schema, lists)
  return lists
}
