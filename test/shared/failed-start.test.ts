import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { pino } from 'pino'
import type { Config } from '../../src/config.ts'
import { startGateway } from '../../src/gateway.ts'
import { loadConfig } from '../support/config.ts'
import { ONE_LOCATION } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { describeWithRedis, freePort, type RedisServer, redisServer } from './redis-server.ts'

// The SDK makes no client without a region; the configuration refuses the URL of such a queue.
const NO_QUEUE = { url: 'no URL', region: '', accountId: '111122223333' }

describeWithRedis('a gateway that does not start', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await redisServer()
    await redis.start()
  })
  afterAll(() => redis.stop())

  test.each<[string, string, (taken: number) => Partial<Config>]>([
    ['its port is in use', 'EADDRINUSE', (port) => ({ port })],
    ['the port of its metrics is in use', 'EADDRINUSE', (metricsPort) => ({ metrics: 'own', metricsPort })],
    ['a queue cannot be opened', 'Region is missing', () => ({ eventsQueueUrl: [NO_QUEUE] })],
  ])('because %s leaves no connection, is not counted, and does not listen', async (_, message, settings) => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const config = {
      ...(await loadConfig({ env: { AWS_REGION: 'us-east-1', HOST: '127.0.0.1', REDIS_URL: redis.url } })),
      ...{ locations: ONE_LOCATION, port: await freePort() },
      ...settings((other.address() as AddressInfo).port),
    }
    const client = redis.client()
    await expect(startGateway(config, pino({ level: 'silent' }))).rejects.toThrow(message)
    await until(
      async () =>
        String(await client.client('LIST'))
          .trim()
          .split('\n').length === 1,
    )
    const [group] = await client.keys('deploygraph:gateways:*')
    expect(group && (await client.zcard(group))).toBeFalsy()
    if (config.port !== (other.address() as AddressInfo).port)
      await expect(fetch(`http://127.0.0.1:${config.port}/livez`)).rejects.toThrow('fetch failed')
    other.close()
  })
})
