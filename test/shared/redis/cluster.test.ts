import { type Gateway, ONE_LOCATION } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { type Replicas, startReplicas } from '../gateways.ts'
import { describeWithRedis, type RedisServer } from '../redis-server.ts'
import { DEPLOYMENT_IDS, endedDeployments, QUERY, targetsOf } from './ended-deployments.ts'
import { type RedisCluster, redisCluster, stateOf } from './servers/cluster.ts'

// A busy machine must not make a process do without Redis where the test counts what it finds there.
const PATIENT_MS = 5_000

describeWithRedis('gateways that share a Cluster of three nodes', () => {
  let cluster: RedisCluster
  let replicas: Replicas
  const lines: { msg: string; node?: string }[] = []
  afterEach(async () => {
    await replicas.stop()
    await cluster.stop()
    lines.length = 0
  })
  const start = async (redisTimeoutMs: number, ...settings: string[]) => {
    cluster = await redisCluster(3, ...settings)
    const log = (line: string) => void lines.push(JSON.parse(line))
    const options = { world: endedDeployments, locations: ONE_LOCATION, redisTimeoutMs, log, ...cluster.options }
    replicas = await startReplicas(2, options)
    return replicas.all as [Gateway, Gateway]
  }

  const keysOf = (node: RedisServer) => node.client().keys('deploygraph:1:*')
  /** The answer for a deployment that the first process reads, and the nodes in which parts of that are then. */
  const read = async (id: string): Promise<{ data: unknown; nodes: RedisServer[] }> => {
    const before = new Set((await Promise.all(cluster.nodes.map(keysOf))).flat())
    const { data, errors } = (await replicas.all[0]?.query(QUERY, { id })) ?? {}
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment.targets.nodes).toHaveLength(targetsOf(id))
    let added: string[][] = []
    await until(async () => {
      const keys = await Promise.all(cluster.nodes.map(keysOf))
      added = keys.map((names) => names.filter((name) => !before.has(name)))
      // Itself, a page at least, and its targets.
      return added.flat().length >= 2 + targetsOf(id) && !keys.flat().some((name) => name.endsWith(':lock'))
    })
    return { data, nodes: cluster.nodes.filter((_, index) => (added[index] ?? []).length > 0) }
  }
  const readAll = async () => {
    const all: Awaited<ReturnType<typeof read>>[] = []
    for (const id of DEPLOYMENT_IDS) all.push(await read(id))
    return all
  }

  test('make no call for what another one has read, on whichever nodes it is', async () => {
    const [, second] = await start(PATIENT_MS)
    const known = await readAll()
    expect(new Set(known.flatMap(({ nodes }) => nodes)).size).toBeGreaterThan(1)
    replicas.calls()
    for (const [index, id] of DEPLOYMENT_IDS.entries())
      expect((await second.query(QUERY, { id })).data).toEqual(known[index]?.data)
    expect(replicas.calls()).toEqual({})
  })

  test('use what is on the other nodes when one is killed, and it again when it is back', async () => {
    const [, second] = await start(PATIENT_MS, '--cluster-require-full-coverage', 'no')
    const known = await readAll()
    const isNeeded = (node: RedisServer) => known.map(({ nodes }) => nodes.includes(node))
    const lost = cluster.nodes.find((node) => new Set(isNeeded(node)).size === 2) as RedisServer
    await lost.kill()
    for (const [index, id] of DEPLOYMENT_IDS.entries()) {
      replicas.calls()
      expect(await second.query(QUERY, { id })).toEqual({ status: 200, data: known[index]?.data })
      if (!isNeeded(lost)[index]) expect(replicas.calls()).toEqual({})
    }
    const notUsed = lines.filter(({ msg }) => msg === 'Redis is not used')
    expect(new Set(notUsed.map(({ node }) => node))).toEqual(new Set([`127.0.0.1:${lost.port}`]))
    await lost.start()
    await expectSharing()
  })

  test('answer without it while it refuses everything because a node is gone, and use it when that is back', async () => {
    const [, second] = await start(500)
    const known = await readAll()
    for (const node of cluster.nodes) await node.client().config('SET', 'cluster-node-timeout', '1000')
    const [other, lost] = cluster.nodes as [RedisServer, RedisServer]
    const askAll = async (gateway: Gateway) => {
      for (const [index, id] of DEPLOYMENT_IDS.entries())
        expect(await gateway.query(QUERY, { id })).toEqual({ status: 200, data: known[index]?.data })
    }
    await lost.kill()
    await askAll(second) // the other nodes may not have noticed yet
    await until(async () => (await stateOf(other)).includes('cluster_state:fail'))
    await askAll(await replicas.join())
    await lost.start()
    await expectSharing()
  })

  /** In the end a process that has just started finds everything. */
  const expectSharing = () =>
    until(async () => {
      // Those that store again what was lost, and one that needs all of it.
      const [storing, finding] = [await replicas.join(), await replicas.join()]
      for (const id of DEPLOYMENT_IDS) expect((await storing.query(QUERY, { id })).errors).toBeUndefined()
      replicas.calls()
      for (const id of DEPLOYMENT_IDS) expect((await finding.query(QUERY, { id })).errors).toBeUndefined()
      const calls = replicas.calls()
      for (const gateway of [storing, finding]) await replicas.leave(gateway)
      return Object.keys(calls).length === 0
    })
})
