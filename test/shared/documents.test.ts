import { createHash } from 'node:crypto'
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache'
import { jest } from '@jest/globals'
import { Guards } from '../../src/aws/shared/redis/guards.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { SharedDocuments } from '../../src/server/shared-documents.ts'
import { type Gateway, ONE_LOCATION, type Options } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { type Replicas, startReplicas } from './gateways.ts'
import { metric, OUTAGES } from './outages.ts'
import { describeWithRedis, freePort, type RedisServer, redisServer } from './redis-server.ts'

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const keyOf = (hash: string) => `deploygraph:{documents}:${hash}`
const QUERY = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
const OTHER = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { createdAt } }'
const ANSWER = { data: { codeDeployDeployment: { status: 'SUCCEEDED' } } }
const UNKNOWN = { errors: [expect.objectContaining({ message: 'PersistedQueryNotFound' })] }

async function post({ url }: Gateway, body: object): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return response.json()
}
const named = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } })
const register = (gateway: Gateway, query: string) => post(gateway, { query, ...named(hashOf(query)) })
const find = (gateway: Gateway, hash: string) => post(gateway, named(hash))

describeWithRedis('a document that a client registers', () => {
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
  const start = async (options: Options = {}): Promise<[Gateway, Gateway, Gateway]> => {
    replicas = await startReplicas(3, {
      ...{ world: fleetWorld({ targets: 1 }), locations: ONE_LOCATION, redisUrl: redis.url, redisTimeoutMs: 5_000 },
      ...options,
    })
    return replicas.all as [Gateway, Gateway, Gateway]
  }
  const storedBy = (query: string) => until(async () => (await redis.client().exists(keyOf(hashOf(query)))) === 1)

  test('at one gateway is found at the others, by each way to name it', async () => {
    const [first, second, third] = await start()
    expect(await find(third, hashOf(QUERY))).toEqual(UNKNOWN)
    expect(await register(first, QUERY)).toEqual(ANSWER)
    await storedBy(QUERY)
    expect(await find(second, hashOf(QUERY))).toEqual(ANSWER)
    expect(await post(third, { documentId: `sha256:${hashOf(QUERY)}` })).toEqual(ANSWER)
    expect(await metric(second, 'shared_documents_total')).toMatchObject({ 'outcome="hit"': 1, 'outcome="miss"': 0 })
    await redis.client().flushall()
    expect(await find(second, hashOf(QUERY))).toEqual(ANSWER) // which has it now
  })

  test('is in Redis again when a client registers it again after Redis has lost it', async () => {
    const client = redis.client()
    const guards = new Guards(client, 5_000, () => undefined)
    const options = { client, reads: guards, writes: guards, isTooLarge: () => false }
    const documents = new SharedDocuments(new InMemoryLRUCache(), options)
    const clock = jest.spyOn(performance, 'now')
    for (const minutes of [0, 0.9, 1.1]) {
      clock.mockReturnValue(1 + minutes * 60_000)
      await documents.set(`apq:${hash}`, QUERY)
      expect(await client.exists(keyOf(hash))).toBe(minutes === 0.9 ? 0 : 1)
      await client.flushall()
      await new Promise((resolve) => setTimeout(resolve, 10)) // lru-cache reads the clock once in a millisecond
    }
    clock.mockRestore()
  })

  test('expires in Redis within a day', async () => {
    const [first] = await start()
    await register(first, QUERY)
    await storedBy(QUERY)
    for (const key of [keyOf(hashOf(QUERY)), keyOf('index')]) {
      expect(await redis.client().pttl(key)).toBeGreaterThan(0)
      expect(await redis.client().pttl(key)).toBeLessThanOrEqual(86_400_000)
    }
  })

  const hash = hashOf(QUERY)
  const LINES = `${'\n'.repeat(6_000)}${QUERY}`
  const LONG = `${' '.repeat(30_000)}${QUERY}`
  test.each<[string, string, string]>([
    ['that is another document', hash, OTHER],
    ['with a character more', hash, `${QUERY} `],
    ['that is cut off', hash, QUERY.slice(0, -1)],
    ['that is binary', hash, '\u0000\ufffd'],
    ['with more lines than a client may send', hashOf(LINES), LINES],
    ['that is longer than any that is stored', hashOf(LONG), LONG],
  ])('is not executed from a value in Redis %s', async (_, requested, value) => {
    const [first, second] = await start()
    await redis.client().set(keyOf(requested), value)
    expect(await find(first, requested)).toEqual(UNKNOWN)
    expect(replicas?.calls()).toEqual({})
    expect(await metric(first, 'shared_documents_total')).toMatchObject({ 'outcome="invalid"': 1 })
    expect(await register(second, QUERY)).toEqual(ANSWER)
    await storedBy(QUERY)
    if (requested === hash) await until(async () => JSON.stringify(await find(first, hash)) === JSON.stringify(ANSWER))
  })

  test('has its place in Redis even if something else was in it', async () => {
    const [first, second] = await start()
    await redis.client().rpush(keyOf(hash), 'a list')
    await redis.client().set(keyOf('index'), 'no sorted set')
    expect(await find(second, hash)).toEqual(UNKNOWN)
    await register(first, QUERY)
    await until(async () => JSON.stringify(await find(second, hash)) === JSON.stringify(ANSWER))
  })

  test('is not looked for in Redis by an id that no document can have', async () => {
    const [first] = await start()
    for (const id of ['x-mine:1', hash.toUpperCase(), `${hash}0`, 'index', '']) await post(first, named(id))
    expect(await metric(first, 'shared_documents_total')).toMatchObject({ 'outcome="miss"': 0, 'outcome="invalid"': 0 })
  })

  test('makes room for others in Redis when there are too many', async () => {
    const client = redis.client()
    const guards = new Guards(client, 5_000, () => undefined)
    const options = { client, reads: guards, writes: guards, isTooLarge: () => false, maxDocuments: 3 }
    const documents = new SharedDocuments(new InMemoryLRUCache(), options)
    const texts = ['{ a }', '{ b }', '{ c }', '{ d }', '{ e }']
    for (const text of texts) await documents.set(`apq:${hashOf(text)}`, text)
    const large = `{ ${'a '.repeat(20_000)} }`
    await documents.set(`apq:${hashOf(large)}`, large)
    const keys = (await client.keys(keyOf('*'))).sort()
    expect(keys).toEqual([keyOf('index'), ...texts.slice(-3).map((text) => keyOf(hashOf(text)))].sort())
    expect(await documents.get(`apq:${hashOf(large)}`)).toBe(large) // in this process alone
  })

  test.each(Object.entries(OUTAGES))(
    'is found where it was registered while Redis %s, and no request fails',
    async (_, begin) => {
      const [first, second] = await start({ redisTimeoutMs: 50 })
      await begin(redis)
      for (const query of [QUERY, OTHER]) {
        expect(await find(first, hashOf(query))).toEqual(UNKNOWN)
        expect(await register(first, query)).toMatchObject({ data: {} })
        expect(await find(first, hashOf(query))).toMatchObject({ data: {} })
      }
      expect(await find(second, hashOf(QUERY))).toEqual(UNKNOWN)
    },
  )

  test('is found where it was registered if Redis was never there', async () => {
    const [first] = await start({ redisUrl: `redis://127.0.0.1:${await freePort()}` })
    expect(await register(first, QUERY)).toEqual(ANSWER)
    expect(await find(first, hash)).toEqual(ANSWER)
  })
})
