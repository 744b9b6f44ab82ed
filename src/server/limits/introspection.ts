import { GraphQLError, visit } from 'graphql'
import { type Check, perOperation } from './operation.ts'

// Fields that return the schema; supergraph composition uses `_service`.
const ABOUT_THE_SCHEMA: ReadonlySet<string> = new Set(['__schema', '__type', '_service'])

/**
 * Refuses operations that ask for the schema. This is checked per request, since validation results are shared by all
 * requests.
 */
export const noIntrospection: Check = ({ operation }) => {
  const names = introspectionFields(operation)
  if (names.length === 0) return
  throw new GraphQLError(`Introspection is off, and the operation asks for ${names.join(' and ')}.`, {
    nodes: operation.node,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  })
}

const introspectionFields = perOperation(({ document }) => {
  const names = new Set<string>()
  visit(document, {
    Field: ({ name }) => {
      if (ABOUT_THE_SCHEMA.has(name.value)) names.add(name.value)
      return false // below the fields of Query there are none of Query's
    },
  })
  return [...names]
})
