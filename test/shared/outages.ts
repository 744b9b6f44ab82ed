import { freePort, type RedisServer } from './redis-server.ts'

/** Ways in which a Redis that was in use is of no use any more. */
export const OUTAGES: Record<string, (redis: RedisServer) => Promise<unknown>> = {
  'is killed': (redis) => redis.kill(),
  'is stopped by SIGSTOP': (redis) => redis.kill('SIGSTOP'),
  'is a replica that takes no writes': async (redis) =>
    redis.client().call('replicaof', ['127.0.0.1', `${await freePort()}`]),
  'is out of memory and evicts nothing': async (redis) => {
    await redis.client().config('SET', 'maxmemory-policy', 'noeviction')
    await redis.client().config('SET', 'maxmemory', '1')
  },
}

/** The values of a metric of a gateway, by the text of their labels. */
export async function metric(gateway: { metricsUrl?: string }, name: string): Promise<Record<string, number>> {
  const text = await (await fetch(`${gateway.metricsUrl}`)).text()
  const lines = text.matchAll(new RegExp(`^deploygraph_${name}(?:\\{(.*)\\})? (\\S+)$`, 'gm'))
  return Object.fromEntries(
    [...lines].map(([, labels = '', value]) => [labels, Number(value?.replace('+Inf', 'Infinity'))]),
  )
}
