import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../../src/emulator/world.ts'
import { DEPLOYMENT, idOf, nextAtOf } from '../../live/live-gateway.ts'
import { until } from '../../support/until.ts'
import { sum } from '../gateways.ts'
import { more, type Watching, watch } from '../live-replicas.ts'
import { metric } from '../outages.ts'
import { describeWithRedis, type RedisServer, redisServer } from '../redis-server.ts'
import { type Process, type Processes, startProcesses } from './processes.ts'

const PROCESSES = 4
const ARRIVAL_MS = 2_000
// A busy machine must not make a process do without Redis here.
const TIMEOUT_MS = 5_000
const SLOWLY = 600_000

const FEED = 'subscription { activity(filter: { services: [CODEDEPLOY] }) { change activity { id } } }'
const startedAt = Date.now()

/** A deployment of which one more target succeeds with every second, and others, of which one more begins every two. */
const WORLD: World = (_, now) => {
  const begun = (number: number, createTime: number, succeeded: number) =>
    deploymentOf({
      ...{ deploymentId: idOf(number), createTime: new Date(createTime), status: 'InProgress' },
      deploymentOverview: { Pending: 0, InProgress: 0, Succeeded: succeeded, Failed: 0, Skipped: 0, Ready: 0 },
    })
  const others = Array.from({ length: 1 + Math.floor((now - startedAt) / ARRIVAL_MS) }, (_, index) =>
    begun(1 + index, startedAt + ARRIVAL_MS * index, 0),
  )
  return {
    codedeploy: {
      deployments: [begun(0, startedAt - 60_000, Math.floor((now - startedAt) / 1000)), ...others],
    },
  }
}

/** A process, its watchers, and the AWS calls that it has made until it was looked at last. */
interface Watched {
  process: Process
  deployment: Watching
  feed: Watching
  calls: number
}

const asOfs = ({ updates }: Watching): number[] => updates.map(({ data }) => Date.parse(data.codeDeployDeployment.asOf))
/** The deployments that a watcher of the feed has been told of. */
const idsOf = ({ updates }: Watching): string[] =>
  updates.flatMap(({ data: { activity } }) =>
    ['PRESENT', 'APPEARED'].includes(activity.change)
      ? [JSON.parse(Buffer.from(activity.activity.id, 'base64url').toString()).at(-1)]
      : [],
  )

describeWithRedis('processes that watch the same', () => {
  let redis: RedisServer
  let processes: Processes
  beforeAll(async () => {
    redis = await redisServer()
    await redis.start()
    processes = await startProcesses(PROCESSES, redis.port, WORLD, TIMEOUT_MS)
  }, SLOWLY)
  afterAll(async () => {
    await processes.stop()
    await redis.stop()
  })

  test(
    'go on within three intervals when the one that reads for all is killed, and nothing is lost or sent twice',
    async () => {
      const watched: Watched[] = []
      for (const process of processes.sharing) {
        const [deployment, feed] = [await watch(process, DEPLOYMENT, { id: idOf(0) }), await watch(process, FEED)]
        watched.push({ process, deployment, feed, calls: 0 })
      }
      const deployments = () => watched.map(({ deployment }) => deployment)
      /** The process that alone has called AWS since the last time this was asked, if one has. */
      const leader = async () => {
        const reading: Watched[] = []
        for (const one of watched) {
          const calls = sum(await metric({ metricsUrl: `${one.process.url}/metrics` }, 'aws_calls_total'))
          if (calls > one.calls) reading.push(one)
          one.calls = calls
        }
        return reading.length === 1 ? reading[0] : undefined
      }
      const longest: number[] = []
      while (watched.length > 1) {
        let killed: Watched | undefined
        await until(async () => {
          await more(deployments(), 2)
          killed = await leader()
          return killed !== undefined
        })
        await killed?.process.kill()
        watched.splice(watched.indexOf(killed as Watched), 1)
        const last = deployments().map(({ updates }) => updates.at(-1))
        await more(deployments(), 2)
        const intervals = deployments().map((one, index) => {
          const before = Date.parse(last[index].data.codeDeployDeployment.asOf)
          const next = asOfs(one).find((asOf) => asOf > before) ?? Number.NaN
          return (next - before) / (nextAtOf(last[index]) - before)
        })
        longest.push(Math.max(...intervals))
      }
      // On a busy machine any may take longer: the least counts, of the watcher that waits longest.
      expect(longest).toHaveLength(PROCESSES - 1)
      expect(Math.min(...longest)).toBeLessThanOrEqual(3)

      const [{ deployment, feed }] = watched as [Watched]
      const seen = idsOf(feed).length
      await until(() => idsOf(feed).length > seen)
      for (const { updates } of [deployment, feed]) expect(updates.filter(({ errors }) => errors)).toEqual([])
      const times = asOfs(deployment)
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
      const ids = idsOf(feed)
      expect([...ids].sort()).toEqual(ids.map((_, index) => idOf(index)))
    },
    SLOWLY,
  )
})
