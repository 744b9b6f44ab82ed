import type { DeploymentInfo } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { type Options, startGateway } from '../support/gateway.ts'

type Gateway = Awaited<ReturnType<typeof startGateway>>
let gateway: Gateway | undefined
const start = async (options: Options) => {
  gateway = await startGateway({ locations: DEMO_LOCATIONS.slice(0, 1), ...options })
  return gateway
}
afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
})

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
    ['the whole id', 'pricing:live', ['pricing:live', 'other:live'], 'pricing:live'],
    ['the function, if one target is of it', 'pricing', ['pricing:live', 'pricing-v2:live'], 'pricing:live'],
    ['the function, where AWS calls it just that', 'pricing', ['pricing', 'pricing:live'], 'pricing'],
  ])('is found by %s', async (_, asked, ids, found) => {
    const { query } = await start({ world: lambdas(...ids) })
    const { data, errors } = await query(TARGET, { id: asked })
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment.target).toEqual({ targetId: found })
  })

  test.each([
    ['a function that several targets are of', 'pricing', ['pricing:live', 'pricing:canary']],
    ['the beginning of a function', 'pric', ['pricing:live']],
    ['an alias', 'live', ['pricing:live']],
  ])('is not found by %s', async (_, asked, ids) => {
    const { query } = await start({ world: lambdas(...ids) })
    const { data, errors } = await query(TARGET, { id: asked })
    expect({ target: data.codeDeployDeployment.target, errors }).toEqual({ target: null, errors: undefined })
  })

  test('is looked for in the list only where its id is not the one asked for', async () => {
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
  ])('of %s are null, and why is said', async (deployment, message) => {
    const { query, calls } = await start({ world })
    const { data, errors } = await query(CHOSEN, { deployment })
    expect(data).toEqual({ deploymentTargets: [null, null] })
    expect(errors?.map(({ message, extensions }) => [message, extensions.code])).toEqual([
      [message, 'NOT_FOUND'],
      [message, 'NOT_FOUND'],
    ])
    expect(calls()).toEqual({ BatchGetDeploymentTargets: 1, BatchGetDeployments: 1 })
  })

  test('of a deployment that has none of them are each said not to be there', async () => {
    const { query } = await start({ world })
    const { errors } = await query(CHOSEN, { deployment: 'd-SUCCEED01' })
    expect(errors?.map(({ message }) => message)).toEqual([
      'd-SUCCEED01 has no target "i-1".',
      'd-SUCCEED01 has no target "i-2".',
    ])
  })

  test('of a deployment that no location has are said to be of none', async () => {
    const { query } = await start({ world, locations: DEMO_LOCATIONS })
    const { errors } = await query(CHOSEN, { deployment: 'd-UNKNOWN01' })
    expect(errors?.map(({ message }) => message)).toEqual(Array(2).fill('No deployment d-UNKNOWN01 was found.'))
  })
})

describe('the title of a deployment', () => {
  const stack =
    'arn:aws:cloudformation:eu-west-1:111122223333:stack/checkout-stack/51af3dc0-da77-11e4-872e-1234567db123'
  const titleOf = async (info: DeploymentInfo) => {
    const { query } = await start({
      world: () => ({ codedeploy: { deployments: [deploymentOf({ deploymentId: 'd-TITLED001', ...info })] } }),
    })
    const { data, errors } = await query('{ codeDeployDeployment(deploymentId: "d-TITLED001") { title } }')
    expect(errors).toBeUndefined()
    return data.codeDeployDeployment.title
  }
  const group = { applicationName: 'checkout-api', deploymentGroupName: 'production' }

  test.each<[string, DeploymentInfo, string]>([
    ['application and group', group, 'checkout-api → production'],
    ['its id where it has neither', {}, 'd-TITLED001'],
    ["CloudFormation's stack", { externalId: stack, creator: 'CloudFormation' }, 'checkout-stack'],
    ["CloudFormation's stack, also beside an application", { ...group, externalId: stack }, 'checkout-stack'],
    [
      'application and group where its external id is no stack',
      { ...group, externalId: 'b-1' },
      'checkout-api → production',
    ],
    [
      'what it is, and that it rolls back',
      { ...group, creator: 'codeDeployRollback' },
      'checkout-api → production (rollback)',
    ],
    [
      "a stack's, and that it rolls back",
      { externalId: stack, creator: 'CloudFormationRollback' },
      'checkout-stack (rollback)',
    ],
    [
      'that it rolls back where AWS tells for which deployment',
      { ...group, rollbackInfo: { rollbackTriggeringDeploymentId: 'd-1' } },
      'checkout-api → production (rollback)',
    ],
    [
      'nothing of a rollback that it caused',
      { ...group, rollbackInfo: { rollbackDeploymentId: 'd-1' } },
      'checkout-api → production',
    ],
  ])('is %s', async (_, info, title) => {
    expect(await titleOf(info)).toBe(title)
  })
})

