import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

const lambda = (targetId: string) => ({
  deploymentTargetType: 'LambdaTarget' as const,
  lambdaTarget: { targetId, deploymentId: 'd-LAMBDA001', status: 'Succeeded' as const },
})
const lambdas =
  (...ids: string[]): World =>
  () => ({
    codedeploy: {
      deployments: [
        deploymentOf(
          { deploymentId: 'd-LAMBDA001', status: 'Succeeded', computePlatform: 'Lambda' },
          ids.map((id) => lambda(id)),
        ),
      ],
    },
  })

describe('a Lambda target', () => {
  const TARGET = `query ($id: ID!) { codeDeployDeployment(deploymentId: "d-LAMBDA001") {
    target(targetId: $id) { ... on DeploymentTarget { targetId } } } }`

  test.each([
    ['its whole id', 'pricing:live', ['pricing:live', 'other:live'], 'pricing:live'],
    [
      'its function, where no other target has that function',
      'pricing',
      ['pricing:live', 'pricing-v2:live'],
      'pricing:live',
    ],
    ['its function, where that is the whole id', 'pricing', ['pricing', 'pricing:live'], 'pricing'],
  ])('is found by %s', async (_, name, ids, targetId) => {
    const { query } = await start({ world: lambdas(...ids) })
    const { data, errors } = await query(TARGET, { id: name })
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment.target).toEqual({ targetId })
  })

  test.each([
    ['a function that several targets have', 'pricing', ['pricing:live', 'pricing:canary']],
    ['the beginning of a function', 'pric', ['pricing:live']],
    ['an alias', 'live', ['pricing:live']],
  ])('is not found by %s', async (_, name, ids) => {
    const { query } = await start({ world: lambdas(...ids) })
    const { data, errors } = await query(TARGET, { id: name })
    expect({ target: data.codeDeployDeployment.target, errors }).toEqual({ target: null, errors: undefined })
  })

  test('is looked for in the list only where no target has the given id', async () => {
    const { query, calls } = await start({ world: lambdas('pricing:live') })
    await query(TARGET, { id: 'pricing:live' })
    expect(calls()).toEqual({ BatchGetDeployments: 1, BatchGetDeploymentTargets: 1 })
  })
})

describe('chosen targets', () => {
  const world: World = () => ({
    codedeploy: {
      deployments: [
        deploymentOf({ deploymentId: 'd-CREATED01', status: 'Created', computePlatform: 'Server' }),
        deploymentOf({ deploymentId: 'd-QUEUED001', status: 'Queued', computePlatform: 'Server' }),
        deploymentOf({ deploymentId: 'd-SUCCEED01', status: 'Succeeded', computePlatform: 'Server' }),
      ],
    },
  })
  const CHOSEN = `query ($deployment: ID!, $location: String) {
    deploymentTargets(deploymentId: $deployment, targetIds: ["i-1", "i-2"], location: $location) { __typename } }`

  test.each([
    ['d-UNKNOWN01', 'No deployment d-UNKNOWN01 was found.'],
    ['d-CREATED01', 'd-CREATED01 has not started: it has no targets yet.'],
    ['d-QUEUED001', 'd-QUEUED001 has not started: it has no targets yet.'],
  ])('of %s are null, with the reason', async (deployment, message) => {
    const { query, calls } = await start({ world })
    const { data, errors } = await query(CHOSEN, { deployment })
    expect(data).toEqual({ deploymentTargets: [null, null] })
    expect(errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      [message, 'NOT_FOUND'],
      [message, 'NOT_FOUND'],
    ])
    expect(calls()).toEqual({ BatchGetDeploymentTargets: 1, BatchGetDeployments: 1 })
  })

  test('are each NOT_FOUND where the deployment has none of them', async () => {
    const { query } = await start({ world })
    const { errors } = await query(CHOSEN, { deployment: 'd-SUCCEED01' })
    expect(errors?.map(({ message }) => message)).toEqual([
      'd-SUCCEED01 has no target "i-1".',
      'd-SUCCEED01 has no target "i-2".',
    ])
  })

  test('are each NOT_FOUND where the deployment itself cannot be read', async () => {
    const { query } = await start({
      world,
      faults: [{ operation: 'BatchGetDeployments', error: { name: 'AccessDeniedException' } }],
    })
    const { errors } = await query(CHOSEN, { deployment: 'd-SUCCEED01' })
    expect(errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      ['d-SUCCEED01 has no target "i-1".', 'NOT_FOUND'],
      ['d-SUCCEED01 has no target "i-2".', 'NOT_FOUND'],
    ])
  })

  test('of a deployment that no location has are null, with the reason', async () => {
    const { query } = await start({ world, locations: DEMO_LOCATIONS })
    const { errors } = await query(CHOSEN, { deployment: 'd-UNKNOWN01' })
    expect(errors?.map(({ message }) => message)).toEqual(Array(2).fill('No deployment d-UNKNOWN01 was found.'))
  })
})
