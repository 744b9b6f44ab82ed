import { setTimeout as sleep } from 'node:timers/promises'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { type Gateway, ONE_LOCATION } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { DATED, datedWorld } from './dated-world.ts'
import { startReplicas } from './gateways.ts'
import { describeWithRedis, type RedisServer, redisServer } from './redis-server.ts'

const DEPLOYMENT = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
const PAGE = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: 2) { nodes { __typename } } } }`
const MISSING = '{ codeDeployDeployment(deploymentId: "d-000000009") { status } }'

// After this time one process more calls AWS.
const LOCK_MS = 1_000

// Answers that can still change, and may be used for a second, pages and absences for half of it.
const WORLD = fleetWorld({ targets: 2, info: { status: 'InProgress', completeTime: undefined } })

describeWithRedis('three gateways that need the same at the same moment', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await redisServer()
    await redis.start()
  })
  afterEach(() => redis.client().flushall())
  afterAll(() => redis.stop())

  /** The calls of all gateways for one answer, while AWS needs so long for one operation, and how many the time allows. */
  const askAll = async (query: string, operation: string, delayMs: number, codedeployCacheSeconds?: number) => {
    const { all, calls, faults, stop } = await startReplicas(3, {
      ...{ world: WORLD, locations: ONE_LOCATION, redisUrl: redis.url, redisTimeoutMs: 5_000 },
      ...{ codedeployCacheSeconds, faults: [{ operation, delayMs }] },
    })
    await redis.client().flushall()
    const startedAt = performance.now()
    const answers = await Promise.all(all.map((gateway) => gateway.query(query)))
    const most = Math.ceil((performance.now() - startedAt) / LOCK_MS)
    const count = calls()[operation]
    faults.splice(0)
    await stop()
    expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([])
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1)
    return { count, most }
  }

  test.each([
    ['a deployment', DEPLOYMENT, 'BatchGetDeployments'],
    ['a page', PAGE, 'ListDeploymentTargets'],
    ['something that does not exist', MISSING, 'BatchGetDeployments'],
  ])('make one call for %s, also if it takes longer than the answer may be used', async (_, query, operation) => {
    const { count, most } = await askAll(query, operation, 400, 0.2)
    expect(count).toBeLessThanOrEqual(most)
  })

  test('read each target once, although their batches differ', async () => {
    const { all, emulator, stop } = await startReplicas(2, {
      faults: [{ operation: 'BatchGetDeploymentTargets', delayMs: 150 }],
      world: fleetWorld({ targets: 37, info: { status: 'InProgress', completeTime: undefined } }),
      ...{ locations: ONE_LOCATION, redisUrl: redis.url, redisTimeoutMs: 5_000 },
    })
    const read = async (gateway: Gateway | undefined, of: readonly string[]) => {
      const query = `query ($of: [ID!]!) { deploymentTargets(deploymentId: "d-FLEET0001", targetIds: $of) {
        ... on InstanceTarget { targetId } } }`
      const { data } = (await gateway?.query(query, { of })) ?? {}
      expect(data?.deploymentTargets).toEqual(of.map((targetId) => ({ targetId })))
    }
    const ids = Array.from({ length: 37 }, (_, index) => `i-${index.toString(16).padStart(17, '0')}`)
    await Promise.all([read(all[0], ids.slice(0, 25)), read(all[1], ids.slice(12))])
    const inputs = emulator.calls.map(({ input }) => (input as { targetIds?: string[] }).targetIds ?? [])
    expect(inputs.flat().sort()).toEqual(ids)
    await stop()
  })

  test('make one call for what is not remembered, and another one for the next request', async () => {
    const { all, calls, faults, stop } = await startReplicas(3, {
      ...{ world: WORLD, locations: ONE_LOCATION, redisUrl: redis.url, redisTimeoutMs: 5_000 },
      ...{ codedeployCacheSeconds: 0, faults: [{ operation: 'BatchGetDeployments', delayMs: 600 }] },
    })
    await redis.client().flushall()
    const startedAt = performance.now()
    await Promise.all(all.map((gateway) => gateway.query(DEPLOYMENT)))
    const most = Math.ceil((performance.now() - startedAt) / LOCK_MS)
    expect(calls().BatchGetDeployments).toBeLessThanOrEqual(most)
    faults.splice(0)
    await all[0]?.query(DEPLOYMENT)
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
    await stop()
  })

  test('make one call more for each second that AWS takes, and not one each', async () => {
    for (const [query, operation] of [
      [DEPLOYMENT, 'BatchGetDeployments'],
      [PAGE, 'ListDeploymentTargets'],
    ] as const) {
      const { count, most } = await askAll(query, operation, 1_500)
      expect(count).toBeGreaterThan(1)
      expect(count).toBeLessThanOrEqual(most)
    }
  })

  test('wait for processes that are killed one after the other no longer than a call, or a part of a request, may take', async () => {
    const { all, calls, stop, join } = await startReplicas(1, {
      ...{ world: WORLD, locations: ONE_LOCATION, redisUrl: redis.url, redisTimeoutMs: 5_000 },
    })
    const client = redis.client()
    await all[0]?.query(DEPLOYMENT)
    const keys = (await client.keys('deploygraph:1:*')).filter((key) => !key.endsWith(':lock'))
    await client.flushall()
    // Each holds the locks for a part of a second only.
    let killed = 0
    const locking = setInterval(() => {
      const lock = `killed${killed++}.${Date.now() + 1_000}`
      for (const key of keys) void client.set(`${key}:lock`, lock, 'PX', 1_000)
    }, 300)
    await sleep(600)
    const waits: number[] = []
    const limits = [{ awsCallTimeoutMs: 1_500 }, { requestTimeoutMs: 6_000 }, {}]
    for (const limit of limits) {
      const gateway = await join({ awsCallTimeoutMs: 50_000, ...limit })
      const startedAt = performance.now()
      expect((await gateway.query(DEPLOYMENT)).errors).toBeUndefined()
      waits.push(performance.now() - startedAt)
      await client.del(keys)
    }
    clearInterval(locking)
    expect(calls()).toEqual({ BatchGetDeployments: 1 + limits.length })
    await stop()
    const long = waits.pop() ?? 0
    for (const short of waits) {
      expect(short).toBeGreaterThanOrEqual(1_450)
      expect(short).toBeLessThan(0.7 * long)
    }
  })

  test('keep the answer of the later of two calls, although the earlier one ends last', async () => {
    const query = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { overview { succeeded } } }`
    const { all, calls, faults, stop } = await startReplicas(3, {
      ...{ world: datedWorld(1), clock: Date.now, codedeployCacheSeconds: 60 },
      ...{ locations: ONE_LOCATION, redisUrl: redis.url, redisTimeoutMs: 5_000 },
    })
    const [slow, fast, other] = all as [Gateway, Gateway, Gateway]
    faults.push({ operation: 'BatchGetDeployments', delayMs: 2_500 })
    const earlier = slow.query(query)
    await sleep(1_200) // its lock is gone
    faults.splice(0)
    const later = await fast.query(query)
    await earlier
    await sleep(200)
    calls()
    expect((await other.query(query)).data).toEqual(later.data)
    expect(calls()).toEqual({})
    await stop()
  })

  test('do not use an answer that was too old already when they began to wait', async () => {
    const query = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { ${DATED} } }`
    const { all, calls, faults, stop } = await startReplicas(3, {
      ...{ world: datedWorld(1), clock: Date.now, codedeployCacheSeconds: 0.1 },
      ...{ locations: ONE_LOCATION, redisUrl: redis.url, redisTimeoutMs: 5_000 },
    })
    const old = await all[0]?.query(query)
    const client = redis.client()
    const stored = async () => (await client.keys('deploygraph:1:*')).filter((key) => !key.endsWith(':lock'))
    await until(async () => (await stored()).length === 4)
    await sleep(150)
    expect(await stored()).toHaveLength(4) // a little longer, for those that wait
    calls()
    faults.push({ operation: 'BatchGetDeployments', delayMs: 200 })
    const answers = await Promise.all(all.map((gateway) => gateway.query(query)))
    expect(calls().BatchGetDeployments).toBe(1)
    for (const { data } of answers) expect(data).not.toEqual(old?.data)
    await stop()
  })
})
