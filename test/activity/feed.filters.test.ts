import type { DeploymentState, EnvironmentState } from '@aws-sdk/client-appconfig'
import type { DeploymentCreator } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { NOW, startGateway } from '../support/gateway.ts'
import { callsOf } from './reading.ts'

const HOUR = 3_600_000
const ago = (hours: number) => new Date(NOW - hours * HOUR)
const POLICY = 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/'

/** One CodeDeploy deployment: its application is the first word of its id. */
const deployed = (id: string, created: number, completed?: number, creator: DeploymentCreator = 'user') =>
  deploymentOf({
    deploymentId: `d-${id}`,
    applicationName: id.slice(0, 4).toLowerCase(),
    deploymentGroupName: 'production',
    status: completed === undefined ? 'InProgress' : 'Succeeded',
    createTime: ago(created),
    completeTime: completed === undefined ? undefined : ago(completed),
    creator,
  })

const rollout = (
  ApplicationId: string,
  DeploymentNumber: number,
  State: DeploymentState,
  started: number,
  end?: number,
) => ({
  ...{ ApplicationId, EnvironmentId: `${ApplicationId}p`.slice(-7), DeploymentNumber, State, StartedAt: ago(started) },
  CompletedAt: end === undefined ? undefined : ago(end),
})

const environment = (ApplicationId: string, Name: string, State: EnvironmentState) => ({
  ...{ ApplicationId, Id: `${ApplicationId}p`.slice(-7), Name, State },
})

const execution = (policy: string, number: number, started: number, end?: number) => ({
  execution: {
    lifecycleExecutionId: `lce-00000000-0000-0000-0000-${String(number).padStart(12, '0')}`,
    lifecyclePolicyArn: `${POLICY}${policy}`,
    state: { status: end === undefined ? ('IN_PROGRESS' as const) : ('SUCCESS' as const) },
    startTime: ago(started),
    endTime: end === undefined ? undefined : ago(end),
  },
})

/** One region: two applications of each service, the first called shop in all of them. */
const world: World = (region) =>
  region !== 'us-east-1'
    ? {}
    : {
        codedeploy: {
          applications: [{ applicationName: 'shop' }, { applicationName: 'mail' }],
          groups: ['shop', 'mail'].map((applicationName) => ({ applicationName, deploymentGroupName: 'production' })),
          deployments: [
            deployed('SHOP00001', 50, 49.5),
            deployed('SHOP00002', 5, 4),
            deployed('SHOP00003', 3.9, 3.5, 'codeDeployRollback'),
            deployed('SHOP00004', 0.5),
            deployed('MAIL00001', 4.5, 2),
          ],
        },
        appconfig: {
          applications: [
            { Id: 'shop01', Name: 'shop' },
            { Id: 'mail01', Name: 'mail' },
          ],
          environments: [
            environment('shop01', 'production', 'DEPLOYING'),
            environment('mail01', 'production', 'READY_FOR_DEPLOYMENT'),
          ],
          deployments: [
            rollout('shop01', 1, 'COMPLETE', 24 * 30, 24 * 30 - 1),
            rollout('shop01', 2, 'COMPLETE', 5, 4),
            rollout('shop01', 3, 'BAKING', 0.5),
            rollout('mail01', 1, 'COMPLETE', 24 * 9, 24 * 9 - 1),
            rollout('mail01', 2, 'ROLLED_BACK', 6, 4.5),
          ],
          pageSizes: { ListDeployments: 1 },
        },
        imagebuilder: {
          policies: [
            { arn: `${POLICY}shop`, name: 'shop' },
            { arn: `${POLICY}mail`, name: 'mail' },
          ],
          executions: [execution('shop', 1, 4.4, 4.3), execution('shop', 2, 0.2), execution('mail', 3, 4.4)],
        },
      }

let gateway: Awaited<ReturnType<typeof startGateway>>
beforeAll(async () => {
  gateway = await startGateway({ world, cache: false, gatewayClock: () => NOW })
})
afterAll(() => gateway.stop())

/** What a filter leaves of the feed, in short: D shop 2, A mail 1, I shop 1; and the AWS calls of us-east-1 for it. */
async function filtered(filter: string) {
  callsOf(gateway.emulator)
  const { data, errors } = await gateway.query(`{ activity(first: 50, filter: { locations: "us-east-1", ${filter} }) {
    nodes {
      ... on CodeDeployDeployment { deploymentId }
      ... on AppConfigDeployment { applicationId deploymentNumber }
      ... on LifecycleExecution { lifecycleExecutionId }
    }
    problems { code } } }`)
  expect({ errors, problems: data.activity?.problems }).toEqual({ errors: undefined, problems: [] })
  const ids: string[] = data.activity.nodes.map((node: object) => Object.values(node).join(' '))
  return {
    ids: ids.map((id) => id.replace('lce-00000000-0000-0000-0000-00000000000', 'lce ')),
    calls: callsOf(gateway.emulator),
  }
}

