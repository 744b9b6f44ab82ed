import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql'

export interface JsonSchema {
  [keyword: string]: unknown
}

/** The variables of the one operation of a document as JSON Schema, described as what they are sent to. */
export function inputSchemaOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
  const properties: Record<string, JsonSchema> = {}
  const required: string[] = []
  const uses = usesOf(schema, document)
  for (const { variable, type: node, defaultValue } of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, node) as GraphQLInputType | undefined
    const name = variable.name.value
    properties[name] = {
      ...(type ? jsonSchemaOf(type) : {}),
      description: described(uses.get(name), type),
      ...(defaultValue && { default: valueFromASTUntyped(defaultValue) }),
    }
    if (isNonNullType(type) && !defaultValue) required.push(name)
  }
  return { type: 'object' as const, properties, required, additionalProperties: false }
}

/** By variable: the description of the first argument, or field of an input object, that it is sent to. */
function usesOf(schema: GraphQLSchema, document: DocumentNode): ReadonlyMap<string, string> {
  const uses = new Map<string, string>()
  const info = new TypeInfo(schema)
  let description: string | null | undefined
  const visitor = visitWithTypeInfo(info, {
    Argument: () => {
      description = info.getArgument()?.description
    },
    ObjectField: ({ name }) => {
      const parent = getNamedType(info.getParentInputType())
      description = isInputObjectType(parent) ? parent.getFields()[name.value]?.description : undefined
    },
    Variable: ({ name }) => {
      if (description && !uses.has(name.value)) uses.set(name.value, description)
    },
    VariableDefinition: () => false,
  })
  visit(document, visitor)
  return uses
}

/**
 * A description of its use, followed by that of its type; the scalars that GraphQL itself has add nothing. A list leaves its
 * type to its items.
 */
function described(use: string | null | undefined, type: GraphQLInputType | undefined): string | undefined {
  const one = isNonNullType(type) ? type.ofType : type
  const own = !one || isListType(one) || isSpecifiedScalarType(one) ? undefined : one.description
  return [use, own].filter(Boolean).join(' ') || undefined
}

const SCALARS: Readonly<Record<string, string>> = { Int: 'integer', Float: 'number', Boolean: 'boolean' }

/** The values that a variable of a type may hold. An input object within another one is not described again. */
function jsonSchemaOf(type: GraphQLInputType, depth = 0): JsonSchema {
  if (isNonNullType(type)) return jsonSchemaOf(type.ofType, depth)
  if (isListType(type)) return { type: 'array', items: jsonSchemaOf(type.ofType, depth) }
  const description = described(undefined, type)
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name), description }
  if (!isInputObjectType(type)) return { type: SCALARS[type.name] ?? 'string', description }
  if (depth > 0) return { type: 'object', description }
  const fields = Object.values(type.getFields())
  return {
    type: 'object',
    description,
    properties: Object.fromEntries(
      fields.map(({ name, type, description }) => [
        name,
        { ...jsonSchemaOf(type, depth + 1), description: described(description, type) },
      ]),
    ),
    additionalProperties: false,
  }
}
