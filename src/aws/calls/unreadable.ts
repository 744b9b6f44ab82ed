/** A JSON object, as returned by JSON.parse. */
export type Structure = Record<string, unknown>

export const isStructure = (value: unknown): value is Structure =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An AWS answer, or an item of one, that cannot be used. */
export class UnreadableAnswer extends TypeError {
  override readonly name = 'UnreadableAnswer'
}

/** A value whose type differs from the SDK's model at this path. */
export const wrongType = (path: string): UnreadableAnswer =>
  new UnreadableAnswer(`AWS answered something else than its own model says: see ${path}.`)

const unreadable = new WeakMap<object, Error>()

/** Marks a list of an output, or a value derived from it, as lacking items that could not be read, with the reason. */
export const markUnreadable = (list: object, why: Error): void => void unreadable.set(list, why)

/** Why items that AWS sent are missing: from a list among the members of this output, or from these values. */
export function unreadableIn(lists: object): Error | undefined {
  for (const list of Object.values(lists)) {
    const why = typeof list === 'object' && list !== null ? unreadable.get(list) : undefined
    if (why) return why
  }
  return undefined
}
