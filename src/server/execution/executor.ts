import type { GraphQLRequest } from '@apollo/server'
import type { GatewayExecutionResult, GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface'
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  locatedError,
  type OperationDefinitionNode,
  parse,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import { requestOf } from '../limits/operation.ts'
import type { Variables } from '../limits/variables.ts'
import { NOT_WRITABLE } from './ahead/writer.ts'
import { type CompiledOperation, type Compiler, createCompiler, MAX_CHARACTERS } from './compiler.ts'

export interface ExecutorLimits {
  /** Maximum number of compiled operations. */
  entries: number
  /** Their maximum memory use. */
  bytes: number
}

const LIMITS: ExecutorLimits = { entries: 500, bytes: 64_000_000 }

// Operations seen once are stored by their short keys only.
const MAX_SEEN = 5_000

/** Executes an operation. These are the parts of Apollo Server's request that it uses. */
export type Executor = (
  request: Pick<Parameters<GatewayExecutor>[0], 'document' | 'queryHash' | 'context'> & {
    request: Pick<GraphQLRequest, 'operationName' | 'variables'>
  },
) => ReturnType<GatewayExecutor>

/** Apollo Server's interface for executing operations with something other than graphql-js. */
export function compiledExecution(schema: GraphQLSchema, executor: Executor): GatewayInterface {
  let loaded: Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0] | undefined
  return {
    onSchemaLoadOrUpdate: (callback) => {
      loaded = callback
      return () => undefined
    },
    load: async () => {
      loaded?.({ apiSchema: schema, coreSupergraphSdl: '' })
      return { executor }
    },
    stop: async () => undefined,
  }
}

/**
 * Executes queries as graphql-js does, including errors, in a third of the time: an operation is compiled and cached on
 * its second request. graphql-js itself executes operations that were requested once or cannot be compiled. It also
 * repeats those with errors whose message or scope only graphql-js determines; nothing is read from AWS twice for that.
 */
export function createExecutor(
  schema: GraphQLSchema,
  limits: ExecutorLimits = LIMITS,
  compile: Compiler = createCompiler(schema),
): Executor {
  const seen = new LRUCache<string, true>({ max: MAX_SEEN })
  const compiled = new LRUCache<string, { operation: CompiledOperation | undefined }>({
    max: limits.entries,
    maxSize: limits.bytes,
    sizeCalculation: ({ operation }) => operation?.bytes ?? 1,
  })
  const run: Executor = async ({ document, queryHash, request, context }) => {
    const interpret = async (): Promise<GatewayExecutionResult> => {
      const { operationName, variables: variableValues } = request
      return execute({ schema, document: executable(document), operationName, variableValues, contextValue: context })
    }
    const operationRequest = requestOf(context)
    if (!operationRequest) return interpret() // no operation of that name
    const { operation, variables } = operationRequest
    const { node } = operation
    const key = [queryHash, document.definitions.indexOf(node), ...booleansOf(node, variables)].join(' ')
    let cached = compiled.get(key)
    if (!cached) {
      if (!seen.has(key)) {
        seen.set(key, true)
        return interpret()
      }
      cached = { operation: compile(operation, variables) }
      compiled.set(key, cached)
    }
    return (cached.operation && (await answer(cached.operation, context, variables))) ?? interpret()
  }
  return async (request) => withFewErrors(await run(request))
}

// Each error is formatted, written and read; a hundred describe a problem as well as all of them.
export const MAX_ERRORS = 100

/** An answer with at most MAX_ERRORS errors; `extensions.omittedErrors` is the number of further ones. */
export function withFewErrors(result: GatewayExecutionResult): GatewayExecutionResult {
  const omittedErrors = (result.errors?.length ?? 0) - MAX_ERRORS
  if (omittedErrors <= 0) return result
  return {
    ...result,
    errors: result.errors?.slice(0, MAX_ERRORS),
    extensions: { ...result.extensions, omittedErrors },
  }
}

const executables = new WeakMap<DocumentNode, DocumentNode>()

/**
 * The document as graphql-js executes it. One that is too long to be compiled has no locations: graphql-js would read all
 * of it to tell where an error is, for each of perhaps a thousand.
 */
function executable(document: DocumentNode): DocumentNode {
  const { body = '' } = document.loc?.source ?? {}
  if (body.length <= MAX_CHARACTERS) return document
  const executable = executables.get(document) ?? parse(body, { noLocation: true })
  executables.set(document, executable)
  return executable
}

/** The values of all variables that may decide @skip and @include. */
function booleansOf({ variableDefinitions = [] }: OperationDefinitionNode, variables: Variables): unknown[] {
  const booleans = variableDefinitions.filter(({ type }) => {
    const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type
    return named.kind === Kind.NAMED_TYPE && named.name.value === 'Boolean'
  })
  return booleans.map(({ variable }) => variables[variable.name.value])
}

/** The compiled operation's answer; undefined if graphql-js might answer differently. */
async function answer(operation: CompiledOperation, context: unknown, variables: Variables) {
  try {
    const { data, errors } = (await ahead(operation, context, variables)) ?? (await operation.run(context, variables))
    if (!errors) return { data }
    if (!errors.every((error) => isAsGraphqlJs(error, data))) return undefined
    // Errors beyond the limit are only counted.
    return { data, errors: errors.map((error, index) => (index < MAX_ERRORS ? asGraphqlJs(error) : error)) }
  } catch {
    return undefined
  }
}

/** The answer with its lists written ahead; undefined if the resolvers of their items have to be called. */
async function ahead({ runAhead }: CompiledOperation, context: unknown, variables: Variables) {
  const answer = await runAhead?.(context, variables)
  return answer?.errors?.some(({ originalError }) => originalError === NOT_WRITABLE) ? undefined : answer
}

/**
 * Whether an error is where graphql-js would put it. Not when it reached beyond its own place (which of several such
 * errors graphql-js reports depends on their order) and when graphql-jit found it and not a resolver.
 */
function isAsGraphqlJs({ originalError, path }: GraphQLError, data: ExecutionResult['data']): boolean {
  let place: unknown = data
  for (const key of path ?? []) place = place == null ? undefined : (place as Record<string | number, unknown>)[key]
  return originalError !== undefined && place === null
}

/** A resolver's error as graphql-js words it. */
function asGraphqlJs({ originalError, path, locations }: GraphQLError): GraphQLError {
  const withPath = locatedError(originalError, undefined, path)
  return withPath === originalError || withPath.locations ? withPath : Object.assign(withPath, { locations })
}
