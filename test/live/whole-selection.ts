import {
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { createSchema } from '../../src/schema.ts'

const schema = createSchema()

// Of each list that has pages.
const FIRST = 3

type Field = GraphQLField<unknown, unknown>

/** The fields of an object type or interface that need no argument. */
export function fieldsOf(typeName: string): Field[] {
  const type = schema.getType(typeName)
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${typeName} has no fields.`)
  return Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument))
}

/**
 * A field with all that is below it, so many levels deep; empty if nothing is, and for a field of the type `above`. Members of a
 * union have names of their own.
 */
export function selectionOf(field: Field, depth: number, { member = '', above = '' } = {}): string {
  const name = member ? `${member}_${field.name}: ${field.name}` : field.name
  const type = getNamedType(field.type)
  if (isLeafType(type)) return name
  if (depth === 0 || type.name === above) return ''
  const page = field.args.some(({ name }) => name === 'first') ? `(first: ${FIRST})` : ''
  return `${name}${page} { ${everythingOf(type, depth - 1, above)} }`
}

/** Everything that can be selected of a type without arguments, so many levels deep. */
export function everythingOf(type: GraphQLNamedType | string, depth: number, above?: string): string {
  const named = typeof type === 'string' ? schema.getType(type) : type
  const members = isAbstractType(named) ? schema.getPossibleTypes(named) : []
  const selections = members.map(({ name }) => {
    const fields = fieldsOf(name).map((field) => selectionOf(field, depth, { member: name, above }))
    return `... on ${name} { ${fields.join(' ')} }`
  })
  const own =
    members.length > 0 ? selections : fieldsOf(named?.name ?? '').map((field) => selectionOf(field, depth, { above }))
  return ['__typename', ...own].join(' ')
}
