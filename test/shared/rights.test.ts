import { connect, createRedisClient, RedisRefusal } from '../../src/aws/shared/redis/client.ts'
import { describeWithRedis, type RedisServer, RIGHTS, redisServer } from './redis-server.ts'

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
})
