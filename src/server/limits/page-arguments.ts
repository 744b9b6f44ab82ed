import type { ApolloServerPlugin } from '@apollo/server'
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  type OperationDefinitionNode,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Context } from '../../context.ts'
import { GatewayError } from '../../errors.ts'
import { checkCursor, pageSize } from '../../graphql/cursors.ts'
import { withDefaults } from '../../graphql/defaults.ts'
import { checkOperationType, lookAhead, operationError } from './operation.ts'

/**
 * Refuses an operation with a `first` out of bounds or a garbled `after` anywhere in it, before anything is read:
 * a nested page is otherwise looked at only when AWS has answered for what it hangs on.
 */
export const pageArguments: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request: { variables = {} } }) => {
      if (!operation) return // the executor says that there is none of that name
      checkOperationType(schema, operation)
      const fields = pagedFields.get(operation) ?? findPagedFields(schema, document, operation)
      if (fields.length === 0) return
      const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
      if (!coerced) return // the executor says which variable is wrong
      for (const { field, node } of fields) {
        const { first, after } = lookAhead(() => withDefaults(field.args, getArgumentValues(field, node, coerced)))
        try {
          pageSize(first as number | null)
          checkCursor(after as string | null)
        } catch (error) {
          if (!(error instanceof GatewayError)) throw error
          throw operationError(error.code, error.message, node)
        }
      }
    },
  }),
}

interface PagedField {
  field: GraphQLField<unknown, unknown>
  node: FieldNode
}

// Apollo Server parses a document once and keeps it for those who send the same.
const pagedFields = new WeakMap<OperationDefinitionNode, PagedField[]>()

/** The fields with an argument `after` of the operation and the fragments it uses, and of no other. */
function findPagedFields(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
  const found: PagedField[] = []
  const types = new TypeInfo(schema)
  const collect = visitWithTypeInfo(types, {
    Field: (node) => {
      const field = types.getFieldDef()
      if (field?.args.some(({ name }) => name === 'after')) found.push({ field, node })
    },
  })
  visit(separateOperations(document)[operation.name?.value ?? ''] ?? document, collect)
  pagedFields.set(operation, found)
  return found
}
