import {
  defaultFieldResolver,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isListType,
  isObjectType,
} from 'graphql'

// AWS has one for each value, which is folded once: a large answer has tens of thousands of them.
const MOST_SPELLINGS = 100

/**
 * What holds for every field that AWS answers by itself, said once:
 * an enum value is AWS's spelling in SCREAMING_SNAKE_CASE, and UNKNOWN when it is newer than the schema;
 * a list that AWS leaves out is an empty list: where a list may be null, it is so only with an error.
 */
export function answerAsAws(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isEnumType(type) && type.getValue('UNKNOWN')) {
      const names = new Map(type.getValues().map(({ name }) => [folded(name), name]))
      const most = names.size + MOST_SPELLINGS
      type.serialize = (value) => {
        const spelling = String(value)
        const known = names.get(spelling)
        if (known) return known
        const name = names.get(folded(spelling)) ?? 'UNKNOWN'
        if (names.size < most) names.set(spelling, name)
        return name
      }
    }
    if (isObjectType(type) && !type.name.startsWith('__'))
      for (const field of Object.values(type.getFields()))
        if (!field.resolve && isListType(getNullableType(field.type)))
          field.resolve = (...args) => defaultFieldResolver(...args) ?? []
  }
  return schema
}

// InProgress, IN_PROGRESS and inProgress are one word; so are GitHub and GITHUB.
const folded = (spelling: string): string => spelling.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase()
