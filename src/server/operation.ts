import { GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'

/** Refuses an operation of a kind that the schema does not have; graphql-js would find that out while executing. */
export function checkOperationType(schema: GraphQLSchema, operation: OperationDefinitionNode): void {
  if (schema.getRootType(operation.operation)) return
  throw new GraphQLError(`The operation is a ${operation.operation}, and the schema has none.`, {
    nodes: operation,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  })
}
