import type { ApolloServerPlugin } from '@apollo/server'
import { type DocumentNode, type OperationDefinitionNode, separateOperations, visit } from 'graphql'
import type { Config } from '../../config.ts'
import type { Context } from '../../context.ts'
import { operationError } from './operation.ts'

/**
 * Whether clients are told the schema, by introspection, by GraphiQL and by hints in messages. Unless that is set, who
 * has to say who they are is not; a router is, and decides whom it tells.
 */
export const introspectionOn = ({ introspection, auth: { mode } }: Pick<Config, 'introspection' | 'auth'>): boolean =>
  introspection ?? (mode === 'none' || mode === 'router')

// What answers with the schema; `_service` is what composers of supergraphs ask.
const ABOUT_THE_SCHEMA: ReadonlySet<string> = new Set(['__schema', '__type', '_service'])

/** Refuses whatever asks for the schema. It is decided for each request, since documents are validated once for all. */
export const noIntrospection: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation }) => {
      if (!operation) return // the executor says that there is none of that name
      const names = asked.get(operation) ?? namesAsked(document, operation)
      if (names.length === 0) return
      const message = `Introspection is off, and the operation asks for ${names.join(' and ')}.`
      throw operationError('GRAPHQL_VALIDATION_FAILED', message, operation)
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
