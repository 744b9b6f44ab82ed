/** An AWS shape with the members AWS always sends, what it is, and the location it came from. */
export type Located<Kind extends string, Shape, Always extends keyof Shape = never> = Shape & {
  [Member in Always]-?: NonNullable<Shape[Member]>
} & { kind: Kind; location: string }

/** AWS's answers by key, whatever their order; an answer without its key is left out. */
export function located<Kind extends string, Shape extends object, Key extends keyof Shape>(
  kind: Kind,
  location: string,
  key: Key,
  shapes: readonly Shape[] = [],
): Map<string, Located<Kind, Shape, Key>> {
  const found = new Map<string, Located<Kind, Shape, Key>>()
  for (const shape of shapes) {
    const value = shape[key]
    if (typeof value === 'string')
      found.set(value, Object.assign(shape, { [key]: value, kind, location }) as Located<Kind, Shape, Key>)
  }
  return found
}
