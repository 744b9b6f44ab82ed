import type { Cluster, Redis } from 'ioredis'

export type RedisClient = Redis | Cluster

/** The answer to TIME in milliseconds since 1970. https://redis.io/docs/latest/commands/time/ */
export function timeOf(reply: unknown): number {
  const [seconds, microseconds] = Array.isArray(reply) ? reply.map(Number) : []
  const time = 1000 * (seconds ?? Number.NaN) + (microseconds ?? 0) / 1000
  if (!Number.isFinite(time)) throw new Error('Redis answered TIME with something else')
  return time
}
