import { type FieldNode, type GraphQLField, getArgumentValues, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import { GatewayError } from '../../errors.ts'
import { checkCursor, pageSize } from '../../graphql/cursors.ts'
import { withDefaults } from '../../graphql/defaults.ts'
import { type Check, perOperation } from './operation.ts'
import { asUserInputError, operationError } from './operation-error.ts'

/**
 * Refuses an operation that contains a `first` out of range or an invalid `after`, before anything is read: a nested
 * page would otherwise be checked only after AWS has returned its parent.
 */
export const pageArguments: Check = ({ operation, variables }) => {
  for (const { field, node } of pagedFields(operation)) {
    const { first, after } = asUserInputError(() => withDefaults(field.args, getArgumentValues(field, node, variables)))
    try {
      pageSize(first as number | null)
      checkCursor(after as string | null)
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
      throw operationError(error.code, error.message, node)
    }
  }
}

interface PagedField {
  field: GraphQLField<unknown, unknown>
  node: FieldNode
}

/** The fields with an `after` argument. */
const pagedFields = perOperation(({ schema, document }): PagedField[] => {
  const fields: PagedField[] = []
  const types = new TypeInfo(schema)
  const collect = visitWithTypeInfo(types, {
    Field: (node) => {
      const field = types.getFieldDef()
      if (field?.args.some(({ name }) => name === 'after')) fields.push({ field, node })
    },
  })
  visit(document, collect)
  return fields
})
