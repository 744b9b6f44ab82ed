import {
  defaultFieldResolver,
  type GraphQLArgument,
  GraphQLInt,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isListType,
  isObjectType,
} from 'graphql'

// AWS has one for each value, which is folded once: a large answer has tens of thousands of them.
const MAX_SPELLINGS = 100

/**
 * Adds the behaviour of all fields that return AWS's own values:
 * an enum value is AWS's spelling in SCREAMING_SNAKE_CASE, and UNKNOWN when it is newer than the schema;
 * a list that AWS leaves out is an empty list: where a list may be null, it is so only with an error;
 * a number that an Int cannot hold is null if the field may be: AWS's counts are 64 bits wide, and it may send NaN;
 * null for an argument that has a default means the default, since clients write null for what they leave out.
 */
export function applyAwsDefaults(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isEnumType(type) && type.getValue('UNKNOWN')) {
      const names = new Map(type.getValues().map(({ name }) => [folded(name), name]))
      const most = names.size + MAX_SPELLINGS
      type.serialize = (value) => {
        const spelling = String(value)
        const cached = names.get(spelling)
        if (cached) return cached
        const name = names.get(folded(spelling)) ?? 'UNKNOWN'
        if (names.size < most) names.set(spelling, name)
        return name
      }
    }
    if (isObjectType(type) && !type.name.startsWith('__'))
      for (const field of Object.values(type.getFields())) {
        if (!field.resolve && isListType(getNullableType(field.type)))
          field.resolve = (...args) => defaultFieldResolver(...args) ?? []
        const { resolve = defaultFieldResolver } = field
        if (field.type === GraphQLInt) field.resolve = (...args) => asInt(resolve(...args))
        if (field.args.some(hasDefault)) {
          const resolve = field.resolve ?? defaultFieldResolver
          field.resolve = (parent, args, ...rest) => resolve(parent, withDefaults(field.args, args), ...rest)
        }
      }
  }
  return schema
}

/** Null for a number that does not fit 32 bits; other values unchanged. */
function asInt(value: unknown): unknown {
  if (value instanceof Promise) return value.then(asInt)
  return typeof value === 'number' && value !== (value | 0) ? null : value
}

const hasDefault = ({ defaultValue }: GraphQLArgument) => defaultValue != null

/** The values of a field's arguments, with its defaults in the place of null. */
export function withDefaults(
  args: readonly GraphQLArgument[],
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const complete = { ...values }
  for (const { name, defaultValue } of args) if (defaultValue != null) complete[name] ??= defaultValue
  return complete
}

// InProgress, IN_PROGRESS and inProgress are one word; so are GitHub and GITHUB.
const folded = (spelling: string): string => spelling.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase()
