type Stored = [
  format: number,
  askedAt: number,
  seconds: number,
  final: boolean,
  bytes: unknown,
  kind: number,
  content: unknown,
]

// The kind of content that is an object: src/aws/shared/redis/codec.ts.
const OBJECT = 1

/** Changes of a stored value after which it is still read without an error. */
export const WRONG_VALUES: Record<string, (stored: Stored) => unknown[]> = {
  'a negative size': (stored) => stored.with(4, -1e9),
  'a size that is no number': (stored) => stored.with(4, Number.NaN),
  'an infinite size': (stored) => stored.with(4, 1e308),
  'texts in the place of dates': (stored) => withContent(stored, 'completeTime', 'x'),
  'a text in the place of a list': (stored) => withContent(stored, 'items', 'none'),
  'a number in the place of a token': (stored) => withContent(stored, 'items', [], { nextToken: 7 }),
  'an item that is no id': (stored) => withContent(stored, 'items', [7]),
  'the name of another location': (stored) => withContent(stored, 'location', 'hidden'),
  'the id of another deployment': (stored) => withContent(stored, 'deploymentId', 'd-FLEET0002'),
  'no members': (stored) => (stored[5] === OBJECT ? stored.with(6, {}) : stored),
}

function withContent(stored: Stored, member: string, value: unknown, others: object = {}): unknown[] {
  const content = stored[6]
  if (typeof content !== 'object' || content === null || !(member in content)) return stored
  return stored.with(6, { ...content, [member]: value, ...others })
}
