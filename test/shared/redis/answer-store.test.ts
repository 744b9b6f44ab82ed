import { GetApplicationCommand } from '@aws-sdk/client-appconfig'
import type { Read } from '../../../src/aws/shared/read.ts'
import { AnswerStore } from '../../../src/aws/shared/redis/answer-store.ts'
import { keysOf } from '../../../src/aws/shared/redis/keys.ts'
import { describeWithRedis, type RedisServer, redisServer } from '../redis-server.ts'

const LOCK_MS = 60_000
const READ = {
  ...{ name: 'of this test', location: 'us-east-1' },
  command: () => new GetApplicationCommand({ ApplicationId: 'a' }),
} as Partial<Read<unknown>> as Read<unknown>
const NAMES = [...keysOf(new Map([['us-east-1', 'an identity']]), READ, ['a', 'b', 'c']).entries()]

describeWithRedis('the answers of a batch', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await redisServer()
    await redis.start()
  })
  beforeEach(async () => {
    await redis.client().flushall()
    await redis.client().script('FLUSH')
    await redis.client().config('RESETSTAT')
  })
  afterAll(() => redis.stop())

  const names = NAMES.map(([, name]) => name)
  const answers = (text: string) =>
    NAMES.map(([key, name]) => ({
      ...{ key, name, until: Date.now() + 60_000 },
      stored: { answer: { value: { text }, final: true, jsonBytes: 10 }, askedAt: Date.now(), seconds: 60 },
    }))
  const open = async () => {
    const store = new AnswerStore(redis.client(), LOCK_MS)
    return { store, locked: await store.lock(names, Date.now()) }
  }
  const calls = async (command: string) =>
    Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(await redis.client().info('commandstats'))?.[1] ?? 0)

  test('are stored and their locks removed, by a Redis that has no script of ours', async () => {
    const { store, locked } = await open()
    expect(locked).toEqual([true, true, true])
    expect((await store.look(names, true)).locks).toEqual(Array(3).fill(expect.stringMatching(/^[\w-]{8}\.\d+$/)))
    await store.store(READ, answers('short'), names)
    const { values, locks } = await store.look(names, true)
    expect(values).toEqual(Array(3).fill(expect.any(Buffer)))
    expect(locks).toEqual([null, null, null])
    expect(store.counts).toEqual({ stored: 3, oversized: 0 })
  })

  test('are locked by one process, key by key', async () => {
    const { store } = await open()
    await redis.client().del(names[1]?.lock ?? '')
    expect(await store.lock(names, Date.now())).toEqual([false, true, false])
  })

  test('are stored by several scripts if they are large', async () => {
    const { store } = await open()
    await store.store(READ, answers('short'), names)
    const before = await calls('evalsha')
    await store.store(READ, answers('x'.repeat(450_000)), names)
    expect((await calls('evalsha')) - before).toBe(2)
    expect((await store.look(names, false)).values.map((value) => value?.length)).toEqual(
      Array(3).fill(expect.closeTo(450_000, -3)),
    )
  })

  test('leave no locks where there is no room for them, and say so', async () => {
    const { store } = await open()
    await redis.client().config('SET', 'maxmemory', '1')
    await expect(store.store(READ, answers('short'), names)).rejects.toThrow(/^OOM/)
    await redis.client().config('SET', 'maxmemory', '0')
    expect(await store.look(names, true)).toMatchObject({ values: [null, null, null], locks: [null, null, null] })
    expect(store.counts.stored).toBe(0)
  })
})
