import { type GraphQLResponse, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server'
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql'
import type { Context } from '../context.ts'
import type { Executor } from './execution/executor.ts'
import type { Hooks, RequestHooks } from './hooks.ts'
import { mediaType } from './http/media-type.ts'
import type { KnownOperation } from './known-documents.ts'

/** Everything that determines an answer; Apollo Server uses the same. */
export interface Parts {
  schema: GraphQLSchema
  hooks: readonly Hooks[]
  executor: Executor
  formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError
  stringifyResult: (result: FormattedExecutionResult) => string
}

/**
 * Answers an operation as Apollo Server does from the moment that it has found the document valid: it calls the same
 * hooks in the same order, and the same executor. It skips parsing, validation, and the objects that Apollo Server
 * makes for each request.
 */
export async function answerKnown(
  { schema, hooks, executor, formatError, stringifyResult }: Parts,
  { source, document, queryHash, operation, request }: KnownOperation,
  contextValue: Context,
): Promise<HTTPGraphQLResponse> {
  const http: GraphQLResponse['http'] = { status: undefined, headers: new HeaderMap() }
  const context = {
    schema,
    request,
    contextValue,
    source,
    document,
    queryHash,
    operation,
    operationName: operation.name?.value ?? null,
    response: { http, body: { kind: 'single', singleResult: {} } as GraphQLResponse['body'] },
    errors: [] as readonly GraphQLError[],
  }
  const started = await Promise.all(hooks.map((plugin) => plugin.requestDidStart(context)))
  const listeners = started.filter((listener) => listener !== undefined)
  const call = async (name: Exclude<keyof RequestHooks, 'responseForOperation'>): Promise<void> => {
    const calls: Promise<void>[] = []
    for (const listener of listeners) {
      const called = listener[name]?.(context)
      if (called) calls.push(called)
    }
    if (calls.length > 0) await Promise.all(calls)
  }

  /** Formats errors for the client and merges the HTTP status that they set. */
  const encountered = async (errors: readonly GraphQLError[]): Promise<GraphQLFormattedError[]> => {
    context.errors = errors
    await call('didEncounterErrors')
    return errors.map((error) => {
      http.status = statusOf(error) ?? http.status
      return formatError(formatted(error), error)
    })
  }
  const respond = async (): Promise<GraphQLResponse['body']> => {
    for (const listener of listeners) {
      if (!listener.responseForOperation) continue
      const response = await listener.responseForOperation(context)
      if (!response) continue
      http.status = response.http.status ?? http.status
      for (const [name, value] of response.http.headers) http.headers.set(name, value)
      return response.body
    }
    const result = await executor({ document, queryHash, request: context.request, context: contextValue })
    if (!result.errors) return { kind: 'single', singleResult: { errors: undefined, ...result } }
    const errors = await encountered(result.errors)
    if (errors.length > 0 && result.data === undefined) http.status ??= 400
    return { kind: 'single', singleResult: { ...result, errors } }
  }
  try {
    await call('didResolveSource')
    await call('didResolveOperation')
    context.response.body = await respond()
  } catch (thrown) {
    const errors = await encountered([asGraphQLError(thrown)])
    http.status ??= 500
    context.response.body = { kind: 'single', singleResult: { errors } }
  }
  await call('willSendResponse')
  if (context.response.body.kind !== 'single') throw new Error('Incremental delivery is not supported.')
  const { errors, data, extensions } = context.response.body.singleResult
  const type = mediaType(request.http.headers.get('accept'))
  if (type && !http.headers.has('content-type')) http.headers.set('content-type', type)
  return { body: { kind: 'complete', string: stringifyResult({ errors, data, extensions }) }, ...http }
}

/** The status that an error gives to the whole answer. */
const statusOf = ({ extensions: { http } }: GraphQLError) => (http as { status?: number } | undefined)?.status

/** An error as Apollo Server passes it to `formatError`. */
function formatted(error: GraphQLError): GraphQLFormattedError {
  const { http: _, code = 'INTERNAL_SERVER_ERROR', ...extensions } = error.extensions
  return { ...error.toJSON(), extensions: { ...extensions, code } }
}

const asGraphQLError = (thrown: unknown): GraphQLError => {
  if (thrown instanceof GraphQLError) return thrown
  const error = thrown instanceof Error ? thrown : new GraphQLError(`Unexpected error value: ${thrown}`)
  return new GraphQLError(error.message, { originalError: error })
}
