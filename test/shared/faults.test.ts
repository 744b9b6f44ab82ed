import { setTimeout as sleep } from 'node:timers/promises'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { type Replicas, startReplicas } from './gateways.ts'
import { describeWithRedis, type RedisServer, redisServer, slowProxy } from './redis-server.ts'

const TARGETS = 100
const world = fleetWorld({ targets: TARGETS, events: 2 })
// The list is cached for half a second only, so that every process uses Redis all the time.
const QUERY = `{ codeDeployApplications { nodes { applicationName } } codeDeployDeployment(deploymentId: "d-FLEET0001") { status
  targets(first: ${TARGETS}) { nodes { ... on DeploymentTarget { targetId status } } }
  deploymentGroup { deploymentGroupName } application { applicationName } } }`

interface Running {
  redis: RedisServer
  proxy: Awaited<ReturnType<typeof slowProxy>>
}

interface Fault {
  begin: (running: Running) => Promise<unknown>
  end: (running: Running) => Promise<unknown>
}

const REPLICA =
  (role: string[]) =>
  ({ redis }: Running) =>
    redis.client().call('replicaof', role)
const nothing = async () => undefined

/** Values of every kind of damage in the place of those that gateways stored. */
async function damage({ redis }: Running): Promise<void> {
  const client = redis.client()
  for (const [index, key] of (await client.keys('deploygraph:*')).entries()) {
    const bytes = (await client.getBuffer(key).catch(() => null)) ?? Buffer.alloc(0) // not all hold bytes
    const damaged = [
      Buffer.from('not msgpack'),
      bytes.subarray(0, bytes.length / 2),
      Buffer.concat([Buffer.from([0x97, 99]), bytes.subarray(2)]), // another format
      Buffer.alloc(0),
      Buffer.from([0xc0]),
    ]
    if (index % 6 === 5) {
      await client.del(key)
      await client.rpush(key, 'a list')
    } else await client.set(key, damaged[index % 6] ?? '')
  }
}

const FAULTS: Record<string, Fault> = {
  'is killed, and started again': { begin: ({ redis }) => redis.kill(), end: ({ redis }) => redis.start() },
  'is stopped by SIGSTOP': {
    begin: ({ redis }) => redis.kill('SIGSTOP'),
    end: ({ redis }) => redis.kill('SIGCONT'),
  },
  'answers after 200 ms': {
    begin: async ({ proxy }) => void Object.assign(proxy.state, { delayMs: 100 }),
    end: async ({ proxy }) => void Object.assign(proxy.state, { delayMs: 0 }),
  },
  'is out of memory and evicts nothing': {
    begin: async ({ redis }) => {
      await redis.client().config('SET', 'maxmemory-policy', 'noeviction')
      await redis.client().config('SET', 'maxmemory', '1')
    },
    end: ({ redis }) => redis.client().config('SET', 'maxmemory', '0'),
  },
  'is a replica that takes no writes': { begin: REPLICA(['127.0.0.1', '1']), end: REPLICA(['NO', 'ONE']) },
  'is flushed': { begin: ({ redis }) => redis.client().flushall(), end: nothing },
  'holds damaged values': { begin: damage, end: nothing },
}

// Usually three seconds, a breaker's; this machine may be busy.
const MAX_HEALING_MS = 60_000

describeWithRedis('while Redis', () => {
  let replicas: Replicas
  let running: Running
  beforeEach(async () => {
    const redis = await redisServer()
    await redis.start()
    running = { redis, proxy: await slowProxy(redis.port) }
    const options = { world, locations: ONE_LOCATION, redisUrl: running.proxy.url }
    replicas = await startReplicas(3, options)
  })
  afterEach(async () => {
    await replicas.stop()
    running.proxy.stop()
    await running.redis.stop()
  })

  /** Whether a process that has just started finds in Redis what another new one has read. */
  const isShared = async (): Promise<boolean> => {
    for (const _ of ['stores', 'finds']) {
      replicas.calls()
      const fresh = await replicas.join()
      await fresh.query(QUERY)
      await replicas.leave(fresh)
    }
    return !('BatchGetDeploymentTargets' in replicas.calls())
  }

  const inUse = async (url: string | undefined) => {
    const text = await (await fetch(`${url}`)).text()
    return [...text.matchAll(/^deploygraph_shared_in_use\{.*\} (\d)/gm)].map(([, value]) => value)
  }

  test.each(Object.entries(FAULTS))('%s, no request fails, and afterwards it is used again', async (_, fault) => {
    await until(isShared)
    const expected = await replicas.all[0]?.query(QUERY)
    expect(expected?.data.codeDeployDeployment.targets.nodes).toHaveLength(TARGETS)
    await fault.begin(running)
    for (let round = 0; round < 3; round++) {
      const fresh = await replicas.join()
      const answers = await Promise.all([...replicas.all, fresh].map(({ query }) => query(QUERY)))
      for (const answer of answers) expect(answer).toMatchObject({ status: 200, data: expected?.data })
      expect((await fetch(`${fresh.url}/readyz`)).status).toBe(200)
      await replicas.leave(fresh)
    }
    await fault.end(running)
    const healing = performance.now()
    const heals = async () => {
      await Promise.all(replicas.all.map(({ query }) => query(QUERY)))
      const states = await Promise.all(replicas.all.map(({ metricsUrl }) => inUse(metricsUrl)))
      return states.flat().every((state) => state === '1') && (await isShared())
    }
    while (!(await heals())) {
      expect(performance.now() - healing).toBeLessThan(MAX_HEALING_MS)
      await sleep(200)
    }
  })
})
