import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromASTUntyped,
} from 'graphql'

export interface JsonSchema {
  [keyword: string]: unknown
}

/** The variables of an operation as JSON Schema. */
export function inputSchemaOf(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) {
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
