import type { Logger } from 'pino'
import { requestIdByError } from '../format-error.ts'
import type { Hooks } from '../hooks.ts'
import { traceOf } from '../http/request-id.ts'
import type { Metrics } from './metrics.ts'

/**
 * Writes one log line per operation: caller, operation name, duration, AWS calls and errors; and counts the same in the
 * metrics.
 */
export const operationLog = (log: Logger, metrics: Metrics): Hooks => {
  // A line has names, counts and codes: searching it for secrets would cost more than writing it.
  const lines = log.child({}, { redact: [] })
  return {
    requestDidStart: async ({ request: { http } }) => {
      const start = performance.now()
      const requestId = http?.headers.get('x-request-id')
      return {
        didEncounterErrors: async ({ errors }) => {
          for (const error of errors) if (requestId) requestIdByError.set(error, requestId)
        },
        willSendResponse: async ({ operationName, operation, contextValue, response: { body } }) => {
          const { errors, data } = body.kind === 'single' ? body.singleResult : {}
          const codes = errors ? [...new Set(errors.map(({ extensions }) => extensions?.code))] : []
          const cost = contextValue.receipt.cost()
          metrics.answered({ hasData: data != null, codes, cost })
          const traceId = traceOf(http?.headers.get('traceparent'))?.traceId
          lines.info(
            {
              requestId,
              ...(traceId && { traceId }),
              ...(contextValue.identity && { subject: contextValue.identity.subject }),
              operation: operationName ?? operation?.name?.value ?? null,
              ms: Math.round(performance.now() - start),
              aws: cost.calls,
              ...(errors && { errors: codes }),
            },
            'operation',
          )
        },
      }
    },
  }
}

/**
 * Adds `extensions.aws`, the cost of the request, always or on the header `x-aws-receipt: 1`; and `extensions.stale`,
 * the expired parts of the answer, in any case.
 */
export const receipt = (always: boolean): Hooks => ({
  requestDidStart: async () => ({
    willSendResponse: async ({ request, contextValue, response }) => {
      if (response.body.kind !== 'single') return
      const stale = contextValue.receipt.staleParts
      const isRequested = always || request.http?.headers.get('x-aws-receipt') === '1'
      if (!isRequested && stale.length === 0) return
      const { singleResult } = response.body
      singleResult.extensions = {
        ...singleResult.extensions,
        ...(isRequested && { aws: contextValue.receipt.cost() }),
        ...(stale.length > 0 && { stale }),
      }
    },
  }),
})
