import {
  type ConstDirectiveNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isListType,
  valueFromAST,
  valueFromASTUntyped,
} from 'graphql'

/** An AWS call in the units of `@cost` in schema/: the number of things in a batch. */
export const CALL_WEIGHT = 25

// Fields that query every location without having an argument for it.
const ALL_LOCATIONS_FIELDS: ReadonlySet<string> = new Set(['activity', '_entities'])

/** The `@cost` and `@listSize` of a field in the schema, which routers read too: docs/federation.md. */
export interface FieldCost {
  weight: number
  /** Arguments that add to the weight if they are used. */
  args: readonly { name: string; weight: number }[]
  isList: boolean
  /** The assumed length of a list; 1 for other fields. */
  size: number
  /** The argument that says how many items are read, `first` of a page. */
  slicingArgument: string | undefined
  /** Of a page: its lists, which are as long as that says. */
  sizedFields: readonly string[] | undefined
  /** The argument that lists the ids to read. */
  ids: string | undefined
  /** Whether all locations are queried if the operation names none. */
  isEverywhere: boolean
}

const fieldCosts = new WeakMap<GraphQLField<unknown, unknown>, FieldCost>()

/** The cost of a field; its directives are read once. */
export function fieldCostOf(field: GraphQLField<unknown, unknown>): FieldCost {
  const cached = fieldCosts.get(field)
  if (cached) return cached
  const isList = isListType(getNullableType(field.type))
  const { assumedSize = 1, sizedFields, slicingArguments } = directive(field, 'listSize')
  const cost: FieldCost = {
    weight: Number(directive(field, 'cost').weight ?? 0),
    args: field.args
      .map((argument) => ({ name: argument.name, weight: Number(directive(argument, 'cost').weight ?? 0) }))
      .filter(({ weight }) => weight > 0),
    isList,
    size: isList ? Number(assumedSize) : 1,
    slicingArgument: (slicingArguments as string[] | undefined)?.[0],
    sizedFields: sizedFields as string[] | undefined,
    ids: field.args.find(({ type }) => isListOfKeys(type))?.name,
    isEverywhere: ALL_LOCATIONS_FIELDS.has(field.name) || field.args.some(({ name }) => name === 'location'),
  }
  fieldCosts.set(field, cost)
  return cost
}

const isListOfKeys = (type: GraphQLInputType) =>
  isListType(getNullableType(type)) && ['ID', '_Any'].includes(getNamedType(type).name)

const typeWeights = new WeakMap<GraphQLNamedType, number>()

/** The weight of one object of a type: 25 for a call of its own, 1 for a place in a batch, 0 without a call. */
export function typeWeight(type: GraphQLNamedType): number {
  const weight = typeWeights.get(type) ?? Number(directive(type, 'cost').weight ?? 0)
  typeWeights.set(type, weight)
  return weight
}

interface Defined {
  astNode?: { readonly directives?: readonly ConstDirectiveNode[] } | null
}

/** The arguments of a directive in the schema; empty if it is absent. */
function directive({ astNode }: Defined, name: string): Record<string, unknown> {
  const node = astNode?.directives?.find((one) => one.name.value === name)
  return Object.fromEntries((node?.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]))
}

/** The value of one argument, with coerced variables. */
export function argumentValue(
  { args }: GraphQLField<unknown, unknown>,
  node: FieldNode,
  name: string,
  variables: Readonly<Record<string, unknown>>,
): unknown {
  const argument = args.find((one) => one.name === name)
  const argumentNode = node.arguments?.find((one) => one.name.value === name)
  const value = argument && argumentNode && valueFromAST(argumentNode.value, argument.type, variables)
  return value ?? argument?.defaultValue // null means the default: src/graphql/defaults.ts
}
