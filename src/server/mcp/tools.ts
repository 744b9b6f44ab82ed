import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  type SelectionSetNode,
  TypeInfo,
  typeFromAST,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** A document as a tool of an assistant. */
export interface McpTool {
  name: string
  description: string
  inputSchema: JsonSchema & { type: 'object' }
  /** The only text that it runs. */
  document: string
  /** The response names of fields whose text a script wrote. */
  untrusted: ReadonlySet<string>
}

export interface JsonSchema {
  [keyword: string]: unknown
}

// Written by scripts on the instances.
const WRITTEN_BY_SCRIPTS = 'logTail'

/**
 * The tool of a document with one query; undefined for a subscription, and where there is not one operation. `about`: what
 * the document answers, if it is known.
 */
export function toolOf(schema: GraphQLSchema, text: string, about?: string): McpTool | undefined {
  const document = parse(text)
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION)
  const [operation] = operations
  if (operations.length !== 1 || operation?.operation !== OperationTypeNode.QUERY || !operation.name) return undefined
  const name = operation.name.value
  return {
    name,
    description: about ?? `The trusted document ${name}.`,
    inputSchema: inputSchemaOf(schema, operation),
    document: text,
    untrusted: untrustedNames(document),
  }
}

/** The document with `consoleUrl` wherever it can be selected: an answer then leads to the console. It costs no call. */
export function withConsoleUrls(schema: GraphQLSchema, text: string): string {
  const info = new TypeInfo(schema)
  const leave = (node: SelectionSetNode): SelectionSetNode | undefined => {
    const type = info.getParentType()
    const has = (isObjectType(type) || isInterfaceType(type)) && type.getFields().consoleUrl !== undefined
    const isSelected = node.selections.some((one) => one.kind === Kind.FIELD && one.name.value === 'consoleUrl')
    if (!has || isSelected) return undefined
    const field = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: 'consoleUrl' } } as const
    return { ...node, selections: [...node.selections, field] }
  }
  return print(visit(parse(text), visitWithTypeInfo(info, { SelectionSet: { leave } })))
}

function untrustedNames(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>()
  visit(document, {
    Field: ({ name, alias }) => {
      if (name.value === WRITTEN_BY_SCRIPTS) names.add(alias?.value ?? name.value)
    },
  })
  return names
}

function inputSchemaOf(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) {
  const properties: Record<string, JsonSchema> = {}
  const required: string[] = []
  for (const { variable, type: node, defaultValue } of variableDefinitions) {
    const type = typeFromAST(schema, node) as GraphQLInputType | undefined
    const name = variable.name.value
    properties[name] = {
      ...(type ? jsonSchemaOf(type) : {}),
      ...(defaultValue && { default: valueFromASTUntyped(defaultValue) }),
    }
    if (isNonNullType(type) && !defaultValue) required.push(name)
  }
  return { type: 'object' as const, properties, required, additionalProperties: false }
}

const SCALARS: Readonly<Record<string, string>> = { Int: 'integer', Float: 'number', Boolean: 'boolean' }

/** The values that a variable of a type may hold. An input object within another one is not described again. */
function jsonSchemaOf(type: GraphQLInputType, depth = 0): JsonSchema {
  if (isNonNullType(type)) return jsonSchemaOf(type.ofType, depth)
  if (isListType(type)) return { type: 'array', items: jsonSchemaOf(type.ofType, depth) }
  const description = type.description ?? undefined
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name), description }
  if (!isInputObjectType(type)) return { type: SCALARS[type.name] ?? 'string', description }
  if (depth > 0) return { type: 'object', description }
  const fields = Object.values(type.getFields())
  return {
    type: 'object',
    description,
    properties: Object.fromEntries(
      fields.map((field) => [field.name, { ...jsonSchemaOf(field.type, depth + 1), description: field.description }]),
    ),
    additionalProperties: false,
  }
}
