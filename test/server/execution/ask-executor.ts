import type { GatewayExecutor, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface'
import { type DocumentNode, GraphQLError, type GraphQLSchema, getOperationAST, print } from 'graphql'
import { look, operationOf } from '../../../src/server/limits/operation.ts'

/** Asks an executor as Apollo Server does, also for what is refused before: graphql-js answers that. */
export function ask(
  executor: GatewayExecutor,
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown> = {},
  operationName?: string,
  contextValue: object = {},
) {
  const operation = getOperationAST(document, operationName)
  const request = { variables, operationName }
  const context = { schema, document, operation, queryHash: print(document), request, context: contextValue }
  try {
    if (operation) look(operationOf(schema, document, operation), request, context.context)
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
  }
  return executor(context as unknown as GatewayGraphQLRequestContext)
}
