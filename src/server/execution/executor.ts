import type { GatewayExecutionResult, GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface'
import {
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  locatedError,
  type OperationDefinitionNode,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import { requestOf } from '../limits/operation.ts'
import type { Variables } from '../limits/variables.ts'
import { type CompiledOperation, type Compiler, createCompiler } from './compiler.ts'

export interface ExecutorLimits {
  /** Operations that are kept compiled. */
  entries: number
  /** The memory they may keep together. */
  bytes: number
}

const LIMITS: ExecutorLimits = { entries: 500, bytes: 64_000_000 }

// What was asked once is known by its key alone, which is short.
const MAX_SEEN = 5_000

/** The seam through which Apollo Server lets something other than graphql-js execute operations. */
export function compiledExecution(schema: GraphQLSchema): GatewayInterface {
  let loaded: Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0] | undefined
  return {
    onSchemaLoadOrUpdate: (callback) => {
      loaded = callback
      return () => undefined
    },
    load: async () => {
      loaded?.({ apiSchema: schema, coreSupergraphSdl: '' })
      return { executor: createExecutor(schema) }
    },
    stop: async () => undefined,
  }
}

/**
 * Executes queries as graphql-js does, errors included, in a third of its time: an operation that is asked for the
 * second time is compiled and kept. graphql-js itself executes what is asked once, what cannot be compiled, and once
 * more what met an error whose words or reach only graphql-js knows: what a request has read is not read again.
 */
export function createExecutor(
  schema: GraphQLSchema,
  limits: ExecutorLimits = LIMITS,
  compile: Compiler = createCompiler(schema),
): GatewayExecutor {
  const seen = new LRUCache<string, true>({ max: MAX_SEEN })
  const compiled = new LRUCache<string, { operation: CompiledOperation | undefined }>({
    max: limits.entries,
    maxSize: limits.bytes,
    sizeCalculation: ({ operation }) => operation?.bytes ?? 1,
  })
  const run: GatewayExecutor = async ({ document, queryHash, request, context }) => {
    const interpret = async (): Promise<GatewayExecutionResult> => {
      const { operationName, variables: variableValues } = request
      return execute({ schema, document, operationName, variableValues, contextValue: context })
    }
    const operationRequest = requestOf(context)
    if (!operationRequest) return interpret() // none of that name
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

// Each is shaped, written and read; a hundred tell what is wrong as well as all do.
export const MAX_ERRORS = 100

/** An answer with at most a hundred errors; `extensions.omittedErrors` is how many more there were. */
function withFewErrors(result: GatewayExecutionResult): GatewayExecutionResult {
  const omittedErrors = (result.errors?.length ?? 0) - MAX_ERRORS
  if (omittedErrors <= 0) return result
  return {
    ...result,
    errors: result.errors?.slice(0, MAX_ERRORS),
    extensions: { ...result.extensions, omittedErrors },
  }
}

/** The values of all variables that may decide @skip and @include. */
function booleansOf({ variableDefinitions = [] }: OperationDefinitionNode, variables: Variables): unknown[] {
  const booleans = variableDefinitions.filter(({ type }) => {
    const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type
    return named.kind === Kind.NAMED_TYPE && named.name.value === 'Boolean'
  })
  return booleans.map(({ variable }) => variables[variable.name.value])
}

/** The compiled operation's answer, if it is what graphql-js would answer. */
async function answer(operation: CompiledOperation, context: unknown, variables: Variables) {
  try {
    const { data, errors } = await operation.run(context, variables)
    if (!errors) return { data }
    const locatedErrors = errors.flatMap((error) => asGraphqlJs(error, data) ?? [])
    return locatedErrors.length === errors.length ? { data, errors: locatedErrors } : undefined
  } catch {
    return undefined
  }
}

/**
 * A resolver's error as graphql-js words it. Undefined when it reached beyond its own place (which of several such
 * errors graphql-js reports depends on their order) and when graphql-jit found it and not a resolver.
 */
function asGraphqlJs({ originalError, path, locations }: GraphQLError, data: ExecutionResult['data']) {
  let place: unknown = data
  for (const key of path ?? []) place = place == null ? undefined : (place as Record<string | number, unknown>)[key]
  if (!originalError || place !== null) return undefined
  const locatedErrors = locatedError(originalError, undefined, path)
  return locatedErrors === originalError || locatedErrors.locations
    ? locatedErrors
    : Object.assign(locatedErrors, { locations })
}
