import type { ApolloServerPlugin } from '@apollo/server'
import { type FieldNode, GraphQLError, getArgumentValues, getVariableValues, separateOperations, visit } from 'graphql'
import type { Context } from '../context.ts'

/** How many references a request may hold, over all its `_entities`. */
export const MOST_ENTITIES = 1000

/** Refuses a request with more references than that before anything is read: each may be an AWS call of its own. */
export const entityBound = (most: number): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request: { variables = {} } }) => {
      const field = schema.getQueryType()?.getFields()._entities
      const asked: FieldNode[] = []
      // The operation that runs and the fragments it uses; only at their top can there be fields of Query.
      visit(separateOperations(document)[operation?.name?.value ?? ''] ?? document, {
        Field: (node) => {
          if (node.name.value === field?.name) asked.push(node)
          return false
        },
      })
      if (!field || asked.length === 0) return
      const { coerced } = getVariableValues(schema, operation?.variableDefinitions ?? [], variables)
      if (!coerced) return // the executor says which variable is wrong
      const lists = asked.map((node) => getArgumentValues(field, node, coerced).representations as readonly unknown[])
      const count = lists.reduce((sum, { length }) => sum + length, 0)
      if (count > most)
        throw new GraphQLError(`"representations" had ${count} references: expected at most ${most} in one request.`, {
          nodes: asked,
          extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
        })
    },
  }),
})
