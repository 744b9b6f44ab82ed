import type { Context } from '../../context.ts'
import { GatewayError, inputError, quote } from '../../errors.ts'
import { assertMaxLength } from '../arguments.ts'
import { decodeId } from '../ids.ts'

/** AWS's data about one entity, with its type in the schema. */
export type Entity = { kind: string }

/**
 * How each Node type is read by its location and the keys of its id; undefined if AWS does not know it. A reader
 * takes as many keys as its ids have.
 */
export type NodeReaders = Readonly<
  Record<string, (context: Context, location: string, ...keys: string[]) => Promise<Entity | undefined>>
>

// Every id may be a call of its own, so their number is bounded before any is made.
const MAX_NODES = 100

/** Reads one Node of any type by its id; null if AWS does not know it, BAD_USER_INPUT for text that is not an id. */
export function nodeReader(readers: NodeReaders) {
  const readerByType = new Map(Object.entries(readers))
  return async (id: string, context: Context): Promise<Entity | null> => {
    const { type, location, keys } = decodeId(id)
    const reader = readerByType.get(type)
    if (!reader) throw inputError(`${quote(id)} is not an id: "${type}" is not a Node type.`)
    if (keys.length !== reader.length - 2) throw inputError(`${quote(id)} is not the id of a ${type}.`)
    return (await reader(context, context.locations.named(location).name, ...keys)) ?? null
  }
}

/** The resolvers of Query.node and Query.nodes. Text that is not an id of this gateway is null, like an unknown id. */
export function nodeResolvers(readers: NodeReaders) {
  const readNode = nodeReader(readers)
  const read = (id: string, context: Context) =>
    readNode(id, context).catch((error: unknown) => {
      if (error instanceof GatewayError && error.code === 'BAD_USER_INPUT') return null
      throw error
    })
  return {
    node: (_: unknown, { id }: { id: string }, context: Context) => read(id, context),
    nodes: (_: unknown, { ids }: { ids: readonly string[] }, context: Context) => {
      return assertMaxLength(MAX_NODES, ids, 'ids').map((id) => read(id, context))
    },
  }
}
