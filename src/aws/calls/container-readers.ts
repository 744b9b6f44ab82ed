import { isStructure, markUnreadable, wrongType } from './unreadable.ts'

/** Converts a value of JSON.parse to what the SDK returns. Never called with null; throws if the type is wrong. */
export type Read = (value: unknown) => unknown

/** The path of the output as a whole. */
export const ROOT = 'the answer'

/** Reads the members of a structure in place. */
export function structure(members: readonly (readonly [name: string, read: Read])[], path: string): Read {
  const readers = new Map(members)
  return (value) => {
    if (!isStructure(value)) throw wrongType(path)
    // Over what was sent: most structures have few of their members, and V8 finds those of an object fastest in its order.
    for (const name in value) {
      const read = readers.get(name)
      if (!read) continue
      const member = value[name]
      if (member === null) {
        delete value[name]
        continue
      }
      const now = read(member)
      if (now !== member) value[name] = now
    }
    return value
  }
}

/** Reads the values of a map in place. */
export function map(read: Read, path: string): Read {
  return (value) => {
    if (!isStructure(value)) throw wrongType(path)
    for (const one of Object.values(value)) if (one !== null) read(one)
    return value
  }
}

/**
 * Reads the items of a list in place and drops nulls. With `losesItems`, unreadable items are dropped too, and the list
 * is marked.
 */
export function list(read: Read, path: string, losesItems: boolean): Read {
  return (value) => {
    if (!Array.isArray(value)) throw wrongType(path)
    let length = 0
    for (const one of value) {
      if (one === null) continue
      try {
        value[length] = read(one)
        length++
      } catch (error) {
        if (!losesItems) throw error
        markUnreadable(value, error as Error)
      }
    }
    if (length < value.length) value.length = length
    return value
  }
}