const CODEDEPLOY = 'services: CODEDEPLOY'
const APPCONFIG = 'services: APPCONFIG'
const IMAGE_BUILDER = 'services: IMAGE_BUILDER'

describe('within is the time before the gateway’s now', () => {
  test.each([
    ['PT1H', ['d-SHOP00004']],
    ['PT4H', ['d-SHOP00004', 'd-SHOP00003']],
    ['PT3H54M', ['d-SHOP00004', 'd-SHOP00003']],
    ['PT3H53M59S', ['d-SHOP00004']],
    ['P2D', ['d-SHOP00004', 'd-SHOP00003', 'd-MAIL00001', 'd-SHOP00002']],
    ['P1W', ['d-SHOP00004', 'd-SHOP00003', 'd-MAIL00001', 'd-SHOP00002', 'd-SHOP00001']],
  ])('in a feed of the last %s', async (within, ids) => {
    expect((await filtered(`${CODEDEPLOY}, within: "${within}"`)).ids).toEqual(ids)
  })

  test('and AWS is asked for no more than that', async () => {
    await gateway.query(
      `{ activity(filter: { ${CODEDEPLOY}, locations: "us-east-1", within: "PT4H" }) { nodes { id } } }`,
    )
    const { input } = gateway.emulator.calls.findLast(({ operation }) => operation === 'ListDeployments') ?? {}
    expect(input).toEqual({ createTimeRange: { start: ago(4) } })
  })

  test('beside since: both hold', async () => {
    const since = (hours: number) => `since: "${ago(hours).toISOString()}"`
    expect((await filtered(`${CODEDEPLOY}, within: "P1D", ${since(1)}`)).ids).toEqual(['d-SHOP00004'])
    expect((await filtered(`${CODEDEPLOY}, within: "PT1H", ${since(100)}`)).ids).toEqual(['d-SHOP00004'])
  })

  test('also of the deployments of an application', async () => {
    const { data, errors } = await gateway.query(
      'query ($within: Duration) { codeDeployDeployments(applicationName: "shop", filter: { within: $within }) { nodes { deploymentId } } }',
      { within: 'PT5H' },
    )
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployments.nodes).toEqual(
      ['d-SHOP00004', 'd-SHOP00003', 'd-SHOP00002'].map((deploymentId) => ({ deploymentId })),
    )
  })
})

describe('activeAt is what was under way at a moment', () => {
  const at = (hours: number) => `activeAt: "${ago(hours).toISOString()}"`

  test.each<[number, string[]]>([
    [0, ['d-SHOP00004']],
    [2, ['d-MAIL00001']],
    [3.7, ['d-SHOP00003', 'd-MAIL00001']],
    [4, ['d-MAIL00001', 'd-SHOP00002']],
    [60, []],
  ])('of CodeDeploy: created by then and not completed before (%d hours ago)', async (hours, ids) => {
    expect((await filtered(`${CODEDEPLOY}, ${at(hours)}`)).ids).toEqual(ids)
  })

  test('of AppConfig, read no further back than a rollout takes', async () => {
    const { ids, calls } = await filtered(`${APPCONFIG}, ${at(4.7)}`)
    expect(ids).toEqual(['shop01 2', 'mail01 2'])
    // In pages of one: shop01's 3, 2 and 1, which is too old; mail01's 2 and 1.
    expect(calls['appconfig ListDeployments']).toBe(5)
  })

  test('of Image Builder', async () => {
    expect((await filtered(`${IMAGE_BUILDER}, ${at(4.35)}`)).ids).toEqual(['lce 1', 'lce 3'])
    expect((await filtered(`${IMAGE_BUILDER}, ${at(4)}`)).ids).toEqual(['lce 3'])
  })

  test('beside other bounds, which hold too', async () => {
    expect((await filtered(`${CODEDEPLOY}, ${at(3.7)}, within: "PT4H"`)).ids).toEqual(['d-SHOP00003'])
  })
})

