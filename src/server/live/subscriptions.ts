import { HeaderMap } from '@apollo/server'
import type { OperationDefinitionNode } from 'graphql'
import type { Context } from '../../context.ts'
import type { Hooks } from '../hooks.ts'
import { type OperationRequest, requestOf } from '../limits/operation.ts'
import { operationError } from '../limits/operation-error.ts'
import type { Variables } from '../limits/variables.ts'

// A subscription keeps its variables until it ends. A filter of use has some hundred characters.
const MAX_VARIABLE_CHARACTERS = 20_000

/** A subscription that Apollo Server has found valid, and that no limit refuses. */
export interface Prepared {
  request: OperationRequest
  /** The hash of its document. */
  hash: string
  /** Those that it declares, as they were sent. */
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
    didResolveOperation: async ({ operation, request }) => {
      if (operation?.operation !== 'subscription') return
      const { length } = JSON.stringify(declaredBy(operation, request.variables ?? {}))
      if (length > MAX_VARIABLE_CHARACTERS)
        throw operationError(
          'BAD_USER_INPUT',
          `The variables of the subscription have ${length} characters as JSON, at most ${MAX_VARIABLE_CHARACTERS} are allowed.`,
        )
    },
    responseForOperation: async ({ contextValue, queryHash, source, request }) => {
      const prepared = requestOf(contextValue)
      if (prepared?.operation.node.operation !== 'subscription') return null
      preparedByReceipt.set(contextValue.receipt, {
        request: prepared,
        hash: queryHash ?? source,
        variables: declaredBy(prepared.operation.node, request.variables ?? {}),
      })
      return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult: { data: null } } }
    },
  }),
}

// It may be in a text or in a name as well. Mutations there are none.
const MAY_SUBSCRIBE = /\bsubscription\b/

/** The variables that an operation declares: clients may send others. */
function declaredBy({ variableDefinitions = [] }: OperationDefinitionNode, variables: Variables) {
  const names = variableDefinitions.map(({ variable }) => variable.name.value)
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]),
  )
}
