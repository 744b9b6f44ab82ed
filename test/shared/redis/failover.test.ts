import { setTimeout as sleep } from 'node:timers/promises'
import { type Gateway, ONE_LOCATION } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { datedWorld, deploymentIds } from '../dated-world.ts'
import { type Replicas, startReplicas, sum } from '../gateways.ts'
import { describeWithRedis, type RedisServer, redisServer } from '../redis-server.ts'
import { redisSentinel } from './servers/sentinel.ts'

// After this time without an answer of the master the Sentinel replaces it, and tries again after a failure.
const [DOWN_MS, FAILOVER_MS] = [500, 5_000]
const MAX_HEALING_MS = 15_000 + DOWN_MS + 2 * FAILOVER_MS
const PAUSE_MS = 100
// Each is read once by each gateway.
const DEPLOYMENT_IDS = deploymentIds((2 * MAX_HEALING_MS) / PAUSE_MS)
const QUERY = 'query ($id: ID!) { codeDeployDeployment(deploymentId: $id) { status targets { nodes { __typename } } } }'
const ANSWER = {
  status: 200,
  data: {
    codeDeployDeployment: {
      status: 'IN_PROGRESS',
      targets: { nodes: [{ __typename: 'InstanceTarget' }, { __typename: 'InstanceTarget' }] },
    },
  },
}

describeWithRedis('gateways that share the master that a Sentinel names', () => {
  const servers: RedisServer[] = []
  let replicas: Replicas
  afterEach(async () => {
    await replicas.stop()
    for (const server of servers.splice(0)) await server.stop()
  })
  const start = async (...settings: string[]) => {
    const server = await redisServer(...settings)
    servers.push(server)
    await server.start()
    return server
  }
  const startSentinel = async (master: RedisServer) => {
    const settings = [`down-after-milliseconds main ${DOWN_MS}`, `failover-timeout main ${FAILOVER_MS}`]
    const sentinel = await redisSentinel(master, ...settings.map((setting) => `sentinel ${setting}`))
    servers.push(sentinel)
    await sentinel.start()
    return sentinel
  }

  test.each(['SIGKILL', 'SIGSTOP'] as const)(
    'answer while it is gone by %s, and share again over the replica that takes its place',
    async (signal) => {
      const master = await start('--repl-diskless-sync-delay', '0')
      const replica = await start('--replicaof', '127.0.0.1', `${master.port}`)
      await until(async () => (await replica.client().info('replication')).includes('master_link_status:up'))
      // It asks the master for replicas now, and then in ten seconds.
      const sentinel = await startSentinel(master)
      const says = async (...command: [string, ...string[]]) => JSON.stringify(await sentinel.client().call(...command))
      await until(async () => (await says('sentinel', 'replicas', 'main')).includes(`"${replica.port}"`))

      replicas = await startReplicas(2, {
        ...{ world: datedWorld(DEPLOYMENT_IDS.length), locations: ONE_LOCATION, codedeployCacheSeconds: 60 },
        ...{ ...sentinel.options, redisTimeoutMs: 500 },
      })
      const [first, second] = replicas.all as [Gateway, Gateway]
      const unread = [...DEPLOYMENT_IDS]
      /** Whether a gateway makes no call for a deployment that the other one has just read. Neither request fails. */
      const isShared = async (reading: Gateway, finding: Gateway) => {
        const id = unread.shift()
        expect(await reading.query(QUERY, { id })).toEqual(ANSWER)
        replicas.calls()
        expect(await finding.query(QUERY, { id })).toEqual(ANSWER)
        return sum(replicas.calls()) === 0
      }
      const areSharing = async () => {
        await sleep(PAUSE_MS)
        return (await isShared(first, second)) && (await isShared(second, first))
      }
      await until(areSharing)

      const since = performance.now()
      await master.kill(signal)
      await until(areSharing)
      expect(performance.now() - since).toBeLessThanOrEqual(MAX_HEALING_MS)
      expect(await says('sentinel', 'get-master-addr-by-name', 'main')).toContain(`"${replica.port}"`)
      expect(await replica.client().dbsize()).toBeGreaterThan(0)
    },
    300_000,
  )
})
