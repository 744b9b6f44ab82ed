import { randomUUID } from 'node:crypto'
import type { HTTPGraphQLHead } from '@apollo/server'
import { unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql'
import type { Logger } from 'pino'
import { ReadError } from '../aws/calls/errors.ts'
import { brokenLimit } from './limits/depth.ts'

// Codes with which a request is refused; their messages are about the request and are shown.
const REQUEST_ERRORS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'DOCUMENT_TOO_LARGE',
  'OPERATION_TOO_EXPENSIVE',
  'DOCUMENT_NOT_TRUSTED',
])

// Codes with which a request is refused before it is read; the same may succeed later.
export type BusyCode = 'RATE_LIMITED' | 'OVERLOADED'

/** By which request an error was met, for the log: Apollo Server does not tell who formats it. */
export const metBy = new WeakMap<object, string>()

/**
 * The one place that decides what a client sees of an error: a code of the closed list in docs/errors.md, whether the same
 * request may succeed later, and which AWS call failed. What nobody foresaw is masked; its incident id is in the log.
 */
export const errorFormatter =
  (log: Logger) =>
  (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const { locations, path } = formatted
    const cause = unwrapResolverError(thrown)
    if (cause instanceof ReadError && cause.code !== 'INTERNAL_SERVER_ERROR') {
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
    if (REQUEST_ERRORS.has(code)) {
      const { cost } = formatted.extensions ?? {}
      const extensions = { code, retryable: false, ...(cost !== undefined && { cost }) }
      return { message: limit ?? formatted.message, locations, path, extensions }
    }
    const incident = randomUUID()
    log.error({ incident, requestId: metBy.get(thrown as object), err: cause, path }, 'unexpected error')
    const message = `Internal error; the log knows more under incident ${incident}.`
    return { message, locations, path, extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, incident } }
  }

/** A variable with a default may be null, and may stand where null may not: graphql-js finds that while it executes. */
const isAboutVariable = (cause: unknown): boolean =>
  cause instanceof GraphQLError && cause.nodes?.[0]?.kind === Kind.VARIABLE

/** Apollo Server gives a hash that does not fit its query a status, and no code. */
function requestErrorCode({ extensions }: GraphQLFormattedError, thrown: unknown): string {
  const status =
    thrown instanceof GraphQLError &&
    thrown.extensions.code === undefined &&
    (thrown.extensions.http as Partial<HTTPGraphQLHead> | undefined)?.status
  return status === 400 ? 'BAD_REQUEST' : String(extensions?.code)
}
