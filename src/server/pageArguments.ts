import type { ApolloServerPlugin } from '@apollo/server'
import {
  GraphQLError,
  getArgumentValues,
  getVariableValues,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { ReadError } from '../aws/errors.ts'
import type { Context } from '../context.ts'
import { checkCursor, pageSize } from '../graphql/cursors.ts'
import { checkOperation } from './operation.ts'

/**
 * Refuses an operation with a `first` out of bounds or a garbled `after` anywhere in it, before anything is read:
 * a nested page is otherwise looked at only when AWS has answered for what it hangs on.
 */
export const pageArguments: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request: { variables = {}, operationName } }) => {
      checkOperation(schema, operation, operationName)
      const { coerced } = getVariableValues(schema, operation?.variableDefinitions ?? [], variables)
      if (!coerced) return // the executor says which variable is wrong
      const types = new TypeInfo(schema)
      const fields = visitWithTypeInfo(types, {
        Field: (node) => {
          const field = types.getFieldDef()
          if (!field?.args.some(({ name }) => name === 'after')) return
          const { first, after } = getArgumentValues(field, node, coerced)
          try {
            pageSize(first as number | null)
            checkCursor(after as string | null)
          } catch (error) {
            if (!(error instanceof ReadError)) throw error
            throw new GraphQLError(error.message, {
              nodes: node,
              extensions: { code: error.code, http: { status: 400 } },
            })
          }
        },
      })
      // The operation that runs and the fragments it uses, and no other.
      visit(separateOperations(document)[operation?.name?.value ?? ''] ?? document, fields)
    },
  }),
}
