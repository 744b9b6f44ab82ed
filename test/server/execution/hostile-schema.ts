import { createHash } from 'node:crypto'
import {
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  responsePathAsArray,
} from 'graphql'
import { GatewayError } from '../../../src/errors.ts'
import { randomNumbers } from './random-documents.ts'

type Random = () => number

interface Place {
  /** Identifies this place of this answer; the fault here depends on it. */
  path: string
  kind?: string
}

/**
 * Puts into a schema resolvers that do everything resolvers may do: throw and reject with errors of every kind, answer
 * with nothing where something is promised, with functions, promises and errors in places of their own and in lists,
 * with values that no scalar takes, with types that are not possible. The fault depends on the seed and the place.
 * Items that may not be null are promises, all or none: graphql-js itself leaves a rejection unhandled otherwise.
 */
export function makeHostile(schema: GraphQLSchema, seed: number, evil: number): GraphQLSchema {
  const randomAt = (path: string) =>
    randomNumbers(createHash('sha256').update(`${seed} ${path}`).digest().readInt32LE(0))

  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue
    if (isAbstractType(type))
      type.resolveType = (value: Place) => {
        if (value.kind === 'thrown') throw new Error('no type')
        return value.kind === 'promised' ? Promise.resolve(schema.getPossibleTypes(type)[0]?.name) : value.kind
      }
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const random = randomAt(`${type.name}.${field.name}`)
      if (random() < 0.5 || type === schema.getQueryType())
        field.resolve = (_source: unknown, args: object, _context: unknown, info: GraphQLResolveInfo) => {
          const path = `${info.fieldName} ${responsePathAsArray(info.path).join('.')}`
          const random = randomAt(path)
          if (random() < evil / 2) return THROWING[Math.floor(random() * THROWING.length)]?.(path)
          return anything(field.type, path, random, false, JSON.stringify(Object.entries(args).sort()))
        }
      else if (random() < 0.8) field.resolve = undefined // the parent's member, see below; or what it was before
    }
  }
  return schema

  function anything(type: GraphQLOutputType, path: string, random: Random, inMember: boolean, args = '{}'): unknown {
    const trouble = random() < evil ? TROUBLES[Math.floor(random() * TROUBLES.length)] : undefined
    if (trouble) return trouble(path)
    const value = right(type, path, random, args)
    return random() < (inMember ? evil / 5 : 0.3) ? later(value, random) : value
  }

  function right(type: GraphQLOutputType, path: string, random: Random, args: string): unknown {
    if (isNonNullType(type)) return right(type.ofType, path, random, args)
    if (isListType(type)) {
      const items = Array.from({ length: Math.floor(random() * 4) }, (_, index) => {
        const at = `${path}.${index}`
        if (!isNonNullType(type.ofType)) return anything(type.ofType, at, randomAt(at), false)
        // Also where nothing is in trouble: a null in @include(if:) is an error of each item.
        return evil > 0
          ? Promise.resolve(anything(type.ofType, at, randomAt(at), false))
          : right(type.ofType, at, randomAt(at), args)
      })
      return random() < 0.1 ? new Set(items) : items
    }
    if (isAbstractType(type)) {
      const possible = schema.getPossibleTypes(type)
      const kind = random() < evil ? ['Location', 'thrown', 'promised', undefined] : possible.map(({ name }) => name)
      return parent({ path, kind: kind[Math.floor(random() * kind.length)] })
    }
    if (isObjectType(type)) return parent({ path, kind: type.name })
    if (isEnumType(type)) {
      const { name } = type.getValues()[Math.floor(random() * type.getValues().length)] ?? {}
      return random() < 1 - evil / 2 ? name : random() < 0.5 ? 'NewerThanTheSchema' : 7
    }
    switch (type.name) {
      case 'Int':
        return random() < 1 - evil / 2 ? Math.floor(random() * 1e6) : 'many'
      case 'Float':
        return random() < 1 - evil / 2 ? random() : Number.NaN
      case 'Boolean':
        return random() < 1 - evil / 2 ? random() < 0.5 : 'perhaps'
      case 'DateTime':
        return random() < 1 - evil / 2 ? new Date(Math.floor(random() * 2e12)) : new Date(Number.NaN)
      default:
        return random() < 1 - evil / 2 ? `${path} ${args}` : random() < 0.5 ? 42 : { not: 'text' }
    }
  }

  /** An object of the schema whose members are made when they are read, once each. */
  function parent(place: Place): object {
    const type = schema.getType(place.kind ?? '')
    const members = isObjectType(type) ? Object.values(type.getFields()) : []
    const object: Record<string, unknown> = { ...place }
    for (const { name, type: memberType } of members) {
      let made: { value: unknown } | undefined
      const make = () => {
        const path = `${place.path}/${name}`
        const random = randomAt(path)
        const value = anything(memberType, path, random, true)
        return { value: random() < evil / 5 ? () => value : value }
      }
      Object.defineProperty(object, name, {
        get: () => {
          made ??= make()
          return made.value
        },
      })
    }
    return object
  }
}

/** A promise that is settled after some turns of the queue. */
async function later(value: unknown, random: Random): Promise<unknown> {
  for (let turns = Math.floor(random() * 5); turns > 0; turns--) await undefined
  return value
}

const reject = (make: (path: string) => unknown) => (path: string) => {
  const rejected = Promise.reject(make(path))
  rejected.catch(() => undefined) // even if it is not awaited
  return rejected
}

const read = (path: string) => new GatewayError('AWS_THROTTLED', `slow down at ${path}`)
const coded = (path: string) => new GraphQLError(path, { extensions: { code: 'CODED' } })
const located = (path: string) => new GraphQLError(path, { path: ['elsewhere'], extensions: { code: 'ELSEWHERE' } })
const text = (path: string) => path
const nothing = () => undefined
const ERRORS = [read, read, (path: string) => new TypeError(path), coded, located, text, nothing]

/** The values of a parent's members, which a resolver may return too. */
const TROUBLES: readonly ((path: string) => unknown)[] = [
  ...[nothing, nothing, () => null, () => Promise.resolve(null), () => Promise.resolve(undefined)],
  ...ERRORS.map(reject),
  ...[read, coded, (path: string) => Promise.resolve(read(path))], // errors that were returned, not thrown
  ...[() => () => 'a function', text, () => 5, () => Object.create({ message: 'not an error' })],
]

const throwing = (make: (path: string) => unknown) => (path: string) => {
  throw make(path)
}

/** The errors that a resolver may throw. */
const THROWING = ERRORS.map(throwing)
