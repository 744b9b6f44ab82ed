import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isObjectType,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql'
import { collectFields, type FieldNodes, type Fragments } from '../execution/collect-fields.ts'

// Writing this many characters costs as much as writing an object without calls: 1 unit.
const CHARACTERS = 100

// Introspection of the whole schema has some 10,000 fields. Visiting each takes a microsecond or two.
const MAX_FIELDS = 20_000

type Sets = readonly SelectionSetNode[]

/**
 * Prices fields about the schema by what their answer holds: 1 for each object and for each 100 characters of names and
 * texts. The answer is fixed, so the count is exact; Infinity if more than 20,000 fields have to be visited.
 */
export class IntrospectionCost {
  private readonly schema: GraphQLSchema
  private readonly operation: Fragments
  private readonly info: GraphQLResolveInfo
  private readonly fields = new Map<string, ReadonlyMap<string, FieldNodes>>()
  private readonly names = new Map<SelectionSetNode, number>()
  // An object is visited once per selection, however often the answer repeats it.
  private readonly units = new Map<string, Map<unknown, number>>()
  private looked = 0

  constructor(schema: GraphQLSchema, operation: Fragments) {
    this.schema = schema
    this.operation = operation
    this.info = { schema } as GraphQLResolveInfo // the only part that the resolvers of introspection read
  }

  /** The units of a field of Query; undefined if it is not introspection. */
  ofQuery(field: GraphQLField<unknown, unknown> | undefined, nodes: FieldNodes): number | undefined {
    const about = ABOUT_THE_SCHEMA.get(nodes[0].name.value) ?? (field?.name === '_service' ? field : undefined)
    return about && this.field(about, undefined, nodes)
  }

  private field(field: GraphQLField<unknown, unknown>, source: unknown, nodes: FieldNodes): number {
    if (++this.looked > MAX_FIELDS) return Number.POSITIVE_INFINITY
    const [node] = nodes
    let units = (node.alias ?? node.name).value.length / CHARACTERS
    const value = field.resolve
      ? field.resolve(source, this.argumentsOf(field, node), undefined, this.info)
      : (Object(source) as Record<string, unknown>)[field.name]
    const values = [value].flat().filter((one) => one != null)
    const type = getNamedType(field.type)
    if (!isObjectType(type)) return units + values.join().length / CHARACTERS
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
    const place = [type.name, ...sets.map((set) => this.nameOf(set))].join(' ')
    for (const one of values) {
      units += this.object(type, one, sets, place)
      if (units === Number.POSITIVE_INFINITY) break
    }
    return units
  }

  private argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): Record<string, unknown> {
    return field.args.length === 0 ? {} : getArgumentValues(field, node, this.operation.variables)
  }

  private object(type: GraphQLObjectType, source: unknown, sets: Sets, place: string): number {
    const counted = this.units.get(place) ?? new Map<unknown, number>()
    this.units.set(place, counted)
    const cached = counted.get(source)
    if (cached !== undefined) return cached
    const fields = this.fields.get(place) ?? collectFields(this.schema, this.operation, type, sets)
    this.fields.set(place, fields)
    let units = 1
    for (const [name, nodes] of fields) {
      const field = type.getFields()[nodes[0].name.value]
      units += field ? this.field(field, source, nodes) : (name.length + type.name.length) / CHARACTERS // __typename
      if (units === Number.POSITIVE_INFINITY) break
    }
    counted.set(source, units)
    return units
  }

  private nameOf(set: SelectionSetNode): number {
    const name = this.names.get(set) ?? this.names.size
    this.names.set(set, name)
    return name
  }
}

const ABOUT_THE_SCHEMA: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map(
  [SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]),
)
