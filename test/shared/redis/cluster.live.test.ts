import type { Gateway } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { sum } from '../gateways.ts'
import { changingWorld, more, startWatched, watchAll } from '../live-replicas.ts'
import { metric } from '../outages.ts'
import { describeWithRedis, type RedisServer } from '../redis-server.ts'
import { redisCluster } from './servers/cluster.ts'

const THROTTLE = '{"from":"another","service":"codedeploy","identity":"another","perSecond":1}'
const SLOWLY = 300_000

const throttlesOf = async (gateway: Gateway) =>
  (await metric(gateway, 'shared_throttles_total'))['direction="received"'] ?? Number.NaN

describeWithRedis('gateways that share a Cluster of three nodes', () => {
  test(
    'hear each other through any node, also when the one that they listen to is killed',
    async () => {
      const cluster = await redisCluster(3)
      const options = { world: changingWorld(), redisTimeoutMs: 500, ...cluster.options }
      const { watched, calls, stop } = await startWatched(2, options)
      const all = await watchAll(watched, 1)
      /** Whether both together ask AWS as often as one. */
      const areShared = async () => {
        calls()
        await more(all, 3)
        return sum(calls()) <= 3
      }
      /** In the end each gateway hears a throttle that is published at a node. */
      const expectThrottlesFrom = async (node: RedisServer) => {
        const before = await Promise.all(watched.map(throttlesOf))
        await until(async () => {
          await node.client().publish('deploygraph:throttles:0', THROTTLE)
          const counts = await Promise.all(watched.map(throttlesOf))
          return counts.every((count, index) => count > (before[index] ?? Number.NaN))
        })
      }
      for (const node of cluster.nodes) await expectThrottlesFrom(node)
      await until(areShared)

      const subscribers = await Promise.all(
        cluster.nodes.map(async (node) => (await node.client().pubsub('CHANNELS', 'deploygraph:*')) as string[]),
      )
      const lost = cluster.nodes[subscribers.findIndex((channels) => channels.length > 0)] as RedisServer
      await lost.kill()
      await more(all, 2)
      for (const node of cluster.nodes) if (node !== lost) await expectThrottlesFrom(node)
      await lost.start()
      await until(areShared)
      for (const { updates } of all)
        expect(updates.filter(({ errors, extensions }) => errors || extensions)).toEqual([])
      for (const { close } of all) close()
      await stop()
      await cluster.stop()
    },
    SLOWLY,
  )
})
