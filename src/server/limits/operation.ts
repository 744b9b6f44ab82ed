import type { ApolloServerPlugin, GraphQLRequest } from '@apollo/server'
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  separateOperations,
} from 'graphql'
import type { Context } from '../../context.ts'
import { operationError } from './operation-error.ts'
import { coerceVariables, type Variables } from './variables.ts'

/** What everything that looks at an operation needs of it, worked out once for each document. */
export interface Operation {
  schema: GraphQLSchema
  node: OperationDefinitionNode
  /** The operation and the fragments that it uses, and no other. */
  document: DocumentNode
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
}

/** An operation as one request asks for it: its variables are coerced. */
export interface OperationRequest {
  operation: Operation
  variables: Variables
  /** Whether it is asked what the operation would cost, and nothing else. */
  isDryRun: boolean
}

export const isDryRun = ({ http }: GraphQLRequest): boolean => http?.headers.get('x-cost-only') === '1'

/** Throws to refuse a request before anything is read for it. */
export type Check = (request: OperationRequest, context: Context) => void

/** Looks at the operation of each request once, and lets the checks refuse it one by one. */
export const checkOperations = (checks: readonly Check[], hideSuggestions: boolean): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
      if (!operation) return // the executor says that there is none of that name
      const operationRequest = look(operationOf(schema, document, operation), request, contextValue, hideSuggestions)
      for (const check of checks) check(operationRequest, contextValue)
    },
  }),
})

// Apollo Server hands the context from one plugin to the next, and to the executor.
const requests = new WeakMap<object, OperationRequest>()

/** The operation of the request that has this context; undefined if it has not been analysed. */
export const requestOf = (context: object): OperationRequest | undefined => requests.get(context)

/** Coerces the variables of a request, for everything that is given its context. Throws when one is wrong. */
export function look(operation: Operation, request: GraphQLRequest, context: object, hideSuggestions = false) {
  const variables = coerceVariables(operation.schema, operation.node, request.variables ?? {}, hideSuggestions)
  const operationRequest: OperationRequest = { operation, variables, isDryRun: isDryRun(request) }
  requests.set(context, operationRequest)
  return operationRequest
}

// Apollo Server parses a document once and keeps it for those who send the same.
const operations = new WeakMap<OperationDefinitionNode, Operation>()

/** An operation of a valid document. Throws when the schema has none of its kind. */
export function operationOf(schema: GraphQLSchema, document: DocumentNode, node: OperationDefinitionNode): Operation {
  const cached = operations.get(node)
  if (cached) return cached
  // graphql-js would find that out while executing.
  if (!schema.getRootType(node.operation))
    throw operationError('GRAPHQL_VALIDATION_FAILED', `The schema has no ${node.operation} operations.`, node)
  const alone = separateOperations(document)[node.name?.value ?? ''] ?? document
  const fragments = alone.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
  const operation = { schema, node, document: alone, fragments: new Map(fragments.map((one) => [one.name.value, one])) }
  operations.set(node, operation)
  return operation
}

/** Works something out of an operation once, however often its document is sent. */
export function perOperation<Result>(find: (operation: Operation) => Result): (operation: Operation) => Result {
  const results = new WeakMap<Operation, Result>()
  return (operation) => {
    const result = results.get(operation) ?? find(operation)
    results.set(operation, result)
    return result
  }
}
