import type { ApolloServerPlugin } from '@apollo/server'
import type { Logger } from 'pino'
import type { Context } from '../context.ts'

/** One log line per operation: who asked, what it was called, how long it took, what it asked of AWS, which errors it met. */
export const operationLog = (log: Logger): ApolloServerPlugin<Context> => {
  // A line has names, counts and codes: looking for secrets in it costs more than writing it.
  const lines = log.child({}, { redact: [] })
  return {
    requestDidStart: async () => {
      const start = performance.now()
      return {
        willSendResponse: async ({ operationName, operation, contextValue, response }) => {
          const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined
          lines.info(
            {
              ...(contextValue.identity && { subject: contextValue.identity.subject }),
              operation: operationName ?? operation?.name?.value ?? null,
              ms: Math.round(performance.now() - start),
              aws: contextValue.receipt.cost().calls,
              ...(errors && { errors: [...new Set(errors.map(({ extensions }) => extensions?.code))] }),
            },
            'operation',
          )
        },
      }
    },
  }
}

/**
 * `extensions.aws`: what the request cost, always or when the header `x-aws-receipt: 1` asks for it. `extensions.stale`:
 * what is older than it may be, whoever asks.
 */
export const receipt = (always: boolean): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ request, contextValue, response }) => {
      if (response.body.kind !== 'single') return
      const stale = contextValue.receipt.staleParts
      const asked = always || request.http?.headers.get('x-aws-receipt') === '1'
      if (!asked && stale.length === 0) return
      const { singleResult } = response.body
      singleResult.extensions = {
        ...singleResult.extensions,
        ...(asked && { aws: contextValue.receipt.cost() }),
        ...(stale.length > 0 && { stale }),
      }
    },
  }),
})
