import { type Check, queryFields } from './operation.ts'
import { operationError } from './operation-error.ts'

// Fields that return the schema; supergraph composition uses `_service`.
const ABOUT_THE_SCHEMA: ReadonlySet<string> = new Set(['__schema', '__type', '_service'])

/**
 * Refuses operations that ask for the schema. This is checked per request, since validation results are shared by all
 * requests.
 */
export const noIntrospection: Check = ({ operation }) => {
  const names = new Set(introspectionFields(operation).map(({ name }) => name.value))
  if (names.size === 0) return
  const message = `Introspection is off, and the operation asks for ${[...names].join(' and ')}.`
  throw operationError('GRAPHQL_VALIDATION_FAILED', message, operation.node)
}

const introspectionFields = queryFields(ABOUT_THE_SCHEMA)