describe('a deployment group', () => {
  const attempted = {
    deploymentId: 'd-NEW',
    status: 'InProgress',
    createTime: new Date('2026-11-20T09:00:00Z'),
  } as const
  const successful = {
    deploymentId: 'd-OLD',
    status: 'Succeeded',
    createTime: new Date('2026-11-19T09:00:00Z'),
    endTime: new Date('2026-11-19T09:10:00Z'),
  } as const
  const world: World = () => ({
    codedeploy: {
      applications: [{ applicationName: 'a b' }],
      groups: [
        {
          applicationName: 'a b',
          deploymentGroupName: 'blue green',
          lastAttemptedDeployment: attempted,
          lastSuccessfulDeployment: successful,
        },
        { applicationName: 'a b', deploymentGroupName: 'new' },
      ],
    },
  })

  test('tells of its last deployments, and where its console page is, without another call', async () => {
    const { query, calls } = await start({ world })
    const LAST = 'deploymentId status rawStatus createdAt completedAt'
    const { data, errors } = await query(`{ codeDeployApplication(applicationName: "a b") { deploymentGroups { nodes {
      lastAttemptedDeployment { ${LAST} } lastSuccessfulDeployment { ${LAST} } consoleUrl location { name } } } } }`)
    expect(errors).toBeUndefined()
    const page = 'https://us-east-1.console.aws.amazon.com/codesuite/codedeploy/applications/a%20b/deployment-groups'
    expect(data.codeDeployApplication.deploymentGroups.nodes).toEqual([
      {
        lastAttemptedDeployment: {
          ...{ deploymentId: 'd-NEW', status: 'IN_PROGRESS', rawStatus: 'InProgress' },
          ...{ createdAt: '2026-11-20T09:00:00.000Z', completedAt: null },
        },
        lastSuccessfulDeployment: {
          ...{ deploymentId: 'd-OLD', status: 'SUCCEEDED', rawStatus: 'Succeeded' },
          ...{ createdAt: '2026-11-19T09:00:00.000Z', completedAt: '2026-11-19T09:10:00.000Z' },
        },
        consoleUrl: `${page}/blue%20green?region=us-east-1`,
        location: { name: 'us-east-1' },
      },
      {
        lastAttemptedDeployment: null,
        lastSuccessfulDeployment: null,
        consoleUrl: `${page}/new?region=us-east-1`,
        location: { name: 'us-east-1' },
      },
    ])
    expect(calls()).toEqual({ BatchGetApplications: 1, ListDeploymentGroups: 1, BatchGetDeploymentGroups: 1 })
  })
})

describe('a group that BatchGetDeploymentGroups leaves out', () => {
  const groups = ['blue', 'green', 'red'].map((deploymentGroupName) => ({
    applicationName: 'shop',
    deploymentGroupName,
  }))
  const world =
    (names: string[], errorMessage: string): World =>
    () => ({
      codedeploy: { applications: [{ applicationName: 'shop' }], groups, leftOutGroups: { names, errorMessage } },
    })
  const GROUPS = `{ blue: deploymentGroup(applicationName: "shop", deploymentGroupName: "blue") { deploymentGroupName }
    red: deploymentGroup(applicationName: "shop", deploymentGroupName: "red") { deploymentGroupName } }`

  test('for a reason of its own is an error with its text, and the others are there', async () => {
    const { query } = await start({ world: world(['red'], 'Internal failure while reading groups') })
    const { data, errors } = await query(GROUPS)
    expect(data).toEqual({ blue: { deploymentGroupName: 'blue' }, red: null })
    expect(errors).toEqual([
      expect.objectContaining({
        message: 'BatchGetDeploymentGroups did not return "red": Internal failure while reading groups',
        path: ['red'],
        extensions: expect.objectContaining({ code: 'AWS_UNAVAILABLE', retryable: true }),
      }),
    ])
  })

  test('is not told what AWS says of another', async () => {
    const { query } = await start({ world: world(['red', 'blue'], 'Failed for: blue, red') })
    const { errors } = await query(GROUPS)
    expect(errors?.map(({ message }) => message)).toEqual([
      'BatchGetDeploymentGroups did not return "blue": it says that not all groups could be read',
      'BatchGetDeploymentGroups did not return "red": it says that not all groups could be read',
    ])
  })

  test('because it does not exist is null', async () => {
    const { query } = await start({ world: world(['red'], 'No Deployment Group found for name: red') })
    const { data, errors } = await query(GROUPS)
    expect({ data, errors }).toEqual({ data: { blue: { deploymentGroupName: 'blue' }, red: null }, errors: undefined })
  })
})

describe('the groups of an application whose deployments are listed', () => {
  const world = (names: () => string[]): World => {
    return () => ({
      codedeploy: {
        applications: [{ applicationName: 'shop' }],
        groups: names().map((deploymentGroupName) => ({ applicationName: 'shop', deploymentGroupName })),
      },
    })
  }
  const LIST = '{ codeDeployDeployments(applicationName: "shop") { nodes { deploymentId } } }'

  test('are listed once for ENUMERATION_SECONDS, not with every second', async () => {
    let now = Date.parse('2026-11-21T09:30:00Z')
    const { query, calls } = await start({
      world: world(() => ['blue', 'green']),
      gatewayClock: () => now,
      cache: true,
    })
    await query(LIST)
    expect(calls()).toEqual({ ListDeploymentGroups: 1, ListDeployments: 2 })
    now += 59_000
    await query(LIST)
    expect(calls()).toEqual({ ListDeployments: 2 })
    now += 2_000
    await query(LIST)
    expect(calls()).toEqual({ ListDeploymentGroups: 1, ListDeployments: 2 })
  })

  test('are looked for again where there were none', async () => {
    let now = Date.parse('2026-11-21T09:30:00Z')
    let names: string[] = []
    const { query, calls } = await start({
      ...{ world: world(() => names), cache: true },
      clock: () => now,
      gatewayClock: () => now,
    })
    await query(LIST)
    expect(calls()).toEqual({ ListDeploymentGroups: 1 })
    names = ['blue']
    now += 2_000
    await query(LIST)
    expect(calls()).toEqual({ ListDeploymentGroups: 1, ListDeployments: 1 })
  })
})
