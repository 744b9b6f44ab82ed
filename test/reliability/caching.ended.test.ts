import type { TargetStatus } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { NOW, ONE_LOCATION, useGateways } from '../support/gateway.ts'

let now = NOW
const clock = () => now
beforeEach(() => {
  now = NOW
})
// The gateway and AWS have the same clock.
const { start } = useGateways({
  ...{ cache: true, clock, gatewayClock: clock, locations: ONE_LOCATION, batchWindowMs: 0 },
})

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const FLEET = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") {
  status targets(first: 100) { nodes { ... on InstanceTarget { targetId lifecycleEvents { name status } } } } } }`
describe('a deployment that has ended', () => {
  const ended = (info = {}) => fleetWorld({ targets: 30, events: 2, info })
  const COST = { BatchGetDeployments: 1, ListDeploymentTargets: 1, BatchGetDeploymentTargets: 2 }

  test('is read from AWS once, with its target ids and its targets', async () => {
    const { query, calls } = await start({ world: ended(), codedeployCacheSeconds: 0, receipt: true })
    const { data } = await query(FLEET)
    expect(calls()).toEqual(COST)
    now += 1_000 * HOUR
    const again = await query(FLEET)
    expect(again.data).toEqual(data)
    expect(calls()).toEqual({})
    expect(again.extensions?.aws).toMatchObject({
      totalCalls: 0,
      remembered: {
        'codedeploy:BatchGetDeployments': 1,
        'codedeploy:ListDeploymentTargets': 1,
        'codedeploy:BatchGetDeploymentTargets': 30,
      },
    })
  })

  test('is read again for five minutes, in which AWS may still complete it', async () => {
    const completeTime = new Date(NOW - 4 * MINUTE)
    const { query, calls } = await start({ world: ended({ completeTime }), codedeployCacheSeconds: 0 })
    await query(FLEET)
    now += MINUTE
    await query(FLEET)
    calls()
    now += 1
    await query(FLEET)
    expect(calls()).toEqual(COST)
    await query(FLEET)
    expect(calls()).toEqual({})
  })

  test('is read again as long as it runs, including a target that ended earlier', async () => {
    const { query, calls } = await start({
      world: ended({ status: 'InProgress', completeTime: undefined }),
      codedeployCacheSeconds: 0,
    })
    for (const _ of [1, 2]) {
      await query(FLEET)
      expect(calls()).toEqual(COST)
    }
  })

  test('is read again only for targets that still run', async () => {
    const deployment = {
      deploymentId: 'd-FAILED001',
      status: 'Failed' as const,
      completeTime: new Date(NOW - 6 * MINUTE),
      computePlatform: 'Server' as const,
    }
    const target = (targetId: string, status: TargetStatus) => ({
      deploymentTargetType: 'InstanceTarget' as const,
      instanceTarget: { targetId, status },
    })
    const world: World = (_, at) => {
      const hook = at > NOW ? 'Failed' : 'InProgress'
      const targets = [
        target('i-1', 'Succeeded'),
        target('i-2', hook),
        target('i-3', 'Skipped'),
        target('i-4', 'Failed'),
      ]
      return { codedeploy: { deployments: [deploymentOf(deployment, targets)] } }
    }
    const { query, calls } = await start({ world, codedeployCacheSeconds: 1 })
    const failed = `{ codeDeployDeployment(deploymentId: "d-FAILED001") {
      all: targets(first: 9) { nodes { ... on InstanceTarget { targetId status } } }
      running: targets(first: 9, filter: { statuses: [IN_PROGRESS] }) { targetIds } } }`
    const answer = (hook: string, running: string[]) => ({
      status: 200,
      data: {
        codeDeployDeployment: {
          all: {
            nodes: [
              { targetId: 'i-1', status: 'SUCCEEDED' },
              { targetId: 'i-2', status: hook },
              { targetId: 'i-3', status: 'SKIPPED' },
              { targetId: 'i-4', status: 'FAILED' },
            ],
          },
          running: { targetIds: running },
        },
      },
    })
    expect(await query(failed)).toEqual(answer('IN_PROGRESS', ['i-2']))
    expect(calls()).toEqual({ BatchGetDeployments: 1, ListDeploymentTargets: 2, BatchGetDeploymentTargets: 1 })
    now += MINUTE
    expect(await query(failed)).toEqual(answer('FAILED', []))
    expect(calls()).toEqual({ ListDeploymentTargets: 1, BatchGetDeploymentTargets: 1 })
    now += MINUTE
    expect(await query(failed)).toEqual(answer('FAILED', []))
    expect(calls()).toEqual({ ListDeploymentTargets: 1 })
  })

  test('is read again while its overview counts running targets', async () => {
    const world: World = (region, at) =>
      ended({
        status: 'Failed',
        deploymentOverview: at > NOW ? { Failed: 30, InProgress: 0 } : { Failed: 29, InProgress: 1 },
      })(region, at)
    const { query, calls } = await start({ world, codedeployCacheSeconds: 0 })
    const overview = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { overview { inProgress failed } } }'
    for (const [inProgress, failed, cost] of [
      [1, 29, 1],
      [0, 30, 1],
      [0, 30, 0],
    ]) {
      expect((await query(overview)).data.codeDeployDeployment).toEqual({ overview: { inProgress, failed } })
      expect(calls()).toEqual(cost ? { BatchGetDeployments: 1 } : {})
      now += MINUTE
    }
  })

  test('is listed again after an hour if its target ids span several pages, because tokens expire', async () => {
    const { query, calls } = await start({ world: fleetWorld({ targets: 30, events: 1, pageSize: 20 }) })
    await query(FLEET)
    calls()
    now += HOUR
    await query(FLEET)
    expect(calls()).toEqual({})
    now += 1
    await query(FLEET)
    expect(calls()).toEqual({ ListDeploymentTargets: 1 })
  })

  test('is an error once and then listed again when AWS no longer accepts its page token', async () => {
    const { query, calls, faults } = await start({ world: fleetWorld({ targets: 30, events: 1, pageSize: 20 }) })
    await query('{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: 10) { targetIds } } }')
    now += 1_000 // a second is long for a list
    faults.push({
      operation: 'ListDeploymentTargets',
      times: 1,
      when: (input) => (input as { nextToken?: string }).nextToken !== undefined,
      error: { name: 'InvalidNextTokenException', message: 'The next token is not valid.' },
    })
    expect((await query(FLEET)).errors?.[0]?.extensions).toMatchObject({ code: 'AWS_UNAVAILABLE', retryable: true })
    calls()
    expect((await query(FLEET)).errors).toBeUndefined()
    expect(calls()).toMatchObject({ ListDeploymentTargets: 2 })
  })

  test('is not remembered as empty when AWS once reports that it does not exist', async () => {
    const { query, faults } = await start({ world: ended() })
    await query('{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }')
    const error = { name: 'DeploymentDoesNotExistException', message: 'gone' }
    faults.push({ operation: 'ListDeploymentTargets', times: 1, error })
    expect((await query(FLEET)).data.codeDeployDeployment.targets.nodes).toHaveLength(0)
    now += 501
    expect((await query(FLEET)).data.codeDeployDeployment.targets.nodes).toHaveLength(30)
  })

  test('is read each time when the cache is off', async () => {
    const { query, calls } = await start({ world: ended(), cache: false })
    for (const _ of [1, 2]) {
      await query(FLEET)
      expect(calls()).toEqual(COST)
    }
  })
})
