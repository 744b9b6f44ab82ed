import { type ASTNode, GraphQLError } from 'graphql'
import { ERRORS, type ErrorCode } from '../../errors.ts'

const extensionsOf = (code: ErrorCode) => ({ code, http: { status: ERRORS[code].status } })

/** An error that refuses a whole request, with the HTTP status of its code. */
export const operationError = (code: ErrorCode, message: string, nodes?: ASTNode | readonly ASTNode[], more = {}) =>
  new GraphQLError(message, { nodes, extensions: { ...extensionsOf(code), ...more } })

/**
 * Inspects an operation's arguments before the executor does. Errors that graphql-js reports in the process, such as
 * null in a variable where null is not allowed, refuse the request.
 */
export function asUserInputError<T>(look: () => T): T {
  try {
    return look()
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions.http === undefined)
      Object.assign(error.extensions, extensionsOf('BAD_USER_INPUT'))
    throw error
  }
}
