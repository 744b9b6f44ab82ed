import { defaultFieldResolver, type GraphQLSchema, isEnumType, isListType, isNonNullType, isObjectType } from 'graphql'
import { LRUCache } from 'lru-cache'

// AWS has one for each value. Folding one anew costs three times what remembering it does.
const MOST_SPELLINGS = 100

/**
 * What holds for every field that AWS answers by itself, said once:
 * an enum value is AWS's spelling in SCREAMING_SNAKE_CASE, and UNKNOWN when it is newer than the schema;
 * a list that AWS leaves out is an empty list.
 */
export function answerAsAws(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isEnumType(type) && type.getValue('UNKNOWN')) {
      const bySpelling = new Map(type.getValues().map(({ name }) => [folded(name), name]))
      const memoMethod = (spelling: string) => bySpelling.get(folded(spelling)) ?? 'UNKNOWN'
      const names = new LRUCache<string, string>({ max: MOST_SPELLINGS, memoMethod })
      type.serialize = (value) => names.memo(String(value))
    }
    if (isObjectType(type) && !type.name.startsWith('__'))
      for (const field of Object.values(type.getFields()))
        if (!field.resolve && isNonNullType(field.type) && isListType(field.type.ofType))
          field.resolve = (...args) => defaultFieldResolver(...args) ?? []
  }
  return schema
}

// InProgress, IN_PROGRESS and inProgress are one word; so are GitHub and GITHUB.
const folded = (spelling: string): string => spelling.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase()
