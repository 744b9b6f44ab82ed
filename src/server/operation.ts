import { type ASTNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'

/** Refuses what graphql-js would refuse while executing: no operation, or one of a kind that the schema does not have. */
export function checkOperation(schema: GraphQLSchema, operation?: OperationDefinitionNode, name?: string): void {
  if (!operation) {
    const none = 'The document has several operations or none, expected one, or an operationName.'
    throw refusal('OPERATION_RESOLUTION_FAILURE', name ? `The document has no operation named ${name}.` : none)
  }
  const type = operation.operation
  if (!schema.getRootType(type))
    throw refusal('GRAPHQL_VALIDATION_FAILED', `The operation is a ${type}, and the schema has none.`, operation)
}

const refusal = (code: string, message: string, nodes?: ASTNode) =>
  new GraphQLError(message, { nodes, extensions: { code, http: { status: 400 } } })
