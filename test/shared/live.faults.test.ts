import { until } from '../support/until.ts'
import { sum } from './gateways.ts'
import { changingWorld, more, startWatched, watchAll } from './live-replicas.ts'
import { describeWithRedis, type RedisServer, redisServer } from './redis-server.ts'

interface Fault {
  begin: (redis: RedisServer) => Promise<unknown>
  end: (redis: RedisServer) => Promise<unknown>
}

const FAULTS: Record<string, Fault> = {
  'is killed, and started again': { begin: (redis) => redis.kill(), end: (redis) => redis.start() },
  'is stopped by SIGSTOP': { begin: (redis) => redis.kill('SIGSTOP'), end: (redis) => redis.kill('SIGCONT') },
  'is out of memory and evicts nothing': {
    begin: async (redis) => {
      await redis.client().config('SET', 'maxmemory-policy', 'noeviction')
      await redis.client().config('SET', 'maxmemory', '1')
    },
    end: (redis) => redis.client().config('SET', 'maxmemory', '0'),
  },
}

describeWithRedis('live updates of processes whose Redis', () => {
  test.each(Object.entries(FAULTS))('%s go on, and are shared again afterwards', async (_, fault) => {
    const redis = await redisServer()
    await redis.start()
    const { watched, calls, stop } = await startWatched(2, {
      world: changingWorld(),
      redisUrl: redis.url,
      redisTimeoutMs: 500,
    })
    const all = await watchAll(watched, 1)
    /** Whether both processes together ask AWS as often as one. */
    const isShared = async () => {
      calls()
      await more(all, 4)
      return sum(calls()) <= 6
    }
    await until(isShared)
    await fault.begin(redis)
    await more(all, 4)
    await fault.end(redis)
    await until(isShared)
    for (const { updates } of all) expect(updates.filter(({ errors, extensions }) => errors || extensions)).toEqual([])
    for (const { close } of all) close()
    await stop()
    await redis.stop()
  })
})
