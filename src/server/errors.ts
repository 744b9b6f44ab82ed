import { randomUUID } from 'node:crypto'
import { unwrapResolverError } from '@apollo/server/errors'
import type { GraphQLFormattedError } from 'graphql'
import type { Logger } from 'pino'
import { ReadError } from '../aws/errors.ts'

// Codes with which Apollo Server itself refuses a request; their messages are about the request and are shown.
const REQUEST_ERRORS = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
])

/**
 * The one place that decides what a client sees of an error: a code of the closed list in README.md, whether the same
 * request may succeed later, and which AWS call failed. What nobody foresaw is masked; its incident id is in the log.
 */
export const errorFormatter =
  (log: Logger) =>
  (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const { locations, path } = formatted
    const cause = unwrapResolverError(thrown)
    if (cause instanceof ReadError && cause.code !== 'INTERNAL_SERVER_ERROR') {
      const { code, retryable, aws, message } = cause
      return { message, locations, path, extensions: { code, retryable, ...(aws && { aws }) } }
    }
    const code = String(formatted.extensions?.code)
    if (REQUEST_ERRORS.has(code))
      return { message: formatted.message, locations, path, extensions: { code, retryable: false } }
    const incident = randomUUID()
    log.error({ incident, err: cause, path }, 'unexpected error')
    const message = `Internal error; the log knows more under incident ${incident}.`
    return { message, locations, path, extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, incident } }
  }
