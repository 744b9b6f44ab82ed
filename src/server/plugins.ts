import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestContextWillSendResponse } from '@apollo/server'
import { type ASTNode, GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { setCacheControl } from './caching.ts'
import { setStatus } from './negotiation.ts'
import { checkPageArguments } from './pageArguments.ts'

type Question = GraphQLRequestContext<Context>
type Answer = GraphQLRequestContextWillSendResponse<Context>

/**
 * What happens to every operation: before it runs it is checked, before its answer leaves that gets its receipt, its
 * status and its place in caches, and the log a line. One plugin, because Apollo Server asks each of them ten times.
 */
export const everyOperation = (config: Pick<Config, 'receipt'>, log: Logger): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => {
    const start = performance.now()
    return {
      didResolveOperation: async (asked) => {
        checkOperation(asked)
        checkPageArguments(asked)
      },
      willSendResponse: async (answer) => {
        addReceipt(answer, config.receipt)
        setStatus(answer)
        setCacheControl(answer)
        logOperation(answer, start, log)
      },
    }
  },
})

/** Refuses what graphql-js would refuse while executing: no operation, or one of a kind that the schema does not have. */
function checkOperation({ schema, operation, request: { operationName } }: Question): void {
  if (!operation)
    throw refusal(
      'OPERATION_RESOLUTION_FAILURE',
      operationName
        ? `The document has no operation named ${operationName}.`
        : 'The document has several operations or none, expected one, or an operationName.',
    )
  if (!schema.getRootType(operation.operation))
    throw refusal(
      'GRAPHQL_VALIDATION_FAILED',
      `The operation is a ${operation.operation}, and the schema has none.`,
      operation,
    )
}

const refusal = (code: string, message: string, nodes?: ASTNode) =>
  new GraphQLError(message, { nodes, extensions: { code, http: { status: 400 } } })

/** `extensions.aws`: what the request cost, always or when the header `x-aws-receipt: 1` asks for it. */
function addReceipt({ request, contextValue, response: { body } }: Answer, always: boolean): void {
  if (body.kind !== 'single') return
  if (!always && request.http?.headers.get('x-aws-receipt') !== '1') return
  body.singleResult.extensions = { ...body.singleResult.extensions, aws: contextValue.receipt.cost() }
}

/** One line: what it was called, how long it took, what it asked of AWS, which errors it met. */
function logOperation(answer: Answer, start: number, log: Logger): void {
  const { operationName, operation, contextValue, response } = answer
  const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined
  log.info(
    {
      operation: operationName ?? operation?.name?.value ?? null,
      ms: Math.round(performance.now() - start),
      aws: contextValue.receipt.cost().calls,
      ...(errors && { errors: [...new Set(errors.map(({ extensions }) => extensions?.code))] }),
    },
    'operation',
  )
}
