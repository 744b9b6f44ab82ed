import { GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'

/** Refuses an operation of a kind that the schema does not have; graphql-js would find that out while executing. */
export function checkOperationType(schema: GraphQLSchema, operation: OperationDefinitionNode): void {
  if (schema.getRootType(operation.operation)) return
  throw new GraphQLError(`The operation is a ${operation.operation}, and the schema has none.`, {
    nodes: operation,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  })
}

/**
 * Looks at an operation's arguments before the executor does. What graphql-js finds wrong with them on the way, such as
 * null for a variable where null may not stand, refuses the request.
 */
export function lookAhead<T>(look: () => T): T {
  try {
    return look()
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions.http === undefined)
      Object.assign(error.extensions, { code: 'BAD_USER_INPUT', http: { status: 400 } })
    throw error
  }
}
