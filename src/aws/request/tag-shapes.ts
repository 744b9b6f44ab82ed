import { markUnreadable, UnreadableAnswer } from '../calls/unreadable.ts'

/** An AWS shape with the members that AWS always sends, its kind, and its location. */
export type Located<Kind extends string, Shape, Always extends keyof Shape = never> = Shape & {
  [Member in Always]-?: NonNullable<Shape[Member]>
} & { kind: Kind; location: string }

/** AWS's answers by key, in any order: see `byId`. */
export function tagShapes<Kind extends string, Shape extends object, Key extends keyof Shape>(
  kind: Kind,
  location: string,
  key: Key,
  shapes: readonly Shape[] = [],
): Map<string, Located<Kind, Shape, Key>> {
  return byId(
    shapes.map((shape) => Object.assign(shape, { kind, location }) as Located<Kind, Shape, Key>),
    (shape) => shape[key],
  )
}

/**
 * Values by id. A value without an id (AWS left it out) or undefined (AWS sent something unreadable) is skipped, and
 * the map is marked as incomplete.
 */
export function byId<V>(values: readonly (V | undefined)[], idOf: (value: V) => unknown): Map<string, V> {
  const valuesById = new Map<string, V>()
  for (const value of values) {
    const id = value === undefined ? undefined : idOf(value)
    if (value !== undefined && typeof id === 'string' && id) valuesById.set(id, value)
    else markUnreadable(valuesById, new UnreadableAnswer('AWS left out an id'))
  }
  return valuesById
}

/** The items of a page that have an id. If some have none, the page does not prove that other items do not exist. */
export function identified<Shape extends object, Id extends keyof Shape>(shapes: readonly Shape[] = [], id: Id) {
  const items = shapes.filter((shape): shape is Shape & { [Member in Id]-?: NonNullable<Shape[Member]> } =>
    isId(shape[id]),
  )
  return { items, isIncomplete: items.length < shapes.length }
}

/** A text, or an integer, which the SDK's schema does not tell from other numbers. */
const isId = (value: unknown): boolean =>
  typeof value === 'number' ? Number.isInteger(value) : typeof value === 'string' && value !== ''
