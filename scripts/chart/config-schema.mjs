import { z } from 'zod'

/** Keys that `config` of the chart cannot have: secrets, and where the container listens. */
export const NOT_IN_CHART = [
  'host',
  'port',
  'metricsPort',
  'authJwtSecret',
  'authRouterSecret',
  'redisUrl',
  'redisSentinelPassword',
]

/**
 * The JSON Schema of `config` in the chart, from that of the configuration file and the meaning of each key. Patterns are left
 * out, because Helm's regular expressions are those of Go; the gateway checks them at its start.
 */
export function configSchemaOf(fileSchema, meanings) {
  const { properties } = z.toJSONSchema(fileSchema, {
    io: 'input',
    unrepresentable: 'any',
    target: 'draft-7',
    override: ({ jsonSchema }) => delete jsonSchema.pattern,
  })
  const entries = Object.entries(properties).filter(([key]) => !NOT_IN_CHART.includes(key))
  return {
    type: 'object',
    properties: Object.fromEntries(
      entries.map(([key, schema]) => [key, { ...(meanings[key] && { description: meanings[key] }), ...schema }]),
    ),
    additionalProperties: false,
  }
}
