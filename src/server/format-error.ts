import { randomUUID } from 'node:crypto'
import type { HTTPGraphQLHead } from '@apollo/server'
import { unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql'
import type { Logger } from 'pino'
import { ERRORS, type ErrorCode, GatewayError, isErrorCode, MAX_MESSAGE_CHARACTERS, shorten } from '../errors.ts'
import { brokenLimit } from './limits/depth.ts'

/** The request id of each error, for the log: Apollo Server does not pass the request to the formatter. */
export const requestIdByError = new WeakMap<object, string>()

/** Shortens an error message for clients: graphql-js repeats whole names and values, and so may AWS. */
export const errorFormatter = (log: Logger) => {
  const format = formatter(log)
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const error = format(formatted, thrown)
    return { ...error, message: shorten(error.message, MAX_MESSAGE_CHARACTERS) }
  }
}

/**
 * The one place that decides what clients see of an error: a code of the closed list in docs/errors.md, whether the
 * same request may succeed later, and which AWS call failed. Unexpected errors are masked; the log has their incident
 * id.
 */
const formatter =
  (log: Logger) =>
  (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const { locations, path } = formatted
    const cause = unwrapResolverError(thrown)
    if (cause instanceof GatewayError && cause.code !== 'INTERNAL_SERVER_ERROR') {
      const { code, retryable, retryAfterMs, aws, message } = cause
      const extensions = { code, retryable, ...(retryAfterMs && { retryAfterMs }), ...(aws && { aws }) }
      return { message, locations, path, extensions }
    }
    const limit = brokenLimit(thrown)
    const code = limit
      ? 'DOCUMENT_TOO_LARGE'
      : isAboutVariable(cause)
        ? 'BAD_USER_INPUT'
        : requestErrorCode(formatted, thrown)
    if (isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR') {
      const { cost } = formatted.extensions ?? {}
      const { retryable } = ERRORS[code]
      const extensions = { code, retryable, ...(cost !== undefined && { cost }) }
      return { message: limit ?? formatted.message, locations, path, extensions }
    }
    const incident = randomUUID()
    log.error({ incident, requestId: requestIdByError.get(thrown as object), err: cause, path }, 'unexpected error')
    const message = `Internal error: the gateway's log has the details under incident ${incident}.`
    const internal: ErrorCode = 'INTERNAL_SERVER_ERROR'
    const { retryable } = ERRORS[internal]
    return { message, locations, path, extensions: { code: internal, retryable, incident } }
  }

/**
 * A variable with a default may be null and may be used where null is not allowed: graphql-js detects that only during
 * execution.
 */
const isAboutVariable = (cause: unknown): boolean =>
  cause instanceof GraphQLError && cause.nodes?.[0]?.kind === Kind.VARIABLE

/** For a hash that does not match its query, Apollo Server sets a status but no code. */
function requestErrorCode({ extensions }: GraphQLFormattedError, thrown: unknown): string {
  const status =
    thrown instanceof GraphQLError &&
    thrown.extensions.code === undefined &&
    (thrown.extensions.http as Partial<HTTPGraphQLHead> | undefined)?.status
  return status === 400 ? 'BAD_REQUEST' : String(extensions?.code)
}
