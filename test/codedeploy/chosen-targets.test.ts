import type { DeploymentInfo } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'

const id = (number: number) => `i-${number.toString(16).padStart(17, '0')}`
const ids = (count: number, from = 0) => Array.from({ length: count }, (_, index) => id(from + index))

const { start } = useGateways({ locations: ONE_LOCATION })

describe('the targets of several deployments in one query', () => {
  test('are batched by deployment and location', async () => {
    const { query, calls, emulator } = await start({ world: twoFleets, locations: DEMO_LOCATIONS })
    const part = (alias: string, deployment: string, location: string) =>
      `${alias}: deploymentTargets(deploymentId: "${deployment}", targetIds: ${JSON.stringify(ids(30))}, location: "${location}") { ... on DeploymentTarget { targetId } }`
    const { data, errors } = await query(
      `{ ${part('a', 'd-FLEET0001', 'us-east-1')} ${part('b', 'd-FLEET0002', 'us-east-1')} ${part('c', 'd-FLEET0001', 'eu-west-1')} }`,
    )
    expect(errors).toBeUndefined()
    for (const alias of ['a', 'b', 'c'])
      expect(data[alias].map(({ targetId }: { targetId: string }) => targetId)).toEqual(ids(30))
    const inputs = emulator.calls.map(({ region, input }) => [region, input])
    expect(inputs).toHaveLength(6)
    for (const [, input] of inputs) expect((input as { targetIds: string[] }).targetIds.length).toBeLessThanOrEqual(25)
    expect(calls()).toEqual({ BatchGetDeploymentTargets: 6 })
  })
})

describe('chosen targets', () => {
  const CHOSEN = `query ($ids: [ID!]!) { deploymentTargets(deploymentId: "d-FLEET0001", targetIds: $ids) {
    ... on DeploymentTarget { targetId } } }`
  const targetIds = [...ids(12), 'i-0badbadbadbadbad0', ...ids(12, 12), id(3)]
  const targets = targetIds.map((targetId) => (targetId.includes('bad') ? null : { targetId }))

  test.each(['fail', 'omit'] as const)(
    'lose only the slot of an unknown id where AWS would %s',
    async (missingTargets) => {
      const { query, calls } = await start({ world: fleetWorld({ targets: 30, missingTargets }) })
      const { data, errors } = await query(CHOSEN, { ids: targetIds })
      expect(data.deploymentTargets).toEqual(targets)
      expect(errors).toEqual([
        expect.objectContaining({
          message: 'd-FLEET0001 has no target "i-0badbadbadbadbad0".',
          path: ['deploymentTargets', 12],
          extensions: { code: 'NOT_FOUND', retryable: false },
        }),
      ])
      const { BatchGetDeploymentTargets: batches = 0, ...others } = calls()
      expect(others).toEqual({})
      if (missingTargets === 'omit') expect(batches).toBe(1)
      else expect(batches).toBeLessThanOrEqual(1 + 2 * Math.ceil(Math.log2(25)))
    },
  )

  test('of an unknown deployment are all NOT_FOUND', async () => {
    const { query } = await start({ world: fleetWorld({ deploymentId: 'd-OTHER0001' }) })
    const { data, errors } = await query(CHOSEN, { ids: ids(2) })
    expect(data).toEqual({ deploymentTargets: [null, null] })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND', 'NOT_FOUND'])
  })

  test('make no AWS call where there are none or more than 1000', async () => {
    const { query, calls } = await start({ world: fleetWorld({ targets: 1 }) })
    const { errors } = await query(CHOSEN, { ids: ids(1001) })
    expect(errors?.[0]).toMatchObject({
      message: '"targetIds" had 1001 ids: expected at most 1000.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
    const instances = await query(
      'query ($ids: [ID!]!) { deploymentInstances(deploymentId: "d-FLEET0001", instanceIds: $ids) { errorMessage } }',
      { ids: ids(1001) },
    )
    expect(instances.errors?.[0]).toMatchObject({
      message: '"instanceIds" had 1001 ids: expected at most 1000.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect((await query(CHOSEN, { ids: [] })).data).toEqual({ deploymentTargets: [] })
    expect(calls()).toEqual({})
  })

  test('of a Lambda deployment are read one by one once AWS refuses a list', async () => {
    const targets = ['one', 'two', 'three'].map((targetId) => ({
      deploymentTargetType: 'LambdaTarget' as const,
      lambdaTarget: { targetId, deploymentId: 'd-LAMBDA001', status: 'Succeeded' as const },
    }))
    const info: DeploymentInfo = { deploymentId: 'd-LAMBDA001', status: 'Succeeded', computePlatform: 'Lambda' }
    const { query, calls } = await start({
      world: () => ({ codedeploy: { deployments: [deploymentOf(info, targets)] } }),
    })
    const { data, errors } = await query(`{ codeDeployDeployment(deploymentId: "d-LAMBDA001") {
      targets { nodes { ... on LambdaTarget { targetId status } } } } }`)
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment.targets.nodes).toEqual(
      ['one', 'two', 'three'].map((targetId) => ({ targetId, status: 'SUCCEEDED' })),
    )
    expect(calls()).toEqual({ BatchGetDeployments: 1, ListDeploymentTargets: 1, BatchGetDeploymentTargets: 4 })
  })

  test('are null without an error where one that does not exist is looked up alone', async () => {
    const { query } = await start({ world: fleetWorld({ targets: 1 }) })
    const { data, errors } = await query(
      `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { target(targetId: "i-0badbadbadbadbad0") { __typename } } }`,
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({ codeDeployDeployment: { target: null } })
  })
})

const twoFleets: World = (region, now) => {
  const fleets = ['d-FLEET0001', 'd-FLEET0002'].map((deploymentId) =>
    fleetWorld({ deploymentId, targets: 30 })(region, now),
  )
  return { codedeploy: { deployments: fleets.flatMap(({ codedeploy }) => codedeploy?.deployments ?? []) } }
}
