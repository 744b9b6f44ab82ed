import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { until } from '../../support/until.ts'
import { describeWithRedis, type RedisServer, redisServer } from '../redis-server.ts'
import { type Process, type Processes, startProcesses } from './processes.ts'

const CLIENTS = 200

// A busy machine must not make a process do without Redis here.
const TIMEOUT_MS = 5_000

const FLEET = `query ($first: Int!) { codeDeployDeployment(deploymentId: "d-FLEET0001") {
  status createdAt overview { succeeded }
  targets(first: $first) { nodes { __typename ... on DeploymentTarget { targetId status lastUpdatedAt
    lifecycleEvents { name status startedAt diagnostics { scriptName message logTail } } } } } } }`

describeWithRedis('three processes that share a Redis', () => {
  let redis: RedisServer
  let processes: Processes
  beforeAll(async () => {
    redis = await redisServer()
    await redis.start()
    processes = await startProcesses(3, redis.port, fleetWorld(), TIMEOUT_MS)
  }, 600_000)
  afterAll(async () => {
    await processes.stop()
    await redis.stop()
  })
  const storedBy = async (targets: number) => {
    const client = redis.client()
    await until(async () => {
      const keys = await client.keys('deploygraph:1:*')
      return keys.length > targets && !keys.some((key) => key.endsWith(':lock'))
    })
  }

  test('cost 200 equal clients at most one AWS call more than one process makes', async () => {
    const crowd = async (servers: readonly Process[]) => {
      processes.calls()
      const asked = Array.from({ length: CLIENTS }, (_, index) =>
        (servers[index % servers.length] as Process).query(FLEET, { first: 200 }),
      )
      const answers = await Promise.all(asked)
      return { calls: processes.calls(), bodies: new Set(answers.map(({ body }) => body)) }
    }
    const alone = await crowd([processes.alone])
    expect(alone.calls).toBe(1 + 2 + 200 / 25) // the deployment, the pages of ids and the batches
    const shared = await crowd(processes.sharing)
    expect(shared.bodies).toEqual(alone.bodies)
    expect(shared.bodies.size).toBe(1)
    expect(shared.calls).toBeLessThanOrEqual(alone.calls + 1)
  }, 300_000)

  test('answer a deployment to 1,000 instances without an AWS call when another process has read it', async () => {
    const [first, second] = processes.sharing as [Process, Process, Process]
    const { body } = await first.query(FLEET, { first: 1_000 })
    expect(JSON.parse(body).data.codeDeployDeployment.targets.nodes).toHaveLength(1_000)
    await storedBy(1_000)
    processes.calls()
    expect((await second.query(FLEET, { first: 1_000 })).body).toBe(body)
    expect(processes.calls()).toBe(0)
  }, 300_000)
})
