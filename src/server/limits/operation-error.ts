import { type ASTNode, GraphQLError } from 'graphql'
import { ERRORS, type ErrorCode } from '../../errors.ts'

const extensionsOf = (code: ErrorCode) => ({ code, http: { status: ERRORS[code].status } })

/** Refuses a request as a whole, with the HTTP status of the code. */
export const operationError = (code: ErrorCode, message: string, nodes?: ASTNode | readonly ASTNode[], more = {}) =>
  new GraphQLError(message, { nodes, extensions: { ...extensionsOf(code), ...more } })

/**
 * Looks at an operation's arguments before the executor does. What graphql-js finds wrong with them on the way, such as
 * null for a variable where null may not stand, refuses the request.
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
