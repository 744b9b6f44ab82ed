import { type GraphQLObjectType, getNamedType, isLeafType } from 'graphql'
import type { RecordedCall } from '../../src/emulator/server.ts'
import { decodeId, encodeId } from '../../src/graphql/ids.ts'
import { policyIn } from '../imagebuilder/sample.ts'
import type { Gateway } from '../support/gateway.ts'
import { ask, type Field, fieldsOf, isConnection, PLACES, queryAlong, type Road, roads } from './null-law.roads.ts'

/** Fields of one type, read in one place, and the calls that they make beyond those that read their parents. */
export interface Walk {
  road: Road
  /** The fields that make a call, with the operations that each was seen to send. */
  callers: Map<string, ReadonlySet<string>>
  /** Fields beside them that make none. */
  siblings: string[]
  ids: ReadonlyMap<string, string>
}

/** A query in one region. */
export interface Asked {
  query: string
  variables: (region: string) => object
}

/**
 * A field without a call of its own has no resolver, or one without a context. The length of a wrapped resolver, which
 * gives arguments their defaults, does not show this.
 */
const mayCall = (type: GraphQLObjectType) => (field: Field) =>
  field.resolve !== undefined &&
  (field.resolve.length > 2 || field.args.length > 0 || /(Connection|Edge)$/.test(type.name))

// Of several lists of a type one may give it whole, and another leave something to be read.
const MAX_LOOKED = 3

/** A call without the region it was made in: equal in every region of an equal world. */
export const keyOf = ({ service, operation, region, input }: RecordedCall): string =>
  `${service}:${operation} ${JSON.stringify(input).replaceAll(region, '*')}`

/** The query for some fields of a road, with another root field that another service answers. */
export function question(
  { road, siblings, ids }: Omit<Walk, 'callers'>,
  fields: readonly string[],
  beside = '',
): Asked {
  const selected = fieldsOf(road.type).filter(({ name }) => fields.includes(name))
  const query = queryAlong(road, ['__typename', ...siblings, ...selected.map(ask)], beside)
  return {
    query,
    variables: (region) => {
      const id = road.start && idIn(region, ids.get(road.start) ?? '')
      const values = { at: region, arn: policyIn(region), id, representations: [{ __typename: road.start, id }] }
      return Object.fromEntries(Object.entries(values).filter(([name]) => query.includes(`$${name}`)))
    },
  }
}

function idIn(region: string, id: string): string {
  const { type, location, keys } = decodeId(id)
  return encodeId(type, region, ...keys.map((key) => key.replaceAll(location, region)))
}

/**
 * Walks the schema in a region where nothing fails: every type that a road leads to, and which of its fields are seen
 * to make a call. A type that the world has nothing of is in `empty`.
 */
export async function discover(gateway: Gateway, region: string) {
  const ids = new Map<string, string>()
  const walks: Walk[] = []
  const empty = new Set<string>()
  const look = async (walk: Omit<Walk, 'callers'>, fields: readonly string[]) => {
    const { query, variables } = question(walk, fields)
    gateway.emulator.calls.splice(0)
    const { data } = await gateway.query(query, variables(region))
    return { data, calls: gateway.emulator.calls.splice(0) }
  }
  for (const place of PLACES) {
    const toTypes = new Map<string, Road[]>()
    for (const road of roads(place)) {
      const key = `${road.type.name} ${road.start}`
      toTypes.set(key, [...(toTypes.get(key) ?? []), road])
    }
    for (const some of toTypes.values()) {
      const type = some[0]?.type
      const isWanted = type && fieldsOf(type).some(mayCall(type))
      if (!isWanted || (some[0]?.start && !ids.has(some[0].start))) continue
      const candidates = fieldsOf(type).filter(mayCall(type))
      const siblings = fieldsOf(type)
        .filter((field) => isLeafType(getNamedType(field.type)) && !mayCall(type)(field) && field.name !== 'id')
        .map(({ name }) => name)
      const unseen = new Set(candidates.map(({ name }) => name))
      let looked = 0
      for (const road of some) {
        if (looked === (place === 'a list' ? MAX_LOOKED : 1) || unseen.size === 0) break
        const walk = { road, siblings, ids }
        const before = await look(walk, type.getFields().id ? ['id'] : [])
        const [first] = objectsOf(before.data, road)
        if (!first) continue
        looked += 1
        if (place === 'a list' && typeof first.id === 'string' && !ids.has(type.name)) ids.set(type.name, first.id)
        const beforeKeys = new Set(before.calls.map(keyOf))
        const ownCalls = async (names: readonly string[]) => {
          const own = (await look(walk, names)).calls.filter((call) => !beforeKeys.has(keyOf(call)))
          return new Set(own.map(({ service, operation }) => `${service}:${operation}`))
        }
        const callers = new Map<string, ReadonlySet<string>>()
        if ((await ownCalls([...unseen])).size > 0)
          for (const name of unseen) {
            const operations = await ownCalls([name])
            if (operations.size > 0) callers.set(name, operations)
          }
        for (const name of callers.keys()) unseen.delete(name)
        if (callers.size > 0) walks.push({ ...walk, callers })
      }
      if (looked === 0 && !isConnection(type)) empty.add(`${type.name} in ${place}`)
    }
  }
  return { walks, empty, ids }
}

/** The objects of a road's type in an answer. */
export function objectsOf(data: unknown, { fields, type }: Road): Record<string, unknown>[] {
  let level: unknown[] = [data]
  for (const field of fields)
    level = level
      .flatMap((value) => (value as Record<string, unknown> | null)?.[field] ?? [])
      .flat(3)
      .filter((value) => value !== null)
  return (level as Record<string, unknown>[]).filter(({ __typename }) => __typename === type.name)
}
