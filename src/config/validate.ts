import type { z } from 'zod'

/** The validated value, or `undefined` with a line for each mistake added to `mistakes`. */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  mistakes: string[],
  name: (path: PropertyKey[]) => string,
): z.infer<Schema> | undefined {
  if (value === undefined) return undefined
  const { data, error } = schema.safeParse(value, { reportInput: true })
  for (const issue of error?.issues ?? []) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        mistakes.push(`${name([...issue.path, key])}: expected ${issue.message}, found an unknown one`)
    } else if (issue.code === 'custom') mistakes.push(`${name(issue.path)}: ${issue.message}`)
    else
      mistakes.push(`${name(issue.path)}: expected ${issue.message}, found ${describe(issue.path.at(-1), issue.input)}`)
  }
  return data
}

/** A path in the notation of messages: `locations[0].name`. */
export const dotted = (path: PropertyKey[]) =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')

// Not quoted: a URL may contain a password, an external id is confidential, text in the place of a structure may be
// anything, and a user may enter a key in the place of its hash.
const UNQUOTED: unknown[] = [
  ...['endpoint', 'otlpEndpoint', 'otlpTracesEndpoint', 'externalId', 'locations'],
  ...[
    'authJwksUrl',
    'authJwtSecret',
    'authRouterSecret',
    'redisUrl',
    'redisSentinelPassword',
    'apiKeys',
    'sha256',
    'scopes',
  ],
]

function describe(key: PropertyKey | undefined, value: unknown): string {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return value.length > 0 ? 'a list' : 'an empty list'
  if (typeof value === 'object') return 'a mapping'
  if (typeof key !== 'string' || UNQUOTED.includes(key)) return `a ${typeof value}`
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
