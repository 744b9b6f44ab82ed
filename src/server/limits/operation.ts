import { type ASTNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { ERRORS, type ErrorCode } from '../../errors.ts'

const extensionsOf = (code: ErrorCode) => ({ code, http: { status: ERRORS[code].status } })

/** Refuses a request as a whole, with the HTTP status of the code. */
export const operationError = (code: ErrorCode, message: string, nodes?: ASTNode | readonly ASTNode[], more = {}) =>
  new GraphQLError(message, { nodes, extensions: { ...extensionsOf(code), ...more } })

/** Refuses an operation of a kind that the schema does not have; graphql-js would find that out while executing. */
export function checkOperationType(schema: GraphQLSchema, operation: OperationDefinitionNode): void {
  if (schema.getRootType(operation.operation)) return
  const message = `The schema has no ${operation.operation} operations.`
  throw operationError('GRAPHQL_VALIDATION_FAILED', message, operation)
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
      Object.assign(error.extensions, extensionsOf('BAD_USER_INPUT'))
    throw error
  }
}
