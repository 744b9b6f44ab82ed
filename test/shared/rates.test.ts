import { setTimeout as sleep } from 'node:timers/promises'
import { bearer, JWT, token } from '../auth/callers.ts'
import { type Gateway, ONE_LOCATION, type Options } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { type Replicas, startReplicas } from './gateways.ts'
import { metric, OUTAGES } from './outages.ts'
import { describeWithRedis, freePort, type RedisServer, redisServer } from './redis-server.ts'

// No token comes back during a test.
const SLOW = { ratePerSecond: 0.001, trustProxy: 1 }

/** The answer to a request of a caller, which its address identifies. */
async function ask({ url }: Gateway, address: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address, ...headers },
    body: JSON.stringify({ query: '{ __typename }' }),
  })
  const { errors } = (await response.json()) as { errors?: { message: string; extensions: Record<string, unknown> }[] }
  return {
    status: response.status,
    headers: [...response.headers.keys()],
    errors,
    retryAfter: response.headers.get('retry-after'),
  }
}

describeWithRedis('the rate of a caller', () => {
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
  const start = async (options: Options): Promise<Gateway[]> => {
    replicas = await startReplicas(3, {
      ...{ world: () => ({}), locations: ONE_LOCATION, redisUrl: redis.url, redisTimeoutMs: 5_000 },
      ...options,
    })
    return replicas.all
  }
  /** The statuses of so many requests at each gateway, one after the other. */
  const statuses = async (
    gateways: Gateway[],
    count: number,
    address: string,
    headers?: () => Promise<Record<string, string>>,
  ) => {
    const all: number[] = []
    for (let round = 0; round < count; round++)
      for (const gateway of gateways) all.push((await ask(gateway, address, await headers?.())).status)
    return all
  }
  const count = (all: readonly number[], status: number) => all.filter((one) => one === status).length

  test('is what one gateway allows, over all of them together', async () => {
    const gateways = await start({ ...SLOW, rateBurst: 7 })
    const turns = await statuses(gateways, 4, '192.0.2.1')
    expect([count(turns, 200), count(turns, 429)]).toEqual([7, 5])
    const atOnce = await Promise.all(
      gateways.flatMap((gateway) => Array.from({ length: 10 }, async () => (await ask(gateway, '192.0.2.2')).status)),
    )
    expect([count(atOnce, 200), count(atOnce, 429)]).toEqual([7, 23])
  })

  test('is refused in the same words, with the same headers, as by a gateway without Redis', async () => {
    const gateways = await start({ ...SLOW, rateBurst: 1 })
    const alone = (await replicas?.join({ redisUrl: undefined })) as Gateway
    await statuses([gateways[0] as Gateway, alone], 1, '192.0.2.1')
    const [shared, own] = [await ask(gateways[1] as Gateway, '192.0.2.1'), await ask(alone, '192.0.2.1')]
    const retryAfterMs = expect.any(Number)
    expect(own.errors).toEqual([
      expect.objectContaining({ message: 'Rate limited: at most 0.001 requests per second.' }),
    ])
    expect(shared).toEqual({
      ...own,
      errors: own.errors?.map((error) => ({ ...error, extensions: { ...error.extensions, retryAfterMs } })),
      retryAfter: expect.stringMatching(/^\d{3,4}$/),
    })
  })

  test('admits it again after the time that a refusal names, at another gateway', async () => {
    const gateways = await start({ ratePerSecond: 2, rateBurst: 2, trustProxy: 1 })
    const begin = performance.now()
    let admitted = 0
    for (let round = 0; round < 6; round++) {
      const [one, other] = [gateways[round % 3] as Gateway, gateways[(round + 1) % 3] as Gateway]
      let answer = await ask(one, '192.0.2.1')
      while (answer.status === 200) {
        admitted++
        answer = await ask(one, '192.0.2.1')
      }
      await sleep(Number(answer.errors?.[0]?.extensions.retryAfterMs))
      if ((await ask(other, '192.0.2.1')).status === 200) admitted++
    }
    const seconds = (performance.now() - begin) / 1_000
    expect(admitted).toBeGreaterThanOrEqual(6)
    expect(admitted).toBeLessThanOrEqual(2 + 2 * seconds)
  })

  test('counts refused credentials of a network over all gateways, and lets none of it in any more', async () => {
    const gateways = await start({ ...SLOW, rateBurst: 4, auth: JWT })
    const bad = async () => bearer(await token({ claims: { aud: 'billing' } }))
    const refused = await statuses(gateways, 3, '192.0.2.1', bad)
    expect([count(refused, 401), count(refused, 429)]).toEqual([4, 5])
    const late = (await replicas?.join()) as Gateway // which has not refused anything itself
    expect((await ask(late, '192.0.2.1', bearer(await token()))).status).toBe(429)
    expect((await ask(late, '192.0.2.2', bearer(await token()))).status).toBe(200)
  })

  test('counts refused credentials by itself while Redis takes no writes', async () => {
    const gateways = await start({ ...SLOW, rateBurst: 4, auth: JWT })
    await OUTAGES['is out of memory and evicts nothing']?.(redis)
    const bad = async () => bearer(await token({ claims: { aud: 'billing' } }))
    const refused = await statuses([gateways[0] as Gateway], 10, '192.0.2.1', bad)
    expect([count(refused, 401), count(refused, 429)]).toEqual([4, 6])
  })

  test('is counted again after its value in Redis was damaged', async () => {
    const [gateway] = (await start({ ...SLOW, rateBurst: 2 })) as [Gateway]
    const client = redis.client()
    for (const [index, damage] of ['garbage', 'nan', '-1', '', 'a list'].entries()) {
      const address = `192.0.2.${index}`
      await ask(gateway, address)
      const [key = ''] = await client.keys('deploygraph:rate:request:*')
      await client.del(key)
      if (damage === 'a list') await client.rpush(key, damage)
      else await client.set(key, damage)
      const all = await statuses([gateway], 3, address)
      expect([damage, ...all]).toEqual([damage, 200, 200, 429])
      await client.flushall()
    }
    expect(await metric(gateway, 'shared_rates_total')).toMatchObject({ 'by="process"': 0 })
  })

  test('keeps no key in Redis for longer than its bucket takes to fill, and names no caller there', async () => {
    const [gateway] = (await start({ ratePerSecond: 0.01, rateBurst: 5, trustProxy: 1 })) as [Gateway]
    await ask(gateway, '192.0.2.77')
    const client = redis.client()
    const keys = await client.keys('deploygraph:rate:*')
    expect(keys).toEqual([expect.stringMatching(/^deploygraph:rate:request:[\w-]{22}$/)])
    expect(await client.pttl(keys[0] ?? '')).toBeGreaterThan(0)
    expect(await client.pttl(keys[0] ?? '')).toBeLessThanOrEqual(100_000)
  })

  test.each(Object.entries(OUTAGES))(
    'while Redis %s is counted in each process, and no request fails',
    async (_, begin) => {
      const gateways = await start({ ...SLOW, rateBurst: 3, redisTimeoutMs: 50 })
      await statuses(gateways, 1, '192.0.2.1')
      await begin(redis)
      for (const gateway of gateways) expect(await statuses([gateway], 4, '192.0.2.9')).toEqual([200, 200, 200, 429])
    },
  )

  test('is counted in each process if Redis was never there', async () => {
    const gateways = await start({ ...SLOW, rateBurst: 3, redisUrl: `redis://127.0.0.1:${await freePort()}` })
    for (const gateway of gateways) expect(await statuses([gateway], 4, '192.0.2.9')).toEqual([200, 200, 200, 429])
  })

  test('goes on in a process from what it has admitted, and is shared again when Redis is back', async () => {
    const gateways = await start({ ...SLOW, rateBurst: 5, redisTimeoutMs: 1_000 })
    const [gateway] = gateways as [Gateway]
    expect(await statuses([gateway], 3, '192.0.2.1')).toEqual([200, 200, 200])
    await redis.kill()
    expect(await statuses([gateway], 3, '192.0.2.1')).toEqual([200, 200, 429])
    await redis.start()
    let address = 0
    await until(async () => {
      const turns = await statuses(gateways, 3, `198.51.100.${++address}`)
      return count(turns, 200) === 5
    })
  })
})
