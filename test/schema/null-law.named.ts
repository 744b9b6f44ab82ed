import { type GraphQLObjectType, getNamedType, isAbstractType, isObjectType } from 'graphql'
import type { Walk } from './null-law.cases.ts'
import { type Field, fieldsOf, isConnection, type Road, schema } from './null-law.roads.ts'

// The type of the node determines what these read.
const OF_ANY_NODE: ReadonlySet<string> = new Set(['Query.node', 'Query.nodes', 'Query._entities'])

/** The calls that fields were seen to make, and that no description of these fields names. */
export function unnamedCalls(walks: readonly Walk[]): string[] {
  const unnamed = walks.flatMap(({ road, callers }) =>
    [...callers].flatMap(([name, operations]) => {
      const at = `${road.type.name}.${name}`
      const text = descriptionsOf(road, name)
      const isNamed = (operation: string) => OF_ANY_NODE.has(at) || text.includes(operation.split(':')[1] ?? '')
      return [...operations].filter((operation) => !isNamed(operation)).map((operation) => `${at}: ${operation}`)
    }),
  )
  return [...new Set(unnamed)].sort()
}

/**
 * The texts that name a field's calls: its own description and its parent's type's; the list's of a connection, which
 * reads
 * when its fields are asked for.
 */
function descriptionsOf(road: Road, name: string): string {
  const own = road.type.getFields()[name]
  const isLazy = /(Connection|Edge)$/.test(road.type.name)
  const lists = isLazy ? (fieldsAlong(road).findLast((fields) => fields.some(isListed)) ?? []) : []
  return [road.type.description, ...[own, ...lists].map((field) => field && textOf(field))].join(' ')
}

const isListed = ({ type }: Field) => isConnection(getNamedType(type))

const textOf = ({ description, args }: Field) =>
  [description, ...args.map((argument) => argument.description)].join(' ')

/** The fields of each step of a road: several where one of that name is in several of the types that it may come by. */
function fieldsAlong({ fields, start }: Road): Field[][] {
  let types: readonly GraphQLObjectType[] = [schema.getQueryType()].flatMap((type) => type ?? [])
  return fields.map((name) => {
    const steps = types.flatMap((type) => fieldsOf(type).find((one) => one.name === name) ?? [])
    types = steps
      .flatMap(({ type }) => {
        const named = getNamedType(type)
        return isAbstractType(named) ? schema.getPossibleTypes(named) : isObjectType(named) ? [named] : []
      })
      .filter((type) => name === fields[1] || start === undefined || fields[0] !== name || type.name === start)
    return steps
  })
}
