import { type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { Config } from '../../config.ts'
import type { Context } from '../../context.ts'
import type { Hooks, RequestHooks } from '../hooks.ts'
import { costAdvice, inWords } from './cost-advice.ts'
import { estimate } from './cost-estimate.ts'
import type { Estimate, EstimateOptions } from './cost-options.ts'
import { CALL_WEIGHT, fieldCostOf } from './cost-weights.ts'
import { type Check, isDryRun, type Operation, type OperationRequest, perOperation, requestOf } from './operation.ts'
import { asUserInputError, operationError } from './operation-error.ts'
import type { Variables } from './variables.ts'

/** The limit on the cost of an operation, and the response with the estimate alone. */
interface CostLimit {
  check: Check
  plugin: Hooks
}

// Of an update of a subscription, beside the call that reads what is watched: it is sent every few seconds.
const MAX_LIVE_CALLS = 10

const isLive = ({ node }: Operation) => node.operation === 'subscription'

/**
 * Refuses an operation that would cost more than `maxCost`, or a subscription of which one update would cost more than
 * `maxLiveCost` or ten AWS calls, before anything is read; and answers requests with the header `x-cost-only: 1` with the
 * estimate alone. Estimates count the locations that the caller may see; what is watched is in one.
 */
export function costLimit(
  { maxCost, maxLiveCost }: Pick<Config, 'maxCost' | 'maxLiveCost'>,
  batchedTypes: ReadonlySet<string>,
): CostLimit {
  const estimates = perOperation((operation) => new Estimated(operation, batchedTypes))
  const locationsOf = (operation: Operation, { seenLocations }: Context) => (isLive(operation) ? 1 : seenLocations)
  const estimateOf = ({ operation, variables }: OperationRequest, context: Context) =>
    asUserInputError(() => estimates(operation).estimate(variables, locationsOf(operation, context)))
  const limitOf = (operation: Operation) => (isLive(operation) ? maxLiveCost : maxCost)
  // One listener for all requests: it has no state.
  const dryRun: RequestHooks = {
    responseForOperation: async ({ contextValue, response: { http } }) => {
      const request = requestOf(contextValue)
      if (!request) return null
      const cost = { ...estimateOf(request, contextValue), limit: limitOf(request.operation) }
      return { http, body: { kind: 'single', singleResult: { data: null, extensions: { cost } } } }
    },
  }
  return {
    check: (request, context) => {
      if (request.isDryRun) return
      const { operation, variables } = request
      const estimated = estimateOf(request, context)
      const hasTooManyCalls = isLive(operation) && estimated.calls > MAX_LIVE_CALLS
      if (estimated.estimated <= limitOf(operation) && !hasTooManyCalls) return
      const cost = { ...estimated, limit: limitOf(operation) }
      const limit = isLive(operation) ? Math.min(cost.limit, MAX_LIVE_CALLS * CALL_WEIGHT) : cost.limit
      // A cost without a bound is not estimated again for each field.
      const advice =
        cost.estimated < Number.MAX_SAFE_INTEGER
          ? estimates(operation).advice(variables, locationsOf(operation, context), limit)
          : 'ask for less of it at once.'
      const price = hasTooManyCalls
        ? `${inWords(cost.calls)} of ${MAX_LIVE_CALLS} AWS calls`
        : `${inWords(cost.estimated)} of ${inWords(cost.limit)}`
      const message = `${isLive(operation) ? 'An update' : 'The operation'} costs ${price}; ${advice}`
      throw operationError('OPERATION_TOO_EXPENSIVE', message, operation.node, { cost })
    },
    plugin: { requestDidStart: async ({ request }) => (isDryRun(request) ? dryRun : undefined) },
  }
}

// Cached estimates per operation, for different variables and numbers of locations.
const MAX_VALUES = 100

/** The estimates of one operation. */
class Estimated {
  private readonly operation: Operation
  private readonly batchedTypes: ReadonlySet<string>
  private readonly relevant: readonly string[]
  private readonly estimates = new LRUCache<string, Estimate>({ max: MAX_VALUES })
  private readonly advices = new LRUCache<string, string>({ max: MAX_VALUES })

  constructor(operation: Operation, batchedTypes: ReadonlySet<string>) {
    this.operation = operation
    this.batchedTypes = batchedTypes
    this.relevant = relevantVariables(operation)
  }

  estimate(variables: Variables, locations: number): Estimate {
    const { schema, node } = this.operation
    const key = this.keyOf(variables, locations)
    const cached = this.estimates.get(key)
    if (cached) return cached
    const cost = estimate(schema, node, this.optionsFor(variables, locations))
    this.estimates.set(key, cost)
    return cost
  }

  /** How to reduce the cost to `limit`. */
  advice(variables: Variables, locations: number, limit: number): string {
    const { schema, node } = this.operation
    const key = this.keyOf(variables, locations)
    const advice = this.advices.get(key) ?? costAdvice(schema, node, this.optionsFor(variables, locations), limit)
    this.advices.set(key, advice)
    return advice
  }

  private optionsFor(variables: Variables, locations: number): EstimateOptions {
    return { fragments: this.operation.fragments, locations, variables, batchedTypes: this.batchedTypes }
  }

  private keyOf(variables: Variables, locations: number): string {
    return JSON.stringify([
      locations,
      ...this.relevant.map((name) => whatMatters(this.operation.schema, variables[name])),
    ])
  }
}

/** The variables that affect what is read, and how much of it. */
function relevantVariables({ schema, document }: Operation): string[] {
  const names = new Set<string>()
  const types = new TypeInfo(schema)
  const addVariables = { Variable: ({ name }: { name: { value: string } }) => void names.add(name.value) }
  visit(
    document,
    visitWithTypeInfo(types, {
      Directive: (node) => void visit(node, addVariables),
      Argument: (node) => {
        const field = types.getFieldDef()
        if (!field || types.getDirective()) return
        const { args, ids, slicingArgument } = fieldCostOf(field)
        // Of introspection: the name of a type, and whether deprecated fields are included.
        if (types.getParentType()?.name.startsWith('__') || field.name === '__type')
          return void visit(node, addVariables)
        const deciding = [slicingArgument, 'location', ids, ...args.map(({ name }) => name)]
        if (deciding.includes(node.name.value)) visit(node, addVariables)
      },
    }),
  )
  return [...names]
}

/**
 * The part of a value that affects the cost: the length of a list, the number of references by type, whether a text is
 * present, and which type it names.
 */
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
