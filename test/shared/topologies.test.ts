import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, type Options } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { startReplicas } from './gateways.ts'
import { describeWithRedis, type RedisServer, redisServer } from './redis-server.ts'

const QUERY = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'

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

  test('in a Cluster', async () => {
    const node = await start('--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1')
    await node.client().call('cluster', 'addslotsrange', '0', '16383')
    await until(async () => String(await node.client().call('cluster', 'info')).includes('cluster_state:ok'))
    expect(await isShared({ redisUrl: node.url, redisCluster: true }, node)).toEqual(SHARED)
  })

  test('in the master that Sentinels name', async () => {
    const master = await start()
    const file = join(master.folder, 'sentinel.conf')
    writeFileSync(file, `sentinel monitor main 127.0.0.1 ${master.port} 1\n`)
    const sentinel = await redisServer()
    servers.push(sentinel)
    await sentinel.start(file)
    expect(await isShared({ redisUrl: sentinel.url, redisMaster: 'main' }, master)).toEqual(SHARED)
  })
})
