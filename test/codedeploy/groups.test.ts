import type { World } from '../../src/emulator/world.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

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

  test('has its last deployments and its console URL without another call', async () => {
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

  test('is an error with AWS’s text, and the other groups are returned', async () => {
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

  test('has an error without the names of other groups', async () => {
    const { query } = await start({ world: world(['red', 'blue'], 'Failed for: blue, red') })
    const { errors } = await query(GROUPS)
    expect(errors?.map(({ message }) => message)).toEqual([
      'BatchGetDeploymentGroups did not return "blue": it says that not all groups could be read',
      'BatchGetDeploymentGroups did not return "red": it says that not all groups could be read',
    ])
  })

  test('is an error without the gateway’s identity where its role may not read the group', async () => {
    const denial =
      'User: arn:aws:sts::111122223333:assumed-role/gateway/session is not authorized to perform: ' +
      'codedeploy:BatchGetDeploymentGroups on resource: arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:shop/red'
    const { query } = await start({ world: world(['red'], denial) })
    const { errors } = await query(GROUPS)
    expect(errors?.map(({ message }) => message)).toEqual([
      'BatchGetDeploymentGroups did not return "red": Not authorized to perform: codedeploy:' +
        'BatchGetDeploymentGroups on resource: arn:aws:codedeploy:us-east-1:111122223333:deploymentgroup:shop/red.',
    ])
  })

  test('is an error without the role that AWS’s text names', async () => {
    const { query } = await start({ world: world(['red'], 'Cannot assume arn:aws:iam::111122223333:role/deploy') })
    const { errors } = await query(GROUPS)
    expect(errors?.map(({ message }) => message)).toEqual([
      'BatchGetDeploymentGroups did not return "red": Cannot assume [redacted]',
    ])
  })

  test('is null if it does not exist', async () => {
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

  test('are listed once in ENUMERATION_SECONDS', async () => {
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

  test('are listed again after two seconds where there were none', async () => {
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
