import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { nodesOf } from '../../../src/aws/shared/redis/connection/client.ts'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { type Gateway, ONE_LOCATION, type Options } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { startReplicas } from '../gateways.ts'
import { metric } from '../outages.ts'
import { describeWithRedis, type RedisServer, redisServer, slowProxy } from '../redis-server.ts'
import { redisCluster } from './servers/cluster.ts'
import { redisSentinel } from './servers/sentinel.ts'

const PASSWORD = 'a-password-of-this-test'
const QUERY = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
const THROTTLE = '{"from":"another","service":"codedeploy","identity":"another","perSecond":1}'

const messagesOf = async (gateway: Gateway) =>
  (await metric(gateway, 'shared_throttles_total'))['direction="received"'] ?? Number.NaN

describeWithRedis('gateways share what they read', () => {
  const servers: RedisServer[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop()
  })
  const start = async (...settings: string[]): Promise<RedisServer> => {
    const server = await redisServer(...settings)
    servers.push(server)
    await server.start()
    return server
  }
  /** Whether a second process makes no call for what a first one has read. */
  const isShared = async (options: Options, redis: RedisServer) => {
    const world = fleetWorld({ targets: 1 })
    const replicas = await startReplicas(2, { world, locations: ONE_LOCATION, redisTimeoutMs: 5_000, ...options })
    const [first, second] = replicas.all
    await first?.query(QUERY)
    const client = redis.client()
    await until(async () => (await client.keys('deploygraph:1:*')).some((key) => !key.endsWith(':lock')))
    replicas.calls()
    const { data } = (await second?.query(QUERY)) ?? {}
    const calls = replicas.calls()
    await replicas.stop()
    return { data, calls }
  }
  const SHARED = { data: { codeDeployDeployment: { status: 'SUCCEEDED' } }, calls: {} }

  test('in a Cluster of one node, also that AWS throttles, after the network was cut without a sign of that', async () => {
    const { nodes } = await redisCluster(1)
    const [node] = nodes
    servers.push(node)
    const proxy = await slowProxy(node.port)
    await node.client().config('SET', 'cluster-announce-port', new URL(proxy.url).port)
    const replicas = await startReplicas(1, {
      ...{ world: () => ({}), locations: ONE_LOCATION },
      ...{ redisUrl: proxy.url, redisCluster: true, redisTimeoutMs: 5_000 },
    })
    const [gateway] = replicas.all as [Gateway]
    /** Tells of throttles until the gateway has heard of one. */
    const hear = async () => {
      const before = await messagesOf(gateway)
      await until(async () => {
        await node.client().publish('deploygraph:throttles:0', THROTTLE)
        return (await messagesOf(gateway)) > before
      })
    }
    await hear()
    proxy.state.isCut = true
    // The gateway notices by itself, and ends the connection.
    await until(async () => (await node.client().pubsub('NUMSUB', 'deploygraph:throttles:0'))[1] === 0)
    proxy.state.isCut = false
    await hear()
    await replicas.stop()
    proxy.stop()
  })

  /** A master, and a Sentinel of it. */
  const startSentinel = async (...lines: string[]) => {
    const master = await start()
    const sentinel = await redisSentinel(master, ...lines)
    servers.push(sentinel)
    await sentinel.start()
    return { master, options: sentinel.options }
  }

  test('in the master that Sentinels name', async () => {
    const { master, options } = await startSentinel()
    expect(await isShared(options, master)).toEqual(SHARED)
  })

  test('in the master that a second Sentinel names, while the first one accepts connections and says nothing', async () => {
    const sockets: Socket[] = []
    const silent = createServer((socket) => void sockets.push(socket.resume())).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    const { master, options } = await startSentinel()
    const redisUrl = `redis://127.0.0.1:${port},${options.redisUrl}`
    expect(await isShared({ ...options, redisUrl }, master)).toEqual(SHARED)
    silent.close()
    for (const socket of sockets) socket.destroy()
  })

  test.each([
    ['a password', [`requirepass ${PASSWORD}`], { redisSentinelPassword: PASSWORD }],
    [
      'users',
      ['user default off', `user gateway on >${PASSWORD} allchannels +@all`],
      { redisSentinelUsername: 'gateway', redisSentinelPassword: PASSWORD },
    ],
  ])('in the master that Sentinels with %s name, which refuse gateways without', async (_, lines, credentials) => {
    const { master, options } = await startSentinel(...lines)
    expect(await isShared({ ...options, ...credentials }, master)).toEqual(SHARED)
    await expect(startReplicas(1, { ...options, locations: ONE_LOCATION })).rejects.toThrow(
      /^REDIS_URL: Redis does not accept this gateway: (NOAUTH|NOPERM)/,
    )
  })
})

test('Sentinels are at a port of their own by default', () => {
  const portsOf = (redisMaster?: string) =>
    nodesOf({ redisUrl: 'redis://one,redis://two:7000', redisMaster }).nodes.map(({ port }) => port)
  expect(portsOf('main')).toEqual([26379, 7000])
  expect(portsOf()).toEqual([6379, 7000])
})
