import {
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { isEntityInterface } from '../../graphql/federation/entities.ts'
import { collectFields, type FieldNodes, repeatedLeaves } from '../execution/collect-fields.ts'
import type { Estimate, EstimateOptions } from './cost-options.ts'
import { retryUnits } from './cost-refusals.ts'
import { type Cost, most, NOTHING, sum, unitsOf } from './cost-sum.ts'
import { argumentValue, CALL_WEIGHT, fieldCostOf, typeWeight } from './cost-weights.ts'
import { IntrospectionCost } from './introspection-cost.ts'

/** The page, or the list of ids, that a selection belongs to. */
interface Page {
  size: number
  /** The fields that are lists of this size; undefined: all. */
  sizedFields: readonly string[] | undefined
  /** Number of locations that are each queried for `size` items. */
  locations: number
}

type Sets = readonly SelectionSetNode[]

/** Estimates one operation by the weights of the schema: an upper bound of its AWS calls. docs/limits.md */
export function estimate(
  schema: GraphQLSchema,
  { selectionSet, operation }: OperationDefinitionNode,
  options: EstimateOptions,
): Estimate {
  const root = schema.getRootType(operation)
  const cost = root ? new CostVisitor(schema, options).selection(root, [selectionSet]) : NOTHING
  return { estimated: unitsOf(cost), calls: Math.ceil((cost.each + cost.perBatch) / CALL_WEIGHT) }
}

/** The units of each root field, by response name. */
export function estimateFields(
  schema: GraphQLSchema,
  { selectionSet, operation }: OperationDefinitionNode,
  options: EstimateOptions,
): Map<string, number> {
  const root = schema.getRootType(operation)
  const costs = root ? new CostVisitor(schema, options).fields(root, [selectionSet]) : []
  return new Map([...costs].map(([name, cost]) => [name, unitsOf(cost)]))
}

class CostVisitor {
  private readonly schema: GraphQLSchema
  private readonly options: EstimateOptions
  private readonly introspection: IntrospectionCost
  // Shared fragments are visited once per type, however often they are spread.
  private readonly cached = new Map<string, Cost>()
  private readonly names = new Map<SelectionSetNode, number>()

  constructor(schema: GraphQLSchema, options: EstimateOptions) {
    this.schema = schema
    this.options = options
    this.introspection = new IntrospectionCost(schema, options)
  }

  selection(type: GraphQLObjectType, sets: Sets, page?: Page): Cost {
    const key = page ? '' : [type.name, ...sets.map((set) => this.nameOf(set))].join(' ')
    const cached = this.cached.get(key)
    if (cached) return cached
    const collected = collectFields(this.schema, this.options, type, sets)
    const costs = [...collected].map(([, nodes]) => this.field(type, nodes, page))
    const cost = costs.reduce(sum, { ...NOTHING, objects: repeatedLeaves(type, collected) })
    if (key) this.cached.set(key, cost)
    return cost
  }

  /** The cost of each field, by response name. */
  fields(type: GraphQLObjectType, sets: Sets): Map<string, Cost> {
    const fields = [...collectFields(this.schema, this.options, type, sets)]
    return new Map(fields.map(([name, nodes]) => [name, this.field(type, nodes, undefined)]))
  }

  private field(type: GraphQLObjectType, nodes: FieldNodes, page: Page | undefined): Cost {
    const field = type.getFields()[nodes[0].name.value]
    const aboutSchema = type === this.schema.getQueryType() ? this.introspection.ofQuery(field, nodes) : undefined
    if (aboutSchema !== undefined) return { ...NOTHING, objects: aboutSchema }
    if (!field) return NOTHING // __typename
    const {
      weight,
      args,
      size: assumed,
      sizedFields,
      slicingArgument,
      isList,
      ids: idsArgument,
      isEverywhere,
    } = fieldCostOf(field)
    const value = (name: string) => argumentValue(field, nodes[0], name, this.options.variables)
    const locations = isEverywhere && value('location') == null ? this.options.locations : 1
    const ids = idsArgument === undefined ? undefined : [value(idsArgument)].flat()
    const below = getNamedType(field.type)
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    if (below.name === '_Entity') return this.entities(ids ?? [], sets, locations)

    const isSized = page && isList && (page.sizedFields?.includes(field.name) ?? true)
    const sliced = slicingArgument === undefined ? undefined : this.listed(nodes[0], value(slicingArgument))
    const size = isSized ? page.size : isList ? (ids?.length ?? sliced ?? assumed) : assumed
    const listed = sizedFields ? (sliced ?? 0) : 0
    const inner = sizedFields
      ? { size: listed, sizedFields, locations }
      : ids && !isList
        ? { size: ids.length, sizedFields: undefined, locations }
        : isSized && below.name.endsWith('Edge')
          ? { ...page, sizedFields: [] }
          : undefined
    // A listed item is in a single location.
    const places = ids ? 1 : locations
    const child = this.composite(below, sets, inner, page?.locations ?? places)

    const own = weight * size * locations
    const retries = ids && weight * size < CALL_WEIGHT * ids.length ? retryUnits(ids.length) * places : 0
    // Less than a call is a share of a batch, which takes at least one call.
    const isShare = own > 0 && own < CALL_WEIGHT
    // Pages and things read alone start batches of their own, other fields share those of their parents.
    const isAlone = own >= CALL_WEIGHT || sizedFields !== undefined || ids !== undefined
    const batches = (weight >= CALL_WEIGHT && isList ? size : 1) * places
    const argumentWeight = args
      .filter(({ name }) => value(name) != null)
      .reduce((total, { weight }) => total + weight, 0)
    return {
      each:
        own +
        retries +
        (argumentWeight + listed * LISTED) * locations +
        (ids && !isList ? ids.length : 0) +
        child.each * size +
        (isAlone ? child.perBatch * batches : 0),
      perBatch: (isShare ? CALL_WEIGHT : 0) + (isAlone ? 0 : child.perBatch),
      objects: child.objects * size,
    }
  }

  private listed(node: FieldNode, first: unknown): number {
    const requested = Math.min(Math.max(Number(first) || 0, 0), MAX_LISTED)
    return this.options.cap?.(node, requested) ?? requested
  }

  /** One object of the type with its selection; for an abstract type, the maximum over the possible types. */
  private composite(type: GraphQLNamedType, sets: Sets, page: Page | undefined, locations: number): Cost {
    if (isAbstractType(type))
      return this.schema
        .getPossibleTypes(type)
        .map((one) => this.composite(one, sets, page, locations))
        .reduce(most, NOTHING)
    if (!isObjectType(type)) return NOTHING
    const { each, perBatch, objects } = this.selection(type, sets, page)
    const weight = typeWeight(type) * locations
    if (weight === 0) return { each, perBatch, objects: objects + 1 }
    if (typeWeight(type) >= CALL_WEIGHT) return { each: each + perBatch + weight, perBatch: 0, objects }
    return { each: each + perBatch / CALL_WEIGHT + weight, perBatch: perBatch + CALL_WEIGHT, objects } // read in batches
  }

  /** A router's references, each of the type it names. */
  private entities(keys: readonly unknown[], sets: Sets, locations: number): Cost {
    const names = keys.map((key) => (Object(key) as { __typename?: unknown }).__typename)
    return [...new Set(names)]
      .map((name): Cost => {
        const type = typeof name === 'string' ? this.schema.getType(name) : undefined
        const isInterface = isEntityInterface(type)
        if (!isObjectType(type) && !isInterface) return NOTHING
        const count = names.filter((other) => other === name).length
        // A reference to an interface is an id, which names the location.
        const places = isInterface ? 1 : locations
        const { each, perBatch, objects } = this.composite(type, sets, undefined, places)
        const isBatched = this.options.batchedTypes.has(type.name)
        const alone = isNode(type) ? CALL_WEIGHT * places : 0 // the rest is known to the configuration
        const read = isBatched ? (perBatch + retryUnits(count)) * places : (alone + perBatch) * count
        return { each: each * count + read, perBatch: 0, objects: objects * count }
      })
      .reduce(sum, NOTHING)
  }

  private nameOf(set: SelectionSetNode): number {
    const name = this.names.get(set) ?? this.names.size
    this.names.set(set, name)
    return name
  }
}

const isNode = (type: GraphQLObjectType | GraphQLInterfaceType) =>
  type.getInterfaces().some(({ name }) => name === 'Node')

// Per item of a page: AWS lists at least 25 per call, or lists 100 and describes 25 per call.
const LISTED = 1.25

// The maximum page size; a larger `first` is refused when it is read.
const MAX_LISTED = 1000
