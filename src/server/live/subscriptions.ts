import { HeaderMap } from '@apollo/server'
import type { Context } from '../../context.ts'
import type { Hooks } from '../hooks.ts'
import { type OperationRequest, requestOf } from '../limits/operation.ts'

/** A subscription that Apollo Server has found valid, and that no limit refuses. */
export interface Prepared {
  request: OperationRequest
  /** The hash of its document. */
  hash: string
  /** As they were sent. */
  variables: Record<string, unknown>
}

// Apollo Server copies the context of a request for its plugins; the receipt in it stays the same.
const preparedByReceipt = new WeakMap<object, Prepared>()

/** The subscription of the request that has this context; undefined if it is another operation, or refused. */
export const subscriptionOf = ({ receipt }: Context): Prepared | undefined => preparedByReceipt.get(receipt)

/**
 * Takes subscriptions out of Apollo Server's hands, which serves none, once they have passed everything that an operation
 * has to. By GET it would refuse them before that.
 */
export const subscriptions: Hooks = {
  requestDidStart: async () => ({
    didResolveSource: async ({ request: { http }, source }) => {
      if (http?.method === 'GET' && MAY_SUBSCRIBE.test(source ?? '')) http.method = 'POST'
    },
    responseForOperation: async ({ contextValue, queryHash, source, request }) => {
      const prepared = requestOf(contextValue)
      if (prepared?.operation.node.operation !== 'subscription') return null
      preparedByReceipt.set(contextValue.receipt, {
        request: prepared,
        hash: queryHash ?? source,
        variables: request.variables ?? {},
      })
      return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: { data: null } } }
    },
  }),
}

// It may be in a text or in a name as well. Mutations there are none.
const MAY_SUBSCRIBE = /\bsubscription\b/
