import type { Cluster } from 'ioredis'
import { AnswerStore } from '../../../src/aws/shared/redis/answer-store.ts'
import { createRedisClient } from '../../../src/aws/shared/redis/connection/client.ts'
import { until } from '../../support/until.ts'
import { OUTAGES } from '../outages.ts'
import { describeWithRedis, redisServer } from '../redis-server.ts'
import { redisCluster } from './servers/cluster.ts'

const KEY = 'deploygraph:of-this-test'
const MAX_HEALING_MS = 15_000

describeWithRedis('a connection to Redis', () => {
  test('is made again once, and not for each write, while Redis is a replica: reads go on', async () => {
    const redis = await redisServer()
    await redis.start()
    const client = createRedisClient({ redisUrl: redis.url, redisCluster: false })
    let ends = 0
    client.on('error', () => undefined).on('close', () => ends++)
    await client.connect()
    await OUTAGES['is a replica that takes no writes']?.(redis)
    await expect(client.set(KEY, '1')).rejects.toThrow('READONLY')
    await until(() => ends === 1 && client.status === 'ready')
    for (let again = 0; again < 3; again++) {
      await expect(client.set(KEY, '1')).rejects.toThrow('READONLY')
      expect(await client.get(KEY)).toBeNull()
    }
    expect(ends).toBe(1)
    client.disconnect()
    await redis.stop()
  })

  test('to a node of a Cluster that was killed and is back is there again within 15 seconds, for looks alone', async () => {
    const { nodes, options, stop } = await redisCluster(3)
    const client = createRedisClient(options) as Cluster
    client.on('error', () => undefined)
    await client.connect()
    const name = { value: KEY, lock: `{${KEY}}:lock` }
    const store = new AnswerStore(client, 1_000)
    const look = () =>
      store.look([name], false).then(
        () => undefined,
        (error: Error) => error.message,
      )
    expect(await look()).toBeUndefined()
    const lost = (
      await Promise.all(
        nodes.map((node) =>
          node
            .client()
            .get(KEY)
            .then(
              () => node,
              () => undefined,
            ),
        ),
      )
    ).find(Boolean)
    await lost?.kill()
    await until(async () => (await look())?.startsWith('MOVED') ?? false)
    await lost?.start()
    const since = performance.now()
    await until(async () => (await look()) === undefined)
    expect(performance.now() - since).toBeLessThanOrEqual(MAX_HEALING_MS)
    client.disconnect()
    await stop()
  }, 60_000)
})
