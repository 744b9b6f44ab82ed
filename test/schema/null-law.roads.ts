import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { createSchema } from '../../src/schema.ts'
import { ARGUMENTS } from '../support/samples.ts'

export const schema = createSchema()

export type Field = GraphQLField<unknown, unknown>

/** Where fields are asked for. Lists come first: they tell the ids of the others. */
export const PLACES = ['a list', 'the feed', 'node', '_entities', 'the root'] as const
export type Place = (typeof PLACES)[number]

/** A way from the root to the objects of a type. */
export interface Road {
  place: Place
  type: GraphQLObjectType
  /** The selections on the way, for instance `activity { nodes { ... on LifecycleExecution {`. */
  open: string
  /** The fields on the way. */
  fields: readonly string[]
  /** The Node whose id starts it, below `node` and in `_entities`. */
  start?: string
}

export const fieldsOf = (type: GraphQLObjectType): Field[] => Object.values(type.getFields())
export const isConnection = ({ name }: { name: string }) => name.endsWith('Connection')
const isNode = (type: GraphQLObjectType) => type.getInterfaces().some(({ name }) => name === 'Node')
const isList = ({ type }: Field) => isListType(getNullableType(type)) || isConnection(getNamedType(type))

/** A field with the arguments that it has to have, in the location `$at`. Throws for one that the world has no value for. */
function call({ name, args }: Field): string {
  const passed = args.flatMap((argument) => {
    if (name === 'activity' && argument.name === 'filter') return 'filter: { locations: [$at] }'
    if (argument.name === 'location') return 'location: $at'
    if (argument.name === 'first') return 'first: 10'
    if (!isNonNullType(argument.type)) return []
    const value = ARGUMENTS[argument.name]
    if (!value) throw new Error(`ARGUMENTS has nothing for "${argument.name}" of ${name}.`)
    return `${argument.name}: ${value}`
  })
  return passed.length > 0 ? `${name}(${passed.join(', ')})` : name
}

/** A field of which as little as can be is selected. */
export const ask = (field: Field): string =>
  `${call(field)}${isObjectType(getNamedType(field.type)) || isAbstractType(getNamedType(field.type)) ? ' { __typename }' : ''}`

/** The roads by one more field, each to one type of object. */
function further(road: Omit<Road, 'type'> & { type?: GraphQLObjectType }, field: Field): Road[] {
  const named = getNamedType(field.type)
  const types = isAbstractType(named) ? schema.getPossibleTypes(named) : isObjectType(named) ? [named] : []
  return types.map((type) => ({
    ...road,
    type,
    open: `${road.open} ${call(field)} { ${isAbstractType(named) ? `... on ${type.name} {` : ''}`,
    fields: [...road.fields, field.name],
  }))
}

/** The shortest roads to each type, shortest first. */
export function roads(place: Place): Road[] {
  const query = schema.getQueryType()
  if (!query) throw new Error('The schema has no Query.')
  const root = { place, open: '', fields: [] }
  if (place === 'the root') return [{ ...root, type: query, start: 'CodeDeployDeployment' }]
  const starts = fieldsOf(query).flatMap((field) => {
    if (field.name === 'activity') return place === 'the feed' ? further(root, field) : []
    if (field.name === 'node' || field.name === '_entities')
      return place === field.name ? further(root, field).map((road) => ({ ...road, start: road.type.name })) : []
    return place === 'a list' && field.name !== 'nodes' && field.name !== '_service' ? further(root, field) : []
  })
  const paths: Road[] = []
  const counts = new Map<string, number>()
  const keep = ({ type, start, fields }: Road) => {
    const key = [type.name, start, fields.at(-1)].join(' ')
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count <= MAX_ROADS
  }
  for (let next = starts.filter(keep); next.length > 0; ) {
    paths.push(...next)
    next = next.flatMap((road) => onward(road).flatMap((field) => further(road, field))).filter(keep)
  }
  return place === 'a list' ? paths.filter(({ fields }) => fields.some(isListField)) : paths
}

// To each type by each field, and from each Node: the first of them may lead to a list that is empty.
const MAX_ROADS = 4

/** The fields that a road goes on by. A field from one Node to another is walked if the other has a list. */
const onward = (road: Road): Field[] =>
  fieldsOf(road.type).filter((field) => road.place === 'a list' || !passesNode(road) || !leadsToNode(field))

const passesNode = ({ place, fields, type }: Road) => place !== 'the feed' || fields.length > 2 || isNode(type)
const leadsToNode = ({ type }: Field) => {
  const named = getNamedType(type)
  return isAbstractType(named) || (isObjectType(named) && isNode(named))
}

const listFields = new Set(
  Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? fieldsOf(type).flatMap((field) => (isList(field) ? field.name : [])) : [],
  ),
)
const isListField = (name: string) => listFields.has(name)

/** A query along a road. */
export function queryAlong({ open }: Road, selections: readonly string[], beside = ''): string {
  const braces = open.split('{').length - open.split('}').length
  const text = `${open} ${selections.join(' ')} ${'}'.repeat(braces)} ${beside}`
  const variables = Object.entries({ at: 'String!', arn: 'ID!', id: 'ID!', representations: '[_Any!]!' })
  const used = variables.flatMap(([name, type]) => (text.includes(`$${name}`) ? `$${name}: ${type}` : []))
  return `query ${used.length > 0 ? `(${used.join(', ')})` : ''} { ${text} }`
}
