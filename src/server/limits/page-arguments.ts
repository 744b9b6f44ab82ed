import { type FieldNode, type GraphQLField, getArgumentValues, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import { GatewayError } from '../../errors.ts'
import { checkCursor, countArgument } from '../../graphql/cursors.ts'
import { withDefaults } from '../../graphql/defaults.ts'
import { type Check, perOperation } from './operation.ts'
import { asUserInputError, operationError } from './operation-error.ts'

// The arguments that say how many items to read.
const COUNTS = ['first', 'inspect', 'last']

/**
 * Refuses an operation with a count out of bounds or a garbled `after` anywhere in it, before anything is read:
 * a nested page is otherwise checked only after AWS has returned its parent.
 */
export const pageArguments: Check = ({ operation, variables }) => {
  for (const { field, node } of pagedFields(operation)) {
    const values = asUserInputError(() => withDefaults(field.args, getArgumentValues(field, node, variables)))
    try {
      for (const { name } of field.args) if (COUNTS.includes(name)) countArgument(name, values[name])
      checkCursor(values.after as string | null | undefined)
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

/** The fields with an argument that says how much to read. */
const pagedFields = perOperation(({ schema, document }): PagedField[] => {
  const fields: PagedField[] = []
  const types = new TypeInfo(schema)
  const addPaged = visitWithTypeInfo(types, {
    Field: (node) => {
      const field = types.getFieldDef()
      if (field?.args.some(({ name }) => COUNTS.includes(name))) fields.push({ field, node })
    },
  })
  visit(document, addPaged)
  return fields
})
