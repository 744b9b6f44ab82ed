/** A JSON object as JSON.parse gives it. */
export type Structure = Record<string, unknown>

export const isStructure = (value: unknown): value is Structure =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An answer of AWS, or an item of it, that cannot be used. */
export class UnreadableAnswer extends TypeError {
  override readonly name = 'UnreadableAnswer'
}

/** A value of another type than the SDK's model has at this path. */
export const wrongType = (path: string): UnreadableAnswer =>
  new UnreadableAnswer(`AWS answered something else than its own model says: see ${path}.`)

const unreadable = new WeakMap<object, Error>()

/** Takes note that a list of an output, or what was made of it, lacks items that could not be read, and why not. */
export const markUnreadable = (list: object, why: Error): void => void unreadable.set(list, why)

/** Why items are missing that AWS sent: from a list of the members of this output, or of these values. */
export function unreadableIn(lists: object): Error | undefined {
  for (const list of Object.values(lists)) {
    const why = typeof list === 'object' && list !== null ? unreadable.get(list) : undefined
    if (why) return why
  }
  return undefined
}
