import type { GatewayExecutor, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface'
import { type DocumentNode, type GraphQLSchema, getOperationAST, print } from 'graphql'

/** Asks an executor as Apollo Server does. */
export function ask(
  executor: GatewayExecutor,
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown> = {},
  operationName?: string,
) {
  const operation = getOperationAST(document, operationName)
  const request = { variables, operationName }
  const context = { schema, document, operation, queryHash: print(document), request, context: {} }
  return executor(context as unknown as GatewayGraphQLRequestContext)
}
