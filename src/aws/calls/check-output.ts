import { NormalizedSchema } from '@smithy/core/schema'
import type { MetadataBearer, StaticOperationSchema } from '@smithy/types'
import { UnreadableAnswer } from './unreadable.ts'

const listsBySchema = new WeakMap<StaticOperationSchema, readonly string[]>()

/**
 * Whether an output has what was asked for: its lists, of an operation that lists or reads several things. AWS may leave
 * out a list that is empty, so that its absence is an answer, but no proof. Throws an UnreadableAnswer where an operation
 * that reads one thing answers nothing of it: of a thing that does not exist AWS answers an error.
 */
export function isComplete(schema: StaticOperationSchema, output: MetadataBearer): boolean {
  const members = new Map(Object.entries(output))
  if (!/^(?:List|BatchGet)/.test(schema[2])) {
    if (members.size > 1) return true // one is $metadata
    throw Object.assign(new UnreadableAnswer('AWS left out what was asked for.'), { $metadata: output.$metadata })
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
