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

/** An AWS call, in the units of `@cost` in schema/: as many as things that come in a batch. */
export const CALL_WEIGHT = 25

// Fields that ask every location without having an argument that names one.
const ALL_LOCATIONS_FIELDS: ReadonlySet<string> = new Set(['activity', '_entities'])

/** What the schema's `@cost` and `@listSize` say of a field, the same that routers read: docs/federation.md. */
export interface FieldCost {
  weight: number
  /** Of the arguments that add to it when they are given. */
  args: readonly { name: string; weight: number }[]
  isList: boolean
  /** How long a list is assumed to be; 1 for what is none. */
  size: number
  /** Of a page: its lists, which are as long as `first` says. */
  sizedFields: readonly string[] | undefined
  /** The argument that lists what is to be read. */
  ids: string | undefined
  /** Whether all locations are asked where the query names none. */
  isEverywhere: boolean
}

const fieldCosts = new WeakMap<GraphQLField<unknown, unknown>, FieldCost>()

/** The price of a field; its directives are read once. */
export function fieldCostOf(field: GraphQLField<unknown, unknown>): FieldCost {
  const cached = fieldCosts.get(field)
  if (cached) return cached
  const isList = isListType(getNullableType(field.type))
  const { assumedSize = 1, sizedFields } = directive(field, 'listSize')
  const price: FieldCost = {
    weight: Number(directive(field, 'cost').weight ?? 0),
    args: field.args
      .map((argument) => ({ name: argument.name, weight: Number(directive(argument, 'cost').weight ?? 0) }))
      .filter(({ weight }) => weight > 0),
    isList,
    size: isList ? Number(assumedSize) : 1,
    sizedFields: sizedFields as string[] | undefined,
    ids: field.args.find(({ type }) => isListOfKeys(type))?.name,
    isEverywhere: ALL_LOCATIONS_FIELDS.has(field.name) || field.args.some(({ name }) => name === 'location'),
  }
  fieldCosts.set(field, price)
  return price
}

const isListOfKeys = (type: GraphQLInputType) =>
  isListType(getNullableType(type)) && ['ID', '_Any'].includes(getNamedType(type).name)

const typeWeights = new WeakMap<GraphQLNamedType, number>()

/** What one object of a type asks of AWS: 25 for a call of its own, 1 for a place in a batch, 0 if it comes along. */
export function typeWeight(type: GraphQLNamedType): number {
  const weight = typeWeights.get(type) ?? Number(directive(type, 'cost').weight ?? 0)
  typeWeights.set(type, weight)
  return weight
}

interface Defined {
  astNode?: { readonly directives?: readonly ConstDirectiveNode[] } | null
}

/** The arguments of a directive of the schema; none where it is not there. */
function directive({ astNode }: Defined, name: string): Record<string, unknown> {
  const node = astNode?.directives?.find((one) => one.name.value === name)
  return Object.fromEntries((node?.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]))
}

/** The value of one argument, under variables that are coerced. */
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
