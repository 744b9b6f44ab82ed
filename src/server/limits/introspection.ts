import { GraphQLError } from 'graphql'
import { type Check, queryFields } from './operation.ts'

// Fields that return the schema; supergraph composition uses `_service`.
const ABOUT_THE_SCHEMA: ReadonlySet<string> = new Set(['__schema', '__type', '_service'])

/**
 * Refuses operations that ask for the schema. This is checked per request, since validation results are shared by all
 * requests.
 */
export const noIntrospection: Check = ({ operation }) => {
  const names = new Set(introspectionFields(operation).map(({ name }) => name.value))
  if (names.size === 0) return
  throw new GraphQLError(`Introspection is off, and the operation asks for ${[...names].join(' and ')}.`, {
    nodes: operation.node,
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  })
}

const introspectionFields = queryFields(ABOUT_THE_SCHEMA)
