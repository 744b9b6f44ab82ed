import type { NormalizedSchema } from '@smithy/core/schema'
import { parseEpochTimestamp, parseRfc3339DateTimeWithOffset } from '@smithy/core/serde'

/** Whether a value is of the types that a shape has, at every depth; null is the absence of one. */
export function fits(shape: NormalizedSchema, value: unknown): boolean {
  if (value === undefined || value === null) return true
  const isObject = typeof value === 'object' && !Array.isArray(value)
  if (shape.isStructSchema())
    return isObject && [...shape.structIterator()].every(([name, member]) => fits(member, (value as never)[name]))
  if (shape.isListSchema()) return Array.isArray(value) && value.every((item) => fits(shape.getValueSchema(), item))
  if (shape.isMapSchema()) return isObject && Object.values(value).every((item) => fits(shape.getValueSchema(), item))
  if (shape.isTimestampSchema()) return isTime(shape.getSchema() === 5, value)
  if (shape.isNumericSchema()) return typeof value === 'number' || NUMBERS.includes(value)
  return typeof value === (shape.isBooleanSchema() ? 'boolean' : 'string')
}

const NUMBERS: readonly unknown[] = ['NaN', 'Infinity', '-Infinity']

function isTime(inWords: boolean, value: unknown): boolean {
  try {
    const time = (inWords ? parseRfc3339DateTimeWithOffset : parseEpochTimestamp)(value)
    return time !== undefined && !Number.isNaN(time.getTime())
  } catch {
    return false
  }
}

/** An answer without the items that do not fit, of its lists of structures. */
export function withoutUnfit(output: NormalizedSchema, body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const rest: Record<string, unknown> = { ...body }
  for (const [name, member] of output.structIterator()) {
    const list = rest[name]
    if (!Array.isArray(list) || !member.isListSchema() || !member.getValueSchema().isStructSchema()) continue
    rest[name] = list.filter((item) => fits(member.getValueSchema(), item))
  }
  return rest
}

/** An answer with one value after another replaced, at every depth: [where, the answer with it]. */
export function* spoiltAnswers(
  shape: NormalizedSchema,
  sample: unknown,
  path = 'body',
): Generator<[path: string, body: unknown]> {
  for (const wrong of [7, 'x', true, [7], { x: 7 }])
    if (!fits(shape, wrong)) yield [`${JSON.stringify(wrong)} at ${path}`, wrong]
  if (shape.isStructSchema())
    for (const [name, member] of shape.structIterator()) {
      const whole = sample as Record<string, unknown>
      for (const [where, spoilt] of spoiltAnswers(member, whole[name], `${path}.${name}`))
        yield [where, { ...whole, [name]: spoilt }]
    }
  if (shape.isListSchema())
    for (const [where, spoilt] of spoiltAnswers(shape.getValueSchema(), (sample as unknown[])[0], `${path}[]`))
      yield [where, [spoilt, ...(sample as unknown[]).slice(1)]]
  if (shape.isMapSchema())
    for (const [where, spoilt] of spoiltAnswers(shape.getValueSchema(), 'text', `${path}.*`))
      yield [where, { one: spoilt, two: 'text' }]
}
