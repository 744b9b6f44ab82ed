import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '../../../src/aws/shared/redis/connection/check.ts'
import { createRedisClient } from '../../../src/aws/shared/redis/connection/client.ts'
import { RedisRefusal } from '../../../src/aws/shared/redis/connection/refusal.ts'
import type { RedisClient } from '../../../src/aws/shared/redis/replies.ts'
import { describeWithRedis, type RedisServer, RIGHTS, redisServer, slowProxy } from '../redis-server.ts'

const PASSWORD = 'a-password-of-this-test'

// Those of the client itself: without them it does not connect at all.
const OF_THE_CLIENT = ['-@all', '+@connection', '+info']

describeWithRedis('a user of Redis', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await redisServer()
    await redis.start()
  })
  afterAll(() => redis.stop())
  /** The reason why Redis cannot be used with these rights, if there is one. */
  const connectWith = async (rights: readonly string[]) => {
    await redis.client().call('acl', ['setuser', 'gateway', 'reset', 'on', `>${PASSWORD}`, ...rights])
    const open = () =>
      createRedisClient({ redisUrl: redis.url.replace('//', `//gateway:${PASSWORD}@`), redisCluster: false })
    const client = open()
    try {
      return await connect(client, open())
    } finally {
      client.disconnect()
    }
  }

  test('is accepted with the rights that docs/caching.md names', async () => {
    expect(RIGHTS.length).toBeGreaterThan(10)
    expect(await connectWith(RIGHTS)).toBeUndefined()
  })

  test.each(RIGHTS.filter((right) => !OF_THE_CLIENT.includes(right)))('is refused without %s', async (right) => {
    await expect(connectWith(RIGHTS.filter((one) => one !== right))).rejects.toThrow(RedisRefusal)
  })

  test('is refused if there is no such database', async () => {
    const [client, subscriber] = [redis.url, redis.url].map((url) =>
      createRedisClient({ redisUrl: `${url}/99`, redisCluster: false }),
    ) as [RedisClient, RedisClient]
    await expect(connect(client, subscriber)).rejects.toThrow('DB index is out of range')
    client.disconnect()
  })

  test('is checked within two seconds, after which no connection is left but the first', async () => {
    await redis.client().call('acl', ['setuser', 'gateway', 'reset', 'on', `>${PASSWORD}`, ...RIGHTS])
    const proxy = await slowProxy(redis.port)
    proxy.state.delayMs = 150
    const open = () =>
      createRedisClient({ redisUrl: proxy.url.replace('//', `//gateway:${PASSWORD}@`), redisCluster: false })
    const [client, subscriber] = [open(), open()]
    expect((await connect(client, subscriber))?.message).toBe('no answer within 2000 ms')
    proxy.state.delayMs = 0
    await sleep(1_000) // for the steps that were left
    const list = String(await redis.client().call('client', ['list']))
    expect(list.match(/user=gateway/g)).toHaveLength(1)
    expect(subscriber.status).toBe('end')
    client.disconnect()
    proxy.stop()
  })
})
