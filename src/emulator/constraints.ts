/**
 * A service model's constraints on a member: a pattern for the whole value; `min` and `max` limit a number or the
 * length of a text or list.
 */
export interface Constraint {
  pattern?: RegExp
  min?: number
  max?: number
}

/**
 * AWS's message for an input that violates the model, or undefined for a valid one. Recorded: "1 validation error
 * detected: Value '…' at 'tableName' failed to satisfy constraint: Member must …".
 */
export function violationsOf(
  input: object,
  required: string[],
  constraints: Record<string, Constraint>,
): string | undefined {
  const members = input as Record<string, unknown>
  const names = new Set([...required, ...Object.keys(constraints)])
  const breaches = [...names].flatMap((name) => {
    const value = members[name]
    if (value === undefined && !required.includes(name)) return []
    return breachesOf(value, constraints[name] ?? {}).map((must) => {
      const shown = value === undefined ? 'null' : `'${value}'`
      const place = name.charAt(0).toLowerCase() + name.slice(1)
      return `Value ${shown} at '${place}' failed to satisfy constraint: Member must ${must}`
    })
  })
  if (breaches.length === 0) return undefined
  return `${breaches.length} validation error${breaches.length > 1 ? 's' : ''} detected: ${breaches.join('; ')}`
}

function breachesOf(
  value: unknown,
  { pattern, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: Constraint,
) {
  if (value === undefined) return ['not be null']
  const breaches: string[] = []
  const length = typeof value === 'string' || Array.isArray(value) ? value.length : undefined
  const size = length ?? Number(value)
  const measure = length === undefined ? 'value' : 'length'
  if (size > max) breaches.push(`have ${measure} less than or equal to ${max}`)
  if (size < min) breaches.push(`have ${measure} greater than or equal to ${min}`)
  if (pattern && !new RegExp(`^(?:${pattern.source})$`).test(String(value)))
    breaches.push(`satisfy regular expression pattern: ${pattern.source}`)
  return breaches
}
