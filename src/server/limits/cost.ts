import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server'
import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Context } from '../../context.ts'
import { costAdvice, inWords } from './cost-advice.ts'
import { type Estimate, estimate, type Given } from './cost-estimate.ts'
import { priceOf } from './cost-weights.ts'
import { lookAhead, operationError } from './operation.ts'

type Resolved = Pick<GraphQLRequestContext<Context>, 'schema' | 'request' | 'contextValue'> & {
  document: DocumentNode
  operation?: OperationDefinitionNode
}

/**
 * Refuses an operation that would cost more than `maxCost` before anything is read, and answers the header
 * `x-cost-only: 1` with the estimate alone: of the locations that the caller may see.
 */
export function costLimit(maxCost: number, batchedTypes: ReadonlySet<string>): ApolloServerPlugin<Context> {
  const operations = new WeakMap<OperationDefinitionNode, Estimated>()
  /** Undefined for what another plugin or the executor refuses. */
  const costOf = ({ schema, document, operation, request: { variables = {} }, contextValue }: Resolved) => {
    if (!operation || !schema.getRootType(operation.operation)) return undefined
    const known = operations.get(operation) ?? new Estimated(schema, document, operation, batchedTypes)
    operations.set(operation, known)
    const found = lookAhead(() => known.estimate(variables, contextValue.seenLocations))
    return found && { ...found, limit: maxCost }
  }
  const adviceOn = ({ operation, request: { variables = {} }, contextValue }: Resolved) =>
    operation && operations.get(operation)?.advice(variables, contextValue.seenLocations, maxCost)
  // Listeners for all requests: they keep nothing of one.
  const limit: GraphQLRequestListener<Context> = {
    didResolveOperation: async (request) => {
      const cost = costOf(request)
      if (!cost || cost.estimated <= maxCost) return
      const message = `The operation costs ${inWords(cost.estimated)} of ${inWords(maxCost)}; ${adviceOn(request)}`
      throw operationError('OPERATION_TOO_EXPENSIVE', message, request.operation, { cost })
    },
  }
  const dryRun: GraphQLRequestListener<Context> = {
    responseForOperation: async (request) => {
      const cost = costOf(request)
      if (!cost) return null
      const { http } = request.response
      return { http, body: { kind: 'single', singleResult: { data: null, extensions: { cost } } } }
    },
  }
  return {
    requestDidStart: async ({ request: { http } }) => {
      const isDryRun = http?.headers.get('x-cost-only') === '1'
      return isDryRun ? dryRun : limit
    },
  }
}

// Estimates of one operation that are kept, for so many different values of its variables and numbers of locations.
const MOST_VALUES = 100

/** The estimates of one operation. */
class Estimated {
  private readonly schema: GraphQLSchema
  private readonly operation: OperationDefinitionNode
  private readonly fragments: Given['fragments']
  private readonly batchedTypes: ReadonlySet<string>
  private readonly relevant: readonly string[]
  private readonly known = new LRUCache<string, Estimate>({ max: MOST_VALUES })
  private readonly advices = new LRUCache<string, string>({ max: MOST_VALUES })

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    batchedTypes: ReadonlySet<string>,
  ) {
    const alone = separateOperations(document)[operation.name?.value ?? ''] ?? document
    const fragments = alone.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
    this.schema = schema
    this.operation = operation
    this.batchedTypes = batchedTypes
    this.fragments = new Map(fragments.map((node) => [node.name.value, node]))
    this.relevant = relevantVariables(schema, alone)
  }

  /** Undefined for variables that are not of their types: the executor says which. */
  estimate(values: Record<string, unknown>, locations: number): Estimate | undefined {
    const variables = this.coerced(values)
    if (!variables) return undefined
    const { schema, operation, fragments, batchedTypes } = this
    const key = this.keyOf(variables, locations)
    const known = this.known.get(key) ?? estimate(schema, operation, { fragments, locations, variables, batchedTypes })
    this.known.set(key, known)
    return known
  }

  /** How it would cost no more than `limit`. */
  advice(values: Record<string, unknown>, locations: number, limit: number): string {
    const variables = this.coerced(values) ?? {}
    const { schema, operation, fragments, batchedTypes } = this
    const key = this.keyOf(variables, locations)
    const given = { fragments, locations, variables, batchedTypes }
    const known = this.advices.get(key) ?? costAdvice(schema, operation, given, limit)
    this.advices.set(key, known)
    return known
  }

  private coerced(values: Record<string, unknown>): Record<string, unknown> | undefined {
    if (this.relevant.length === 0) return {}
    return getVariableValues(this.schema, this.operation.variableDefinitions ?? [], values).coerced
  }

  private keyOf(variables: Record<string, unknown>, locations: number): string {
    return JSON.stringify([locations, ...this.relevant.map((name) => whatMatters(this.schema, variables[name]))])
  }
}

/** The variables that decide what is read, and how much of it. */
function relevantVariables(schema: GraphQLSchema, document: DocumentNode): string[] {
  const found = new Set<string>()
  const types = new TypeInfo(schema)
  const collect = { Variable: ({ name }: { name: { value: string } }) => void found.add(name.value) }
  visit(
    document,
    visitWithTypeInfo(types, {
      Directive: (node) => void visit(node, collect),
      Argument: (node) => {
        const field = types.getFieldDef()
        if (!field || types.getDirective()) return
        const { args, ids } = priceOf(field)
        // Of introspection: the name of a type, and whether deprecated fields are included.
        if (types.getParentType()?.name.startsWith('__') || field.name === '__type') return void visit(node, collect)
        const deciding = ['first', 'location', ids, ...args.map(({ name }) => name)]
        if (deciding.includes(node.name.value)) visit(node, collect)
      },
    }),
  )
  return [...found]
}

/** Of a list its length, of references how many there are of each type, of a text that it is there or which type it names. */
function whatMatters(schema: GraphQLSchema, value: unknown): unknown {
  if (typeof value === 'string') return schema.getType(value) ? value : ''
  if (typeof value !== 'object' || value === null) return value
  const counts: Record<string, number> = {}
  for (const one of [value].flat()) {
    const { __typename: name } = Object(one) as { __typename?: unknown }
    const type = typeof name === 'string' && schema.getType(name) ? name : ''
    counts[type] = (counts[type] ?? 0) + 1
  }
  return counts
}
