import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  specifiedRules,
  TypeInfo,
  validate,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { depthLimit, MAX_TOKENS } from '../limits/depth.ts'

const RULES = [...specifiedRules, depthLimit]

/**
 * A valid document whose answer leads on: to the console by `consoleUrl`, and to the other documents by AWS's ids and the
 * location, wherever these can be selected. AWS is not called for them. Unchanged if the document has another use for one
 * of the names, or would be deeper or longer than a document may be.
 */
export function withLinks(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const info = new TypeInfo(schema)
  const leave = (node: SelectionSetNode): SelectionSetNode | undefined => {
    const links = linksOf(schema, info.getParentType())
    return links ? { ...node, selections: [...node.selections, ...parsed(links).selections] } : undefined
  }
  const linked: DocumentNode = visit(document, visitWithTypeInfo(info, { SelectionSet: { leave } }))
  return validate(schema, linked, RULES).length > 0 || isTooLong(linked) ? document : linked
}

function isTooLong(document: DocumentNode): boolean {
  try {
    parse(print(document), { maxTokens: MAX_TOKENS })
    return false
  } catch {
    return true
  }
}

/** The fields of a type that lead on, as GraphQL; empty if it has none. */
function linksOf(schema: GraphQLSchema, type: GraphQLNamedType | null | undefined): string {
  if (!isObjectType(type) && !isInterfaceType(type)) return ''
  const { consoleUrl, location } = type.getFields()
  // Of interfaces, those that are pages of the console: a node may be anything.
  const types = isAbstractType(type) && consoleUrl ? schema.getPossibleTypes(type) : []
  return [
    ...keyOf(type),
    ...types.map((one) => `... on ${one.name} { ${keyOf(one).join(' ')} }`),
    ...(consoleUrl ? ['consoleUrl'] : []),
    ...(location ? ['location { name }'] : []),
  ].join(' ')
}

/** The fields by which AWS knows an object: its `@key` that is not the opaque `id`. Every parent has them. */
const keyOf = ({ astNode }: GraphQLNamedType): string[] =>
  (astNode?.directives ?? [])
    .filter(({ name }) => name.value === 'key')
    .flatMap(({ arguments: [fields] = [] }) => String(fields && valueFromASTUntyped(fields.value)).split(' '))
    .filter((field) => field !== 'id')

const parsed = (fields: string): SelectionSetNode => {
  const [operation] = parse(`{ ${fields} }`).definitions
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`Not a selection: ${fields}`)
  return operation.selectionSet
}