describe('applicationName is what an application deployed', () => {
  test('of all services, for the calls that its own groups and environments take', async () => {
    const { ids, calls } = await filtered('applicationName: "mail"')
    expect(ids).toEqual(['lce 3', 'd-MAIL00001', 'mail01 2', 'mail01 1'])
    expect(calls).toEqual({
      'codedeploy ListDeploymentGroups': 1,
      'codedeploy ListDeployments': 1,
      'codedeploy BatchGetDeployments': 1,
      'appconfig ListApplications': 1,
      'appconfig ListEnvironments': 1,
      'appconfig ListDeployments': 2,
      'imagebuilder ListLifecyclePolicies': 1,
      'imagebuilder ListLifecycleExecutions': 1,
    })
  })

  test('that one service alone has is no error where the other services are asked too', async () => {
    const { data, errors } = await gateway.query(
      '{ activity(filter: { applicationName: "mail", services: APPCONFIG, phases: FAILED }) { nodes { id } } }',
    )
    expect({ data, errors }).toEqual({ data: { activity: { nodes: [] } }, errors: undefined })
  })

  test('that is misspelt is an error also where its service cannot be in that phase', async () => {
    const { errors } = await gateway.query(
      '{ activity(filter: { applicationName: "mial", services: APPCONFIG, phases: FAILED }) { nodes { id } } }',
    )
    expect(errors).toMatchObject([
      {
        message: 'No application "mial" in us-east-1, eu-west-1.',
        path: ['activity'],
        extensions: { code: 'NOT_FOUND' },
      },
    ])
  })

  test('that may be where AWS cannot be asked is a problem, and no error', async () => {
    gateway.faults.push({
      operation: 'ListApplications',
      service: 'appconfig',
      error: { name: 'AccessDeniedException' },
    })
    const { data, errors } = await gateway.query(
      '{ activity(filter: { applicationName: "mial", locations: "eu-west-1" }) { nodes { id } problems { code } } }',
    )
    gateway.faults.pop()
    expect(errors).toBeUndefined()
    expect(data.activity).toEqual({ nodes: [], problems: [{ code: 'AWS_ACCESS_DENIED' }] })
  })
})

describe('isRollback', () => {
  test('true is what brought an earlier revision back, of CodeDeploy alone', async () => {
    const { ids, calls } = await filtered('isRollback: true')
    expect(ids).toEqual(['d-SHOP00003'])
    expect(calls).toEqual({ 'codedeploy ListDeployments': 1, 'codedeploy BatchGetDeployments': 1 })
  })

  test('false is everything else', async () => {
    const all = (await filtered('within: "P90D"')).ids
    expect((await filtered('isRollback: false, within: "P90D"')).ids).toEqual(all.filter((id) => id !== 'd-SHOP00003'))
  })

  test('holds for lists of deployments, and says so of each', async () => {
    const list = (isRollback: boolean) =>
      `codeDeployDeployments(location: "us-east-1", filter: { isRollback: ${isRollback} }) { nodes { deploymentId isRollback } }`
    const { data } = await gateway.query(`{ yes: ${list(true)} no: ${list(false)} }`)
    expect(data.yes.nodes).toEqual([{ deploymentId: 'd-SHOP00003', isRollback: true }])
    expect(data.no.nodes).toHaveLength(4)
    expect(data.no.nodes).not.toContainEqual(expect.objectContaining({ isRollback: true }))
  })
})

describe('what is under way in AppConfig', () => {
  const RUNNING = `${APPCONFIG}, phases: [PENDING, IN_PROGRESS, WAITING, ROLLING_BACK]`

  test('is found by the states of environments, of which only the busy ones are listed, one page each', async () => {
    const { ids, calls } = await filtered(RUNNING)
    expect(ids).toEqual(['shop01 3'])
    expect(calls).toEqual({
      'appconfig ListApplications': 1,
      'appconfig ListEnvironments': 2,
      'appconfig ListDeployments': 1,
    })
  })

  test('is not found in this way where what has ended is wanted too', async () => {
    const { ids, calls } = await filtered(`${APPCONFIG}, phases: [IN_PROGRESS, ROLLED_BACK]`)
    expect(ids).toEqual(['shop01 3', 'mail01 2'])
    expect(calls['appconfig ListDeployments']).toBe(5)
  })
})

describe('a filter that nothing can fit is refused before any AWS call', () => {
  test.each([
    ['within: "P1Y"', 'GRAPHQL_VALIDATION_FAILED', /P1Y/],
    ['within: "-P1D"', 'GRAPHQL_VALIDATION_FAILED', /-P1D/],
    ['within: 60', 'GRAPHQL_VALIDATION_FAILED', /60/],
    [
      `within: "PT1H", until: "${ago(2).toISOString()}"`,
      'BAD_USER_INPUT',
      /^"within" was PT1H, from .*: expected a time before "until"/,
    ],
    [`within: "PT1H", activeAt: "${ago(2).toISOString()}"`, 'BAD_USER_INPUT', /expected a time before "activeAt"/],
    ['applicationName: ""', 'BAD_USER_INPUT', /^"applicationName" was ""/],
  ])('%s', async (filter, code, message) => {
    gateway.calls()
    const { errors } = await gateway.query(`{ activity(filter: { ${filter} }) { nodes { id } } }`)
    expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code } }])
    expect(gateway.calls()).toEqual({})
  })

  test('also in a variable', async () => {
    const { errors } = await gateway.query(
      'query ($within: Duration) { activity(filter: { within: $within }) { nodes { id } } }',
      { within: 'P1M' },
    )
    expect(errors).toMatchObject([{ message: expect.stringContaining('P1M'), extensions: { code: 'BAD_USER_INPUT' } }])
  })
})
