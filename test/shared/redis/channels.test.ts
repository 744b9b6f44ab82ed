import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { RedisChannels } from '../../../src/aws/shared/redis/channels.ts'
import { RedisClock } from '../../../src/aws/shared/redis/clock.ts'
import { createRedisClient, databaseOf } from '../../../src/aws/shared/redis/connection/client.ts'
import { Guards } from '../../../src/aws/shared/redis/guards.ts'
import { Subscriber } from '../../../src/aws/shared/redis/subscriber.ts'
import { until } from '../../support/until.ts'
import { describeWithRedis, type RedisServer, redisServer, slowProxy } from '../redis-server.ts'

const MAX_HEALING_MS = 15_000
const ignore = () => undefined

describeWithRedis('a channel between gateways', () => {
  let redis: RedisServer
  const open: { close: () => void }[] = []
  beforeEach(async () => {
    redis = await redisServer()
    await redis.start()
  })
  afterEach(async () => {
    for (const one of open.splice(0)) one.close()
    await redis.stop()
  })

  /** The channels of a gateway, in a database of Redis, that first listens at other addresses. */
  const channelsAt = async (url: string, database = 0, firstUrls: string[] = []) => {
    const settings = { redisUrl: `${url}/${database}`, redisCluster: false }
    const client = createRedisClient(settings)
    client.on('error', ignore)
    await client.connect()
    const clock = new RedisClock()
    clock.note(0, 0)
    const next = () => createRedisClient({ ...settings, redisUrl: firstUrls.shift() ?? settings.redisUrl })
    const subscriber = new Subscriber(next, ignore, ignore)
    const channels = new RedisChannels(client, new Guards(client, 5_000, ignore), {
      identities: new Map([['here', 'an identity']]),
      database: databaseOf(settings),
      clock,
      elapsed: () => performance.now(),
      subscriber,
    })
    open.push(subscriber, { close: () => client.disconnect() })
    /** Sends until something has changed. */
    const sendUntil = (isDone: () => boolean) =>
      until(() => {
        if (!isDone()) channels.send('a topic', 'here', { text: 'a message' })
        return isDone()
      })
    /** Listens, once it is heard, and what arrives. */
    const listen = async () => {
      const heard: unknown[] = []
      const stop = channels.listen('a topic', 'here', (message) => heard.push(message))
      await until(() => channels.isUsed)
      return { heard, stop }
    }
    return { channels, sendUntil, listen }
  }

  test('is heard again within 15 seconds after the network was cut, without a sign of that, and is back', async () => {
    const proxy = await slowProxy(redis.port)
    const [here, there] = [await channelsAt(proxy.url), await channelsAt(redis.url)]
    const { heard } = await here.listen()
    await there.sendUntil(() => heard.length > 0)
    proxy.state.isCut = true
    await until(() => !here.channels.isUsed)
    proxy.state.isCut = false
    const healedAt = performance.now()
    heard.splice(0)
    await there.sendUntil(() => heard.length > 0)
    expect(performance.now() - healedAt).toBeLessThanOrEqual(MAX_HEALING_MS)
    expect(here.channels.isUsed).toBe(true)
    proxy.stop()
  })

  test('is in use although the connection of listeners that have left ends later', async () => {
    // It never ends a connection: the client does, after a while.
    const sockets: Socket[] = []
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      sockets.push(socket)
      const upstream = connect(redis.port, '127.0.0.1')
      socket.on('data', (bytes) => upstream.write(bytes)).on('error', ignore)
      upstream.on('data', (bytes) => socket.write(bytes))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const { channels, listen } = await channelsAt(redis.url, 0, [`redis://127.0.0.1:${port}`])
    const { stop } = await listen()
    stop()
    await listen()
    const end = performance.now() + 5_000
    while (performance.now() < end) {
      expect(channels.isUsed).toBe(true)
      await sleep(5)
    }
    server.close()
    for (const socket of sockets) socket.destroy()
  })

  test('is another one in another database', async () => {
    const [first, same, other] = [
      await channelsAt(redis.url, 0),
      await channelsAt(redis.url, 0),
      await channelsAt(redis.url, 1),
    ]
    const [here, there] = [await same.listen(), await other.listen()]
    await first.sendUntil(() => here.heard.length > 0)
    expect(there.heard).toEqual([])
    expect(other.channels.counts).toEqual({ sent: 0, received: 0, unreadable: 0 })
  })

  test('carries nothing of more than 64 kB', async () => {
    const { channels, listen } = await channelsAt(redis.url)
    const { heard } = await listen()
    const [channel = ''] = (await redis.client().call('pubsub', 'channels')) as string[]
    for (const length of [70_000, 60_000])
      await redis.client().publish(channel, JSON.stringify(['another', 0, 'x'.repeat(length)]))
    await until(() => heard.length > 0)
    expect(channels.counts).toEqual({ sent: 0, received: 1, unreadable: 1 })
  })
})
