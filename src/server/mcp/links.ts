import {
  type DocumentNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'

const CONSOLE_URL = 'consoleUrl'

/**
 * A valid document with `consoleUrl` wherever it can be selected, so that its answer leads to the console: AWS is not
 * called for it. Unchanged if the document has another use for the name.
 */
export function withConsoleUrls(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const info = new TypeInfo(schema)
  const leave = (node: SelectionSetNode): SelectionSetNode | undefined => {
    const type = info.getParentType()
    const has = (isObjectType(type) || isInterfaceType(type)) && type.getFields()[CONSOLE_URL] !== undefined
    const isThere = node.selections.some(
      (one) => one.kind === Kind.FIELD && (one.alias ?? one.name).value === CONSOLE_URL && !one.directives?.length,
    )
    if (!has || isThere) return undefined
    const field = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: CONSOLE_URL } } as const
    return { ...node, selections: [...node.selections, field] }
  }
  const linked: DocumentNode = visit(document, visitWithTypeInfo(info, { SelectionSet: { leave } }))
  return validate(schema, linked).length > 0 ? document : linked
}
