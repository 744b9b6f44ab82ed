import { isMap, parseDocument } from 'yaml'

/**
 * The values of a values.yaml, in their order: `path` such as `image.tag`, the default `value`, and the `meaning`, which is
 * the comment above the key. A mapping with a comment is one value; a mapping without one is a group of values.
 */
export function valuesOf(text) {
  return membersOf(parseDocument(text).contents, '')
}

function membersOf(map, prefix) {
  return map.items.flatMap(({ key, value }, index) => {
    const path = `${prefix}${key.value}`
    // The comment above the first key of a nested mapping is that of the mapping; above the first key of all there may be others.
    const comment = (index === 0 && map.commentBefore) || key.commentBefore
    const meaning = comment
      ?.split('\n\n')
      .at(-1)
      .trim()
      .replace(/\s*\n\s*/g, ' ')
    return isMap(value) && !meaning ? membersOf(value, `${path}.`) : [{ path, value: value.toJSON(), meaning }]
  })
}

const defaultOf = (value) => `\`${typeof value === 'string' ? value || '""' : JSON.stringify(value)}\``

/** The rows of the README's table of values. */
export const rowsOf = (values) =>
  values.map(({ path, value, meaning }) => `| \`${path}\` | ${defaultOf(value)} | ${meaning} |`)

const PORT = { type: 'integer', minimum: 1, maximum: 65_535 }
const COUNT = { type: 'integer', minimum: 1 }

// What the type of the default does not say.
const TYPES = {
  'image.pullPolicy': { enum: ['Always', 'IfNotPresent', 'Never'] },
  'service.type': { enum: ['ClusterIP', 'LoadBalancer', 'NodePort'] },
  replicaCount: { type: 'integer', minimum: 0 },
  'service.port': PORT,
  'redis.ports': { type: 'array', items: PORT },
  'ingress.hosts': { type: 'array', items: { type: 'string', minLength: 1 } },
  'autoscaling.minReplicas': COUNT,
  'autoscaling.maxReplicas': COUNT,
  'autoscaling.targetCPUUtilizationPercentage': COUNT,
  'podDisruptionBudget.maxUnavailable': { type: ['integer', 'string'], minimum: 0, pattern: '^[0-9]+%$' },
}

const typeOf = (value) => {
  if (Array.isArray(value)) return { type: 'array', items: { type: 'object' } }
  return { type: typeof value === 'number' ? 'integer' : typeof value }
}

const closed = (properties) => ({ type: 'object', properties, additionalProperties: false })

/** The JSON Schema of the values, draft 7; `config` is that of the value `config`. */
export function schemaOf(values, config) {
  const root = closed({ global: { type: 'object', description: 'What a parent chart shares with its subcharts.' } })
  for (const { path, value, meaning: description } of values) {
    const names = path.split('.')
    const last = names.pop()
    let group = root
    for (const name of names) group = group.properties[name] ??= closed({})
    const type = path === 'config' ? config : (TYPES[path] ?? typeOf(value))
    group.properties[last] = { description, ...type }
  }
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...root }
}
