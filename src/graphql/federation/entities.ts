import {
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isInterfaceType,
} from 'graphql'
import type { Context } from '../../context.ts'
import { inputError, quote } from '../../errors.ts'
import { decodeId } from '../ids.ts'
import { type Entity, type NodeReaders, nodeReader } from './nodes.ts'

/** How an entity is read by what AWS calls it; undefined if AWS does not know it. */
export interface NaturalKey {
  /** The fields of the key. */
  fields: readonly string[]
  /** How many references one AWS call reads, for docs/federation.md; a call each unless it is given. */
  perCall?: string
  /** Takes the values of the fields, in their order. */
  read: (context: Context, ...values: string[]) => Promise<Entity | undefined>
}

/** By the type of the entity; those that are Nodes have the key `id` as well. */
export type NaturalKeys = Readonly<Record<string, NaturalKey>>

type Members = Readonly<Record<string, unknown>>

/** Whether a router may ask for this interface by id, as it does for the `@interfaceObject` of another subgraph. */
export const isEntityInterface = (type: GraphQLNamedType | undefined): type is GraphQLInterfaceType =>
  isInterfaceType(type) && (type.astNode?.directives ?? []).some(({ name }) => name.value === 'key')

/**
 * The resolvers through which a router asks for entities: by id, by natural key, or by id for one of the interfaces that
 * have a key. All are read at once, so that they share AWS's batch reads. Each answers for its own slot: null if AWS
 * does not know it, an error where it is malformed or cannot be read.
 */
export function entityResolvers(nodes: NodeReaders, naturalKeys: NaturalKeys) {
  const nodeTypes = new Set(Object.keys(nodes))
  const natural = new Map(Object.entries(naturalKeys))
  const readNode = nodeReader(nodes)

  async function read(representation: unknown, context: Context, schema: GraphQLSchema): Promise<Entity | null> {
    const { __typename: type, ...key } = checked(representation)
    const named = schema.getType(type)
    if (isEntityInterface(named)) return byId(key, context, new Set(schema.getPossibleTypes(named).map(String)), type)
    const naturalKey = natural.get(type)
    if (!nodeTypes.has(type) && !naturalKey) throw inputError(`${quote(type)} is not an entity type of this schema.`)
    if (!naturalKey || (nodeTypes.has(type) && key.id != null)) return byId(key, context, new Set([type]), type)
    const entity = await naturalKey.read(context, ...naturalKey.fields.map((field) => fieldOf(key, field)))
    return ofType(entity, type)
  }

  /** The Node of the id, which has to be of one of the types. */
  async function byId(
    key: Members,
    context: Context,
    types: ReadonlySet<string>,
    type: string,
  ): Promise<Entity | null> {
    const id = fieldOf(key, 'id')
    const named = decodeId(id).type
    if (!types.has(named)) throw inputError(`${quote(id)} is the id of a ${named}, not of a ${type}.`)
    return ofType(await readNode(id, context), named)
  }

  return {
    Query: {
      _entities: (
        _: unknown,
        { representations }: { representations: readonly unknown[] },
        context: Context,
        { schema }: GraphQLResolveInfo,
      ) => representations.map((representation) => read(representation, context, schema)),
    },
    _Entity: { __resolveType: ({ kind }: Entity) => kind },
  }
}

/** The entity, or null if it is of another type: a reference may name the wrong kind of target. */
const ofType = (entity: Entity | null | undefined, type: string) => (entity?.kind === type ? entity : null)

function checked(representation: unknown): Members & { __typename: string } {
  // Not Object(…): a text would become an object of its characters.
  const members = typeof representation === 'object' ? (representation as Members | null) : null
  if (typeof members?.__typename === 'string') return { ...members, __typename: members.__typename }
  throw inputError('A reference is an object with "__typename" and the fields of a key.')
}

/** A field of a key. An ID may be a number in another subgraph. */
function fieldOf(key: Members, field: string): string {
  const value = key[field]
  if ((typeof value === 'string' && value !== '') || Number.isSafeInteger(value)) return String(value)
  throw inputError(`"${field}" was ${quote(value)}: expected the value of a key.`)
}
