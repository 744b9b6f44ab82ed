import type { ChainableCommander, Cluster, Redis } from 'ioredis'

export type RedisClient = Redis | Cluster

/** The answers to the commands of a pipeline; rejects with the first error among them. */
export async function answersOf(pipeline: ChainableCommander): Promise<unknown[]> {
  const replies = (await pipeline.exec()) ?? []
  return replies.map(([error, answer]) => {
    if (error) throw error
    return answer
  })
}

/** The answer to TIME in milliseconds since 1970. https://redis.io/docs/latest/commands/time/ */
export function timeOf(reply: unknown): number {
  const [seconds, microseconds] = Array.isArray(reply) ? reply.map(Number) : []
  const time = 1000 * (seconds ?? Number.NaN) + (microseconds ?? 0) / 1000
  if (!Number.isFinite(time)) throw new Error('Redis answered TIME with something else')
  return time
}
