import type { GraphQLRequest } from '@apollo/server'
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  separateOperations,
  visit,
} from 'graphql'
import type { Context } from '../../context.ts'
import type { Hooks } from '../hooks.ts'
import { operationError } from './operation-error.ts'
import { coerceVariables, type Variables } from './variables.ts'

/** The parts of an operation that all checks need, computed once per document. */
export interface Operation {
  schema: GraphQLSchema
  node: OperationDefinitionNode
  /** The operation and only the fragments that it uses. */
  document: DocumentNode
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
}

/** An operation with the coerced variables of one request. */
export interface OperationRequest {
  operation: Operation
  variables: Variables
  /** Whether only the cost of the operation is requested. */
  isDryRun: boolean
}

export const isDryRun = ({ http }: GraphQLRequest): boolean => http?.headers.get('x-cost-only') === '1'

/** Throws to refuse a request before anything is read for it. */
export type Check = (request: OperationRequest, context: Context) => void

/** Analyses the operation of each request once, and runs the checks on it one by one. */
export const checkOperations = (checks: readonly Check[], hideSuggestions: boolean): Hooks => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
      if (!operation) return // the executor says that there is none of that name
      const operationRequest = look(operationOf(schema, document, operation), request, contextValue, hideSuggestions)
      for (const check of checks) check(operationRequest, contextValue)
    },
  }),
})

// Apollo Server passes the context to every plugin and to the executor. A WeakMap of all contexts took longer.
const REQUEST = Symbol('request')
type Requested = object & { [REQUEST]?: OperationRequest }

/** The operation of the request that has this context; undefined if it has not been analysed. */
export const requestOf = (context: object): OperationRequest | undefined => (context as Requested)[REQUEST]

/** Coerces the variables of a request and stores them for all users of its context. Throws if one is invalid. */
export function look(operation: Operation, request: GraphQLRequest, context: object, hideSuggestions = false) {
  const variables = coerceVariables(operation.schema, operation.node, request.variables ?? {}, hideSuggestions)
  const operationRequest: OperationRequest = { operation, variables, isDryRun: isDryRun(request) }
  ;(context as Requested)[REQUEST] = operationRequest
  return operationRequest
}

// Apollo Server parses a document once and reuses it for equal requests.
const operations = new WeakMap<OperationDefinitionNode, Operation>()

/** The operation of a valid document. Throws if the schema does not support its kind. */
export function operationOf(schema: GraphQLSchema, document: DocumentNode, node: OperationDefinitionNode): Operation {
  const cached = operations.get(node)
  if (cached) return cached
  // graphql-js would only detect this during execution.
  if (!schema.getRootType(node.operation))
    throw operationError('GRAPHQL_VALIDATION_FAILED', `The schema has no ${node.operation} operations.`, node)
  const alone = separateOperations(document)[node.name?.value ?? ''] ?? document
  const fragments = alone.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
  const operation = { schema, node, document: alone, fragments: new Map(fragments.map((one) => [one.name.value, one])) }
  operations.set(node, operation)
  return operation
}

/** Computes something of an operation once, however often its document is sent. */
export function perOperation<Result>(find: (operation: Operation) => Result): (operation: Operation) => Result {
  const results = new WeakMap<Operation, Result>()
  return (operation) => {
    const result = results.get(operation) ?? find(operation)
    results.set(operation, result)
    return result
  }
}

/** Finds the fields of Query with one of these names, those in fragments included. */
export const queryFields = (names: ReadonlySet<string>) =>
  perOperation(({ document }): readonly FieldNode[] => {
    const nodes: FieldNode[] = []
    visit(document, {
      Field: (node) => {
        if (names.has(node.name.value)) nodes.push(node)
        return false // below the fields of Query there are none of Query's
      },
    })
    return nodes
  })
