import type { Logger } from 'pino'
import { AnswerCache } from './aws/shared/answer-cache.ts'
import type { SecondMemory } from './aws/shared/second-memory.ts'
import { SharedReads } from './aws/shared/shared-reads.ts'
import { type Config, ConfigError } from './config.ts'

/** Loaded only where it is configured. Rejects with a ConfigError if Redis refuses this gateway. */
export async function memoryOf({ redisUrl, ...settings }: Config, log: Logger, elapsed: () => number) {
  if (!redisUrl) return undefined
  const { openMemory, RedisRefusal } = await import('./aws/shared/redis/open.ts')
  return openMemory({ redisUrl, ...settings }, log, elapsed).catch((error: unknown) => {
    throw error instanceof RedisRefusal ? new ConfigError(`REDIS_URL: ${error.message}`) : error
  })
}

// During an outage, the status of a rollout some minutes ago is better than none; older results would mislead.
const STALE_SECONDS = 600

/** One cache and one set of running calls for all requests; without the cache, one set of calls for each request. */
export function readsOf(
  { cache, batchWindowMs, serveStale }: Config,
  clock: () => number,
  elapsed: () => number,
  memory?: SecondMemory,
): () => SharedReads {
  if (!cache) return () => new SharedReads(0, clock)
  const reads = new SharedReads(batchWindowMs, clock, new AnswerCache(elapsed, serveStale ? STALE_SECONDS : 0), memory)
  return () => reads
}
