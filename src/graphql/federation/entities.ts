import type { Context } from '../../context.ts'
import { inputError, quote } from '../../errors.ts'
import { decodeId } from '../ids.ts'
import { type Found, type NodeReaders, nodeReader } from './nodes.ts'

/** How an entity is read by what AWS calls it; undefined where AWS does not know it. */
export interface NaturalKey {
  /** The fields of the key. */
  fields: readonly string[]
  /** Takes the values of the fields, in their order. */
  read: (context: Context, ...values: string[]) => Promise<Found | undefined>
}

/** By the type of the entity; each of them is a Node and has the key `id` as well. */
export type NaturalKeys = Readonly<Record<string, NaturalKey>>

type Members = Readonly<Record<string, unknown>>

/**
 * The resolvers through which a router asks for entities: the Nodes, by id or by natural key. All are read at once, so
 * that they share AWS's batch reads. Each answers for its own slot: null where AWS does not know it, an error where it
 * is malformed or cannot be read.
 */
export function entityResolvers(nodes: NodeReaders, naturalKeys: NaturalKeys) {
  const types = new Set(Object.keys(nodes))
  const natural = new Map(Object.entries(naturalKeys))
  const readNode = nodeReader(nodes)

  async function read(representation: unknown, context: Context): Promise<Found | null> {
    const { __typename: type, ...key } = checked(representation)
    if (!types.has(type)) throw inputError(`${quote(type)} is not a type of entities here.`)
    const found = await byKey(type, key, context)
    return found?.kind === type ? found : null // a target may be of another kind than it is said to be
  }

  function byKey(type: string, key: Members, context: Context) {
    const naturalKey = natural.get(type)
    if (key.id == null && naturalKey)
      return naturalKey.read(context, ...naturalKey.fields.map((field) => fieldOf(key, field)))
    const id = fieldOf(key, 'id')
    const named = decodeId(id).type
    if (named !== type) throw inputError(`${quote(id)} is the id of a ${named}, not of a ${type}.`)
    return readNode(id, context)
  }

  return {
    Query: {
      _entities: (_: unknown, { representations }: { representations: readonly unknown[] }, context: Context) =>
        representations.map((representation) => read(representation, context)),
    },
    _Entity: { __resolveType: ({ kind }: Found) => kind },
  }
}

function checked(representation: unknown): Members & { __typename: string } {
  const { __typename, ...members } = Object(representation) as Members
  if (typeof __typename === 'string') return { ...members, __typename }
  throw inputError('A reference is an object with "__typename" and the fields of a key.')
}

/** A field of a key. What is an ID here may be a number elsewhere. */
function fieldOf(key: Members, field: string): string {
  const value = key[field]
  if ((typeof value === 'string' && value !== '') || Number.isSafeInteger(value)) return String(value)
  throw inputError(`"${field}" was ${quote(value)}: expected the value of a key.`)
}
