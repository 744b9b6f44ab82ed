import { createRedisClient } from '../../../src/aws/shared/redis/connection/client.ts'
import { until } from '../../support/until.ts'
import { OUTAGES } from '../outages.ts'
import { describeWithRedis, redisServer } from '../redis-server.ts'

const KEY = 'deploygraph:of-this-test'

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
})
