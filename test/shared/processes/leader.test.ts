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
// A busy machine must not make a process do without Redis here.
const TIMEOUT_MS = 5_000
const SLOWLY = 600_000

const startedAt = Date.now()

/** A deployment of which one more target succeeds with every second. */
const WORLD: World = (_, now) => ({
  codedeploy: {
    deployments: [
      deploymentOf({
        ...{ deploymentId: idOf(0), createTime: new Date(startedAt - 60_000), status: 'InProgress' },
        deploymentOverview: {
          ...{ Pending: 0, InProgress: 0, Failed: 0, Skipped: 0, Ready: 0 },
          Succeeded: Math.floor((now - startedAt) / 1000),
        },
      }),
    ],
  },
})

/** A process, its watcher, and the AWS calls that it has made until it was looked at last. */
interface Watched {
  process: Process
  deployment: Watching
  calls: number
}

const asOfs = ({ updates }: Watching): number[] => updates.map(({ data }) => Date.parse(data.codeDeployDeployment.asOf))

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
    'go on within three intervals when the one that reads for all is killed, and send nothing twice',
    async () => {
      const watched: Watched[] = []
      for (const process of processes.sharing)
        watched.push({ process, deployment: await watch(process, DEPLOYMENT, { id: idOf(0) }), calls: 0 })
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

      const [{ deployment }] = watched as [Watched]
      expect(deployment.updates.filter(({ errors }) => errors)).toEqual([])
      const times = asOfs(deployment)
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
    },
    SLOWLY,
  )
})
