import { Packr } from 'msgpackr'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { as, CALLERS_AUTH } from '../auth/callers.ts'
import { company, DEMO_LOCATIONS } from '../federation/company.ts'
import { NOW, ONE_LOCATION, type Options } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { type Replicas, startReplicas, sum } from './gateways.ts'
import { metric } from './outages.ts'
import { describeWithRedis, type RedisServer, redisServer } from './redis-server.ts'

// A busy machine must not make a process do without Redis here: test/shared/faults.test.ts has the default time.
const PATIENT_REDIS = { redisTimeoutMs: 5_000 }

const FLEET = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") {
  status createdAt overview { succeeded }
  targets(first: 200) { nodes { __typename ... on DeploymentTarget { targetId status lastUpdatedAt location { name }
    lifecycleEvents { name status startedAt diagnostics { scriptName message logTail } } } } } } }`

describeWithRedis('gateways that share a Redis', () => {
  let redis: RedisServer
  let replicas: Replicas | undefined
  beforeAll(async () => {
    redis = await redisServer()
    await redis.start()
  })
  afterEach(async () => {
    await replicas?.stop()
    await redis.client().flushall()
  })
  afterAll(() => redis.stop())
  const start = async (count: number, options: Options = {}): Promise<Replicas> => {
    replicas = await startReplicas(count, {
      world: fleetWorld({ targets: 200 }),
      locations: ONE_LOCATION,
      redisUrl: redis.url,
      ...PATIENT_REDIS,
      ...options,
    })
    return replicas
  }
  const storedBy = async (isEnough: (keys: string[]) => boolean) => {
    const client = redis.client()
    await until(async () => {
      const keys = await client.keys('deploygraph:1:*')
      return isEnough(keys) && !keys.some((key) => key.endsWith(':lock'))
    })
  }

  test('cost 200 equal clients over three processes at most one AWS call more than one process makes', async () => {
    const { all, calls } = await start(3)
    const alone = await startReplicas(1, { world: fleetWorld({ targets: 200 }), locations: ONE_LOCATION })
    const clients = (gateways: Replicas['all']) =>
      Promise.all(Array.from({ length: 200 }, (_, index) => gateways[index % gateways.length]?.query(FLEET)))
    const expected = await clients(alone.all)
    const most = sum(alone.calls()) + 1
    await alone.stop()
    const answers = await clients(all)
    const data = JSON.stringify(expected[0]?.data)
    expect(new Set(answers.map((answer) => JSON.stringify(answer?.data)))).toEqual(new Set([data]))
    expect(sum(calls())).toBeLessThanOrEqual(most)
  })

  test('answer without any AWS call, byte for byte the same, in a process that has just started', async () => {
    const { all, calls, join } = await start(1)
    const first = await all[0]?.query(FLEET)
    expect(first?.errors).toBeUndefined()
    expect(first?.data.codeDeployDeployment.targets.nodes).toHaveLength(200)
    await storedBy((keys) => keys.length >= 200)
    calls()
    const second = await (await join()).query(FLEET)
    expect(JSON.stringify(second.data)).toBe(JSON.stringify(first?.data))
    expect(calls()).toEqual({})
  })

  test('give the answers of a gateway without Redis for every service, from AWS and from Redis', async () => {
    const query = `{ activity(first: 20) { nodes { id title phase } problems { code } }
      appConfigApplications { nodes { name environments { nodes { name } } } }
      lifecyclePolicies { nodes { arn name status } }
      deploymentConfigs { nodes { deploymentConfigName location { name } } } }`
    const { all, join } = await start(1, { world: undefined, locations: DEMO_LOCATIONS, redisFinalSeconds: 3_600 })
    const expected = await (await join({ redisUrl: undefined })).query(query)
    expect(expected.errors).toBeUndefined()
    expect((await all[0]?.query(query))?.data).toEqual(expected.data)
    expect((await (await join()).query(query)).data).toEqual(expected.data)
  })

  test('keep hidden locations hidden, whatever another process has stored', async () => {
    const remembering = { metrics: 'own', metricsPort: 0, codedeployCacheSeconds: 60 } as const
    const options = { world: company(), locations: DEMO_LOCATIONS, auth: CALLERS_AUTH, ...remembering }
    const { all, join } = await start(1, options)
    const query = `{ locations { name } codeDeployApplications { nodes { applicationName location { name } } }
      codeDeployDeployment(deploymentId: "d-000000001") { deploymentId }
      hidden: codeDeployDeployments(location: "us-east-1") { nodes { deploymentId } } }`
    const cold = await all[0]?.query(query, {}, as('abroad'))
    const { data } = (await all[0]?.query(query, {}, as('all'))) ?? {}
    expect(JSON.stringify(data)).toContain('us-east-1')
    await storedBy((keys) => keys.length > 0)
    const joined = await join()
    const warm = await joined.query(query, {}, as('abroad'))
    expect(warm).toEqual(cold)
    expect((await metric(joined, 'shared_reads_total'))['outcome="hit"']).toBeGreaterThan(0)
    expect(JSON.stringify(warm.data)).not.toContain('us-east-1')
  })

  test('do not share locations that differ in account, role, region or endpoint', async () => {
    const { all, calls, join } = await start(1)
    await all[0]?.query(FLEET)
    await storedBy((keys) => keys.length >= 200)
    const [here] = ONE_LOCATION
    for (const other of [{ accountId: '444455556666' }, { region: 'eu-central-1' }, { profile: 'other' }]) {
      calls()
      const others = await startReplicas(1, {
        world: fleetWorld({ targets: 1 }),
        locations: [{ name: 'us-east-1', region: 'us-east-1', ...here, ...other }],
        redisUrl: redis.url,
        ...PATIENT_REDIS,
      })
      const { data } = (await others.all[0]?.query(FLEET)) ?? {}
      expect(data.codeDeployDeployment.targets.nodes).toHaveLength(1)
      await others.stop()
    }
    await join()
  })

  const SECRET = 'password=hunter2-of-this-test'
  const diagnostics = {
    errorCode: 'ScriptFailed',
    scriptName: 'a.sh',
    message: SECRET,
    logTail: `no disk ${SECRET}`,
  } as const
  const logWorld: World = () => ({
    codedeploy: {
      deployments: [
        deploymentOf(
          {
            deploymentId: 'd-000000001',
            status: 'Failed',
            computePlatform: 'Server',
            completeTime: new Date(NOW - 3_600_000),
          },
          [
            {
              deploymentTargetType: 'InstanceTarget',
              instanceTarget: {
                ...{ targetId: 'i-1', status: 'Failed' },
                lifecycleEvents: [{ lifecycleEventName: 'Install', status: 'Failed', diagnostics: { ...diagnostics } }],
              },
            },
          ],
        ),
      ],
    },
  })
  const LOGS = `{ codeDeployDeployment(deploymentId: "d-000000001") { status targets(first: 1) { nodes {
    ... on InstanceTarget { lifecycleEvents { diagnostics { message logTail } } } } } } }`

  test('store no credential that is taken out of the output of scripts', async () => {
    const { all, calls, join } = await start(1, { world: logWorld })
    const first = await all[0]?.query(LOGS)
    expect(JSON.stringify(first?.data)).toContain('[redacted]')
    await storedBy((keys) => keys.length >= 3)
    const client = redis.client()
    const keys = await client.keys('deploygraph:1:*')
    const values = await Promise.all(keys.map((key) => client.getBuffer(key)))
    expect(values.filter((value) => value?.includes('no disk'))).toHaveLength(1)
    expect(values.filter((value) => value?.includes('hunter2'))).toEqual([])
    calls()
    expect((await (await join()).query(LOGS)).data).toEqual(first?.data)
    expect(calls()).toEqual({})
  })

  test('store no output of scripts if SHARE_LOGS is off, and still answer with it', async () => {
    const { all, calls, join } = await start(1, { world: logWorld, shareLogs: false })
    const first = await all[0]?.query(LOGS)
    await storedBy((keys) => keys.length >= 2)
    const client = redis.client()
    const values = await Promise.all((await client.keys('deploygraph:1:*')).map((key) => client.getBuffer(key)))
    expect(values.filter((value) => value?.includes('no disk'))).toEqual([])
    calls()
    expect((await (await join({ shareLogs: false })).query(LOGS)).data).toEqual(first?.data)
    expect(calls()).toEqual({ BatchGetDeploymentTargets: 1 })
  })

  test('wait for a call that another process makes, and make it themselves if that one fails', async () => {
    const { all, calls, faults, emulator } = await start(2)
    const query = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
    faults.push({ operation: 'BatchGetDeployments', error: { name: 'AccessDeniedException' }, times: 1, delayMs: 500 })
    const failing = all[0]?.query(query)
    await until(() => emulator.calls.length === 1)
    const waiting = await all[1]?.query(query)
    expect((await failing)?.errors?.[0]?.extensions.code).toBe('AWS_ACCESS_DENIED')
    expect(waiting?.data).toEqual({ codeDeployDeployment: { status: 'SUCCEEDED' } })
    expect(calls()).toEqual({ BatchGetDeployments: 2 })
  })

  test('wait once, and no longer than for a call, for a lock without an end, which something else wrote', async () => {
    const { all, calls, join } = await start(1)
    const query = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
    const expected = await all[0]?.query(query)
    await storedBy((keys) => keys.length === 1)
    const client = redis.client()
    const [key = ''] = await client.keys('deploygraph:1:*')
    await client.multi().del(key).set(`${key}:lock`, 'of something else').exec()
    calls()
    expect(await (await join()).query(query)).toEqual(expected)
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
    await until(async () => (await client.exists(`${key}:lock`)) === 0)
  })

  test('use nothing for longer than its time, counted from the AWS call of the process that made it', async () => {
    const seconds = 3
    const { all, calls, join } = await start(2, { codedeployCacheSeconds: seconds, world: inProgress() })
    const second = await join({ codedeployCacheSeconds: 3_600 })
    const query = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
    await all[0]?.query(query)
    const answeredAt = performance.now()
    await storedBy((keys) => keys.length === 1)
    calls()
    const answers: number[] = []
    await until(async () => {
      const startedAt = performance.now()
      await second.query(query)
      if (sum(calls()) > 0) return true
      answers.push(startedAt - answeredAt)
      return false
    })
    expect(answers.length).toBeGreaterThan(0)
    expect(Math.max(...answers)).toBeLessThanOrEqual(1000 * seconds)
    // A process whose own settings allow less time asks sooner.
    const impatient = await join({ codedeployCacheSeconds: 0 })
    await impatient.query(query)
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
  })

  test('store a whole list with the time of its pages, which another process may have read before', async () => {
    const { all, calls, join } = await start(1)
    await all[0]?.query('{ codeDeployApplication(applicationName: "fleet") { deploymentGroups { edges { cursor } } } }')
    const client = redis.client()
    const timesOfLists = async () => {
      const keys = (await client.keys('deploygraph:1:*')).filter((key) => !key.endsWith(':lock'))
      const values = await Promise.all(keys.map((key) => client.getBuffer(key)))
      const packr = new Packr({ useRecords: false })
      return values.flatMap((value) => {
        const [, askedAt, , , , , content] = packr.unpack(value ?? packr.pack([]))
        return content?.items?.[0] === 'production' ? [askedAt] : []
      })
    }
    await until(async () => (await timesOfLists()).length === 1)
    const [ofPage] = await timesOfLists()
    const second = await join()
    calls()
    await second.query('{ codeDeployDeployments(applicationName: "fleet") { nodes { deploymentId } } }')
    expect(calls()).not.toHaveProperty('ListDeploymentGroups')
    await until(async () => (await timesOfLists()).length === 2)
    for (const time of await timesOfLists()) expect(time).toBeLessThan(ofPage + 1)
  })
})

const inProgress = () => fleetWorld({ targets: 1, info: { status: 'InProgress', completeTime: undefined } })
