import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  getNamedType,
  isAbstractType,
  isInputObjectType,
  isObjectType,
  Kind,
  TypeInfo,
  type ValueNode,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { createSchema } from '../../schema.ts'
import { SERVICES } from '../../services.ts'

const schema = createSchema()

// What these read is decided by the type of the object: everything that gives one of that type alone.
const OF_ANY_NODE: ReadonlySet<string> = new Set(['Query.node', 'Query.nodes', 'Query._entities'])

/**
 * The IAM actions that the operations of a document may call: those that the descriptions of its fields name, of their
 * arguments that it gives and of the types that it selects from. `mistakes`: why it cannot be run, after the names of their
 * sources.
 */
export function actionsOf(document: DocumentNode): { actions: string[]; mistakes: string[] } {
  const mistakes = validate(schema, document).map(({ message, source }) => `${source?.name}: ${message}`)
  if (mistakes.length > 0) return { actions: [], mistakes }
  const actions = new Set<string>()
  const info = new TypeInfo(schema)
  const enter = (node: FieldNode) => {
    const parent = info.getParentType()
    const field = info.getFieldDef()
    if (!parent || !field) return
    for (const type of isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent]) {
      const own = 'getFields' in type ? (type.getFields()[node.name.value] ?? field) : field
      for (const action of [...named(type, type.description), ...ofField(type, own, node)]) actions.add(action)
    }
  }
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: enter,
      InlineFragment: ({ typeCondition }) => ofNodes(typeCondition?.name.value),
      FragmentDefinition: ({ typeCondition }) => ofNodes(typeCondition.name.value),
    }),
  )
  function ofNodes(name: string | undefined) {
    if (!readsNodes(document)) return
    for (const action of lookupsOf(name)) actions.add(action)
  }
  return { actions: [...actions].sort(), mistakes }
}

const readsNodes = (document: DocumentNode): boolean => {
  const names = new Set<string>()
  visit(document, { Field: ({ name }) => void names.add(`Query.${name.value}`) })
  return [...OF_ANY_NODE].some((field) => names.has(field))
}

/** The actions by which an object of a type is read alone. */
const lookupsOf = (name: string | undefined): string[] => {
  const type = name === undefined ? undefined : schema.getType(name)
  const types = type && isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [name]
  return Object.values(schema.getQueryType()?.getFields() ?? {})
    .filter((field) => isObjectType(field.type) && types.includes(field.type.name))
    .flatMap((field) => named(field, field.description))
}

function ofField(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>, node: FieldNode): string[] {
  const given = node.arguments?.flatMap(({ name, value }) => {
    const argument = field.args.find((one) => one.name === name.value)
    return argument ? [argument.description, ...membersOf(argument.type, value)] : []
  })
  const owner = tagsOf(field.astNode).length > 0 ? field : parent
  return named(owner, field.description, ...(given ?? []))
}

/** The descriptions of the members that an input has; all of them where a variable holds it. */
function membersOf(of: GraphQLInputType, value: ValueNode): (string | null | undefined)[] {
  const type = getNamedType(of)
  if (!isInputObjectType(type)) return []
  const fields = Object.values(type.getFields())
  if (value.kind !== Kind.OBJECT) return fields.map(({ description }) => description)
  return value.fields.map(({ name }) => fields.find((field) => field.name === name.value)?.description)
}

/** The actions that texts about something name; of its own service if it belongs to one. */
function named(of: { astNode?: ASTNode | null }, ...texts: (string | null | undefined)[]): string[] {
  const words = new Set(texts.flatMap((text) => text?.match(/\b[A-Z]\w+\b/g) ?? []))
  const tags = new Set(tagsOf(of.astNode))
  const own = SERVICES.filter(({ name }) => tags.has(name))
  return (own.length > 0 ? own : SERVICES).flatMap(({ name, permissions }) =>
    permissions.flatMap(({ operation }) => (words.has(operation) ? [`${name}:${operation}`] : [])),
  )
}

function tagsOf(node: ASTNode | null | undefined): string[] {
  if (!node || !('directives' in node)) return []
  return (node.directives ?? []).flatMap(({ name, arguments: given }) =>
    name.value === 'tag' ? (given ?? []).flatMap(({ value }) => (value.kind === Kind.STRING ? [value.value] : [])) : [],
  )
}
