import type { ApolloServerPlugin } from '@apollo/server'
import { type DocumentNode, GraphQLError, type OperationDefinitionNode, separateOperations, visit } from 'graphql'
import type { Context } from '../../context.ts'

// What answers with the schema; `_service` is what composers of supergraphs ask.
const ABOUT_THE_SCHEMA: ReadonlySet<string> = new Set(['__schema', '__type', '_service'])

/** Refuses whatever asks for the schema. It is decided for each request, since documents are validated once for all. */
export const noIntrospection: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation }) => {
      if (!operation) return // the executor says that there is none of that name
      const names = asked.get(operation) ?? namesAsked(document, operation)
      if (names.length === 0) return
      throw new GraphQLError(`Introspection is off, and the operation asks for ${names.join(' and ')}.`, {
        nodes: operation,
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
      })
    },
  }),
}

// Apollo Server parses a document once and keeps it for those who send the same.
const asked = new WeakMap<OperationDefinitionNode, readonly string[]>()

function namesAsked(document: DocumentNode, operation: OperationDefinitionNode): string[] {
  const found = new Set<string>()
  visit(separateOperations(document)[operation.name?.value ?? ''] ?? document, {
    Field: ({ name }) => {
      if (ABOUT_THE_SCHEMA.has(name.value)) found.add(name.value)
      return false // below the fields of Query there are none of Query's
    },
  })
  asked.set(operation, [...found])
  return [...found]
}
