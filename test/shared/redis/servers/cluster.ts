import { until } from '../../../support/until.ts'
import { freePort, type RedisServer, redisServer } from '../../redis-server.ts'

const SLOTS = 16_384
// After this time without an answer of a node, the others hold it to be gone: nodes of a busy machine must not, because one
// that reaches no majority refuses everything.
const NODE_TIMEOUT_MS = 30_000

export const stateOf = async (node: RedisServer): Promise<string> => String(await node.client().call('cluster', 'info'))

/** A Cluster of so many masters, which has started. */
export async function redisCluster(count: number, ...settings: string[]) {
  const cluster = await absentCluster(count, ...settings)
  await cluster.start()
  return cluster
}

/** One of which no node is there yet. */
export async function absentCluster(count: number, ...settings: string[]) {
  const nodes: RedisServer[] = []
  const buses: number[] = []
  while (nodes.length < count) {
    const bus = await freePort() // by default the port and 10,000, which may be more than a port can be
    const own = ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1', '--cluster-port', `${bus}`]
    const node = await redisServer(...own, '--cluster-node-timeout', `${NODE_TIMEOUT_MS}`, ...settings)
    nodes.push(node)
    buses.push(bus)
  }
  const start = async () => {
    for (const node of nodes) await node.start()
    const [first] = nodes as [RedisServer]
    for (const [index, node] of nodes.entries()) {
      const [from, to] = [index, index + 1].map((part) => Math.floor((part * SLOTS) / count)) as [number, number]
      await node.client().call('cluster', 'addslotsrange', from, to - 1)
      if (node !== first) await first.client().call('cluster', 'meet', '127.0.0.1', node.port, buses[index] ?? 0)
    }
    const isWhole = (state: string) =>
      state.includes('cluster_state:ok') && state.includes(`cluster_known_nodes:${count}\r\n`)
    await until(async () => (await Promise.all(nodes.map(stateOf))).every(isWhole))
  }
  return {
    nodes: nodes as [RedisServer, ...RedisServer[]],
    /** Of gateways. */
    options: { redisUrl: nodes.map(({ url }) => url).join(','), redisCluster: true },
    start,
    stop: async () => {
      for (const node of nodes) await node.stop()
    },
  }
}

export type RedisCluster = Awaited<ReturnType<typeof redisCluster>>
