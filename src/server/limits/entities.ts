import type { ApolloServerPlugin } from '@apollo/server'
import {
  type DocumentNode,
  type FieldNode,
  getArgumentValues,
  getVariableValues,
  type OperationDefinitionNode,
  separateOperations,
  visit,
} from 'graphql'
import type { Context } from '../../context.ts'
import { lookAhead, operationError } from './operation.ts'

/** How many references a request may hold, over all its `_entities`. */
export const MOST_ENTITIES = 1000

/** Refuses a request with more references than that before anything is read: each may be an AWS call of its own. */
export const entityBound = (most: number): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request: { variables = {} } }) => {
      const field = schema.getQueryType()?.getFields()._entities
      if (!operation || !field) return
      const nodes = entityFields.get(operation) ?? findEntityFields(document, operation)
      if (nodes.length === 0) return
      const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
      if (!coerced) return // the executor says which variable is wrong
      const lists = lookAhead(() =>
        nodes.map((node) => getArgumentValues(field, node, coerced).representations as readonly unknown[]),
      )
      const count = lists.reduce((sum, { length }) => sum + length, 0)
      if (count <= most) return
      const message = `"representations" had ${count} references: expected at most ${most} in one request.`
      throw operationError('BAD_USER_INPUT', message, nodes)
    },
  }),
})

// Apollo Server parses a document once and keeps it for those who send the same.
const entityFields = new WeakMap<OperationDefinitionNode, FieldNode[]>()

/** The `_entities` of the operation and the fragments it uses, and of no other. */
function findEntityFields(document: DocumentNode, operation: OperationDefinitionNode): FieldNode[] {
  const found: FieldNode[] = []
  visit(separateOperations(document)[operation.name?.value ?? ''] ?? document, {
    Field: (node) => {
      if (node.name.value === '_entities') found.push(node)
      return false // below the fields of Query there are none of Query's
    },
  })
  entityFields.set(operation, found)
  return found
}
