import { setTimeout as sleep } from 'node:timers/promises'
import { type Gateway, ONE_LOCATION, type Options } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { datedWorld, deploymentIds } from '../dated-world.ts'
import { startReplicas, sum } from '../gateways.ts'
import { metric } from '../outages.ts'
import { describeWithRedis, type RedisServer, RIGHTS, redisServer } from '../redis-server.ts'
import { absentCluster, redisCluster } from './servers/cluster.ts'
import { redisSentinel } from './servers/sentinel.ts'

const PASSWORD = 'a-password:of@this/test'
const MAX_HEALING_MS = 15_000
const PAUSE_MS = 100
const SLOWLY = 300_000

// Each is read once by each gateway.
const DEPLOYMENT_IDS = deploymentIds(1_000)
const QUERY = 'query ($id: ID!) { codeDeployDeployment(deploymentId: $id) { status } }'
const THROTTLE = '{"from":"another","service":"codedeploy","identity":"another","perSecond":1}'
const ANSWER = { status: 200, data: { codeDeployDeployment: { status: 'IN_PROGRESS' } } }

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

/** Two gateways, and whether one makes no AWS call for what the other one has just read. Each request is answered. */
async function startTwo(options: Options) {
  const replicas = await startReplicas(2, {
    ...{ world: datedWorld(DEPLOYMENT_IDS.length), locations: ONE_LOCATION, codedeployCacheSeconds: 60 },
    ...{ redisTimeoutMs: 500, ...options },
  })
  stops.push(replicas.stop)
  const [first, second] = replicas.all as [Gateway, Gateway]
  const unread = [...DEPLOYMENT_IDS]
  const areSharing = async () => {
    await sleep(PAUSE_MS)
    const id = unread.shift()
    expect(await first.query(QUERY, { id })).toEqual(ANSWER)
    replicas.calls()
    expect(await second.query(QUERY, { id })).toEqual(ANSWER)
    return sum(replicas.calls()) === 0
  }
  /** Whether both hear what is published at a server. */
  const areHearing = async (server: RedisServer) => {
    await server.client().publish('deploygraph:throttles:0', THROTTLE)
    const counts = await Promise.all([first, second].map((gateway) => metric(gateway, 'shared_throttles_total')))
    return counts.every((count) => (count['direction="received"'] ?? 0) > 0)
  }
  return { areSharing, areHearing }
}

/** A Cluster of three nodes, not one of which is there yet. */
async function lateCluster() {
  const cluster = await absentCluster(3)
  return { ...cluster, server: cluster.nodes[0] }
}

/** A master and its Sentinels, not one of which is there yet. */
async function lateSentinels() {
  const master = await redisServer()
  const sentinels = [await redisSentinel(master), await redisSentinel(master)]
  const start = async () => {
    for (const server of [master, ...sentinels]) await server.start()
  }
  const stop = async () => {
    for (const server of [...sentinels, master]) await server.stop()
  }
  const redisUrl = sentinels.map(({ url }) => url).join(',')
  return { options: { redisUrl, redisMaster: 'main' }, server: master, start, stop }
}

interface Late {
  options: Options
  /** One that takes messages. */
  server: RedisServer
  start: () => Promise<void>
  stop: () => Promise<void>
}

describeWithRedis('gateways that start before', () => {
  test.each<[string, () => Promise<Late>]>([
    ['all nodes of a Cluster', lateCluster],
    ['a master and all of its Sentinels', lateSentinels],
  ])(
    '%s answer, and share what they read, and messages, within 15 seconds after those have come',
    async (_, late) => {
      const redis = await late()
      stops.push(redis.stop)
      const { areSharing, areHearing } = await startTwo(redis.options)
      for (let times = 0; times < 5; times++) expect(await areSharing()).toBe(false)
      await sleep(5_000) // the pauses between attempts to connect have grown
      expect(await areSharing()).toBe(false)
      await redis.start()
      const since = performance.now()
      await until(areSharing)
      await until(() => areHearing(redis.server))
      expect(performance.now() - since).toBeLessThanOrEqual(MAX_HEALING_MS)
    },
    SLOWLY,
  )
})

describeWithRedis('a Cluster with users', () => {
  test(
    'is used by gateways whose URL has a user with the rights that docs/caching.md names, and by no others',
    async () => {
      const cluster = await redisCluster(3)
      stops.push(cluster.stop)
      for (const { client } of cluster.nodes)
        await client().call('acl', ['setuser', 'gateway', 'on', `>${PASSWORD}`, ...RIGHTS, '+cluster'])
      const urlsWith = (password: string) => {
        const [first = '', ...others] = cluster.options.redisUrl.split(',')
        return [first.replace('//', `//gateway:${encodeURIComponent(password)}@`), ...others].join(',')
      }
      const lines: string[] = []
      const log = (line: string) => void (/"msg":"(?:Redis|Messages) /.test(line) && lines.push(line))
      const { areSharing } = await startTwo({
        ...cluster.options,
        redisUrl: urlsWith(PASSWORD),
        log,
        redisTimeoutMs: 5_000,
      })
      for (const { client } of cluster.nodes) await client().call('acl', ['setuser', 'default', 'off'])
      await until(areSharing)
      // A node gets a connection when it is needed first.
      const users = new Set<string | undefined>()
      for (const { client } of cluster.nodes)
        for (const [, user] of String(await client().call('client', ['list'])).matchAll(/ user=(\S+)/g)) users.add(user)
      expect(users).toEqual(new Set(['default', 'gateway']))
      expect(lines).toEqual([])
      for (const redisUrl of [urlsWith('another'), cluster.options.redisUrl])
        await expect(startTwo({ ...cluster.options, redisUrl })).rejects.toThrow(
          /^REDIS_URL: Redis does not accept this gateway: (?:WRONGPASS|NOAUTH)/,
        )
    },
    SLOWLY,
  )
})
