import { Packr } from 'msgpackr'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { type Gateway, ONE_LOCATION } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { startReplicas, sum } from './gateways.ts'
import { metric } from './outages.ts'
import { describeWithRedis, type RedisServer, redisServer } from './redis-server.ts'
import { WRONG_VALUES } from './wrong-values.ts'

const QUERY = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") {
  status completedAt targets(first: 5) { nodes { ... on InstanceTarget { targetId status } } } } }`

describeWithRedis('a value in Redis of the right form', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await redisServer()
    await redis.start()
  })
  afterAll(() => redis.stop())

  test.each(Object.entries(WRONG_VALUES))('with %s fails no request, and is replaced', async (_, damage) => {
    const packr = new Packr({ useRecords: false })
    const client = redis.client()
    const options = { world: fleetWorld({ targets: 5 }), locations: ONE_LOCATION, redisUrl: redis.url }
    const { all, calls, join, stop } = await startReplicas(1, { ...options, redisTimeoutMs: 5_000 })
    const expected = await all[0]?.query(QUERY)
    const stored = async () => (await client.keys('deploygraph:1:*')).filter((key) => !key.endsWith(':lock'))
    await until(async () => (await stored()).length === 7)
    for (const key of await stored()) {
      const value = damage(packr.unpack((await client.getBuffer(key)) as Buffer))
      await client.set(key, packr.pack(value))
    }
    calls()
    expect(await (await join()).query(QUERY)).toEqual(expected)
    expect(sum(calls())).toBeGreaterThan(0)
    await until(async () => {
      const answer = await (await join()).query(QUERY)
      expect(answer).toEqual(expected)
      return sum(calls()) === 0
    })
    await stop()
    await client.flushall()
  })

  test('of more than 1 MB is not stored, and counted', async () => {
    const info = { description: 'x'.repeat(1_100_000) }
    const { all, stop } = await startReplicas(1, {
      ...{ world: fleetWorld({ targets: 1, info }), locations: ONE_LOCATION },
      ...{ redisUrl: redis.url, redisTimeoutMs: 5_000 },
    })
    const [gateway] = all as [Gateway]
    await gateway.query('{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }')
    await until(async () => (await metric(gateway, 'shared_oversized_total'))[''] === 1)
    expect((await metric(gateway, 'shared_stored_total'))['']).toBe(0)
    await until(async () => (await redis.client().dbsize()) === 1) // the sign of life, and no lock any more
    await stop()
  })
})
