import { until } from '../support/until.ts'
import { sum } from './gateways.ts'
import { changingWorld, more, startWatched, watchAll } from './live-replicas.ts'
import { describeWithRedis, type RedisServer, redisServer, slowProxy } from './redis-server.ts'

type Proxy = Awaited<ReturnType<typeof slowProxy>>

interface Fault {
  begin: (redis: RedisServer, proxy: Proxy) => Promise<unknown>
  end: (redis: RedisServer, proxy: Proxy) => Promise<unknown>
}

const FAULTS: Record<string, Fault> = {
  'is killed, and started again': { begin: (redis) => redis.kill(), end: (redis) => redis.start() },
  'is stopped by SIGSTOP': { begin: (redis) => redis.kill('SIGSTOP'), end: (redis) => redis.kill('SIGCONT') },
  'is behind a network that is cut': {
    begin: async (_, { state }) => Object.assign(state, { isCut: true }),
    end: async (_, { state }) => Object.assign(state, { isCut: false }),
  },
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
    const proxy = await slowProxy(redis.port)
    const usedAgain: unknown[] = []
    const { watched, calls, stop } = await startWatched(2, {
      ...{ world: changingWorld(), redisUrl: proxy.url, redisTimeoutMs: 500 },
      log: (line) => {
        const { msg, use } = JSON.parse(line)
        if (msg === 'Redis is used again' && use === 'writes') usedAgain.push(line)
      },
    })
    const all = await watchAll(watched, 1)
    /** Whether both processes together ask AWS as often as one. */
    const isShared = async () => {
      calls()
      await more(all, 4)
      return sum(calls()) <= 6
    }
    await until(isShared)
    await fault.begin(redis, proxy)
    usedAgain.length = 0
    await more(all, 8)
    expect(usedAgain.length).toBeLessThan(2) // it would be tried every three seconds
    await fault.end(redis, proxy)
    await until(isShared)
    for (const { updates } of all) expect(updates.filter(({ errors, extensions }) => errors || extensions)).toEqual([])
    for (const { close } of all) close()
    await stop()
    proxy.stop()
    await redis.stop()
  })
})
