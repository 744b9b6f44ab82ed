import { type Gateway, ONE_LOCATION, type Options } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { type Replicas, startReplicas } from './gateways.ts'
import { metric } from './outages.ts'
import { describeWithRedis, type RedisServer, redisServer, slowProxy } from './redis-server.ts'

const QUERY = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
const THROTTLED = { operation: 'BatchGetDeployments', error: { name: 'ThrottlingException' } }
const HERE = 'service="codedeploy",location="us-east-1"'

const paceOf = async (gateway: Gateway) => (await metric(gateway, 'aws_attempts_per_second'))[HERE] ?? Number.NaN
const countOf = async (gateway: Gateway) => (await metric(gateway, 'shared_gateways'))['']
const messagesOf = async (gateway: Gateway, direction: 'sent' | 'received') =>
  (await metric(gateway, 'shared_throttles_total'))[`direction="${direction}"`] ?? Number.NaN

describeWithRedis('the pace of AWS calls', () => {
  let redis: RedisServer
  let replicas: Replicas | undefined
  beforeEach(async () => {
    redis = await redisServer()
    await redis.start()
  })
  afterEach(async () => {
    await replicas?.stop()
    await redis.stop()
  })
  // Each query is a call: nothing is remembered.
  const OPTIONS: Options = { world: () => ({}), locations: ONE_LOCATION, cache: false, redisTimeoutMs: 5_000 }
  const start = async (count: number, options: Options = {}): Promise<Replicas> => {
    replicas = await startReplicas(count, { ...OPTIONS, redisUrl: redis.url, ...options })
    return replicas
  }
  const allCount = (gateways: Gateway[], expected: number) =>
    until(async () => (await Promise.all(gateways.map(countOf))).every((count) => count === expected))
  /** Gateways have called AWS, by default all of them, and all know of the others. */
  const warm = async (gateways: Gateway[], calling = gateways) => {
    await Promise.all(calling.map(({ query }) => query(QUERY)))
    await allCount(gateways, gateways.length)
    const client = redis.client()
    await until(async () => (await client.pubsub('NUMSUB', 'deploygraph:throttles:0'))[1] === gateways.length)
  }

  test('is divided among the gateways that are there: one that joins or leaves is counted', async () => {
    const { all, join, leave } = await start(2)
    await allCount(all, 2)
    const third = await join()
    await allCount(all, 3)
    await leave(third)
    await allCount(all, 2)
  })

  test('is slowed down in all gateways by a throttle of one', async () => {
    const { all, faults } = await start(3)
    await warm(all)
    for (const gateway of all) expect(await paceOf(gateway)).toBe(Number.POSITIVE_INFINITY)
    faults.push({ ...THROTTLED, times: 1 })
    expect((await all[0]?.query(QUERY))?.errors).toBeUndefined()
    await until(async () => (await Promise.all(all.map(paceOf))).every(Number.isFinite))
    expect(await Promise.all(all.map((gateway) => messagesOf(gateway, 'sent')))).toEqual([1, 0, 0])
    // Other locations are not concerned.
    expect(Object.keys(await metric(all[1] as Gateway, 'aws_attempts_per_second'))).toEqual([HERE])
  })

  test('is slowed down from the first call of a gateway that has not called AWS before', async () => {
    const { all, faults } = await start(2)
    const [first, second] = all as [Gateway, Gateway]
    await warm(all, [first])
    faults.push({ ...THROTTLED, times: 1 })
    await first.query(QUERY)
    await until(async () => (await messagesOf(second, 'received')) === 1)
    expect(await paceOf(second)).toBeNaN()
    await second.query(QUERY)
    expect(await paceOf(second)).toBeLessThan(Number.POSITIVE_INFINITY)
  })

  test('rises again in the others when a gateway is gone without a word', async () => {
    const { all, join, faults } = await start(2)
    const proxy = await slowProxy(redis.port)
    const cut = await join({ redisUrl: proxy.url })
    await warm(all)
    faults.push({ ...THROTTLED, times: 1 })
    await all[0]?.query(QUERY)
    await until(async () => (await Promise.all(all.map(paceOf))).every(Number.isFinite))
    proxy.stop()
    const others = all.filter((gateway) => gateway !== cut)
    await allCount(others, 2)
    // The one that is cut off goes on with a third, the others have a half each.
    expect(await countOf(cut)).toBe(3)
    const [own, ...paces] = await Promise.all([cut, ...others].map(paceOf))
    for (const pace of paces) expect(pace).toBeGreaterThan(1.3 * (own ?? Number.NaN))
  })

  test('is reported to the others once for each wave, however many calls are throttled', async () => {
    const { all, faults } = await start(3, { requestTimeoutMs: 20_000 })
    await warm(all)
    faults.push({ ...THROTTLED, times: 90 })
    const begin = performance.now()
    await Promise.all(all.flatMap(({ query }) => Array.from({ length: 20 }, () => query(QUERY))))
    const waves = 1 + (performance.now() - begin) / 500
    const throttles = await Promise.all(all.map((gateway) => metric(gateway, 'aws_throttles_total')))
    expect(throttles.reduce((sum, of) => sum + (of[HERE] ?? 0), 0)).toBeGreaterThanOrEqual(60)
    const sent = await Promise.all(all.map((gateway) => messagesOf(gateway, 'sent')))
    for (const count of sent) expect(count).toBeLessThanOrEqual(waves)
  })

  test('is not changed by anything else that is published in the channel', async () => {
    const { all } = await start(1)
    await warm(all)
    const [gateway] = all as [Gateway]
    const messages = [
      '',
      'null',
      '[]',
      '{',
      '{"from":1}',
      `{"from":"a","service":"${'x'.repeat(200)}","identity":"b","perSecond":1}`,
      `{"from":"a","service":"codedeploy","identity":"b","perSecond":1,"more":"${'x'.repeat(1_000)}"}`,
      '{"from":"a","service":"codedeploy","identity":"b","perSecond":1}',
    ]
    for (const message of messages) await redis.client().publish('deploygraph:throttles:0', message)
    await until(async () => (await messagesOf(gateway, 'received')) === 1)
    expect(await paceOf(gateway)).toBe(Number.POSITIVE_INFINITY)
    expect((await gateway.query(QUERY)).errors).toBeUndefined()
  })

  test('is found by each gateway itself where the account is not named', async () => {
    const { all, faults } = await start(2, { locations: [{ name: 'us-east-1', region: 'us-east-1' }] })
    await Promise.all(all.map(({ query }) => query(QUERY)))
    faults.push({ ...THROTTLED, times: 1 })
    await all[0]?.query(QUERY)
    expect(await paceOf(all[0] as Gateway)).toBeLessThan(Number.POSITIVE_INFINITY)
    expect(await paceOf(all[1] as Gateway)).toBe(Number.POSITIVE_INFINITY)
    expect(await redis.client().keys('deploygraph:gateways:*')).toEqual([])
  })

  test('needs no Redis: throttled calls succeed while it is stopped', async () => {
    const { all, faults } = await start(3, { redisTimeoutMs: 50 })
    await warm(all)
    await redis.kill('SIGSTOP')
    faults.push({ ...THROTTLED, times: 3 })
    const answers = await Promise.all(all.map(({ query }) => query(QUERY)))
    for (const { errors } of answers) expect(errors).toBeUndefined()
    expect(await Promise.all(all.map(countOf))).toEqual([3, 3, 3]) // the last number that was known
  })
})
