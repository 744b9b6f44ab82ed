import type { Structure } from '../aws/calls/indexed/shape.ts'

/** An object type whose objects are structures of AWS's answers. */
export interface WrittenType {
  /** That of AWS's model. */
  shape: Structure
  fields: WrittenFields
}

/**
 * How the fields of a type are written from the bytes of AWS's answer, by their names; fields that are not here are
 * left to their resolvers, and so is everything that is selected beside them. Each repeats its resolver's rule, for
 * speed: test/server/execution/ahead.differential.test.ts compares the two.
 */
export type WrittenFields = Readonly<Record<string, WrittenField>>

export type WrittenField =
  | MemberField
  /** A structure or a list of structures. */
  | { member: string; fields: WrittenFields }
  /** Milliseconds between two times. */
  | { as: 'duration'; from: string; to: string }
  /**
   * The synchronous result of its resolver. `by` names the properties of an item that decide it, where one result serves
   * all items that have them in common.
   */
  | { as: 'resolved'; by?: readonly string[] }

/** A text or a time, of AWS's name. The field's type says whether a text is a value of an enum. */
export interface MemberField {
  member: string
  /** The value if AWS leaves it out. Default: null. */
  absent?: string
  /** Whether an empty text is answered as null. */
  emptyIsNull?: boolean
  /** Whether a script wrote it: it takes `readsLogs`. */
  isLog?: boolean
}

/**
 * By the type of a list's items, then by object type. Lists of other abstract types, such as Node, are executed by resolvers; the
 * lists in their items are still written.
 */
export type WrittenTypes = Readonly<Record<string, Readonly<Record<string, WrittenType>>>>
