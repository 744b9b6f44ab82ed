import { markUnreadable, UnreadableAnswer } from '../calls/unreadable.ts'

/** An AWS shape with the members AWS always sends, what it is, and the location it came from. */
export type Located<Kind extends string, Shape, Always extends keyof Shape = never> = Shape & {
  [Member in Always]-?: NonNullable<Shape[Member]>
} & { kind: Kind; location: string }

/** AWS's answers by key, whatever their order: see `byId`. */
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
 * Values by their id. One that has none (AWS left it out), or is undefined (AWS sent what cannot be read), is not there, and
 * the map is marked as lacking it.
 */
export function byId<V>(values: readonly (V | undefined)[], idOf: (value: V) => unknown): Map<string, V> {
  const known = new Map<string, V>()
  for (const value of values) {
    const id = value === undefined ? undefined : idOf(value)
    if (value !== undefined && typeof id === 'string' && id) known.set(id, value)
    else markUnreadable(known, new UnreadableAnswer('AWS left out an id'))
  }
  return known
}

/** The items of a page that have what identifies them. One that AWS sent without is no proof that there is none. */
export function identified<Shape extends object, Id extends keyof Shape>(shapes: readonly Shape[] = [], id: Id) {
  const items = shapes.filter((shape): shape is Shape & { [Member in Id]-?: NonNullable<Shape[Member]> } =>
    isId(shape[id]),
  )
  return { items, isIncomplete: items.length < shapes.length }
}

/** A text, or an integer, which the SDK's schema does not tell from other numbers. */
const isId = (value: unknown): boolean =>
  typeof value === 'number' ? Number.isInteger(value) : typeof value === 'string' && value !== ''
