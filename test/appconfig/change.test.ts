import type { AppConfigDeployment } from '../../src/emulator/appconfig/world.ts'
import type { World } from '../../src/emulator/world.ts'
import { atOnce } from '../support/at-once.ts'
import { ONE_LOCATION, PATIENT, useGateways } from '../support/gateway.ts'

// Which of the two projects of jest.config.js this is.
declare const CACHE: boolean

const T0 = Date.parse('2026-11-01T12:00:00.000Z')
const HOUR_MS = 3_600_000

const deployment = (DeploymentNumber: number, more: AppConfigDeployment = {}): AppConfigDeployment => ({
  ApplicationId: 'app0001',
  EnvironmentId: 'prod001',
  DeploymentNumber,
  ConfigurationName: 'flags',
  ConfigurationVersion: `v${DeploymentNumber}`,
  ConfigurationProfileId: 'flags01',
  State: 'COMPLETE',
  StartedAt: new Date(T0 + DeploymentNumber * HOUR_MS),
  CompletedAt: new Date(T0 + DeploymentNumber * HOUR_MS + 60_000),
  ...more,
})
const range = (count: number) => Array.from({ length: count }, (_, index) => deployment(index + 1))

const worldOf =
  (deployments: AppConfigDeployment[], pageSize = 50): World =>
  () => ({
    appconfig: {
      applications: [{ Id: 'app0001', Name: 'checkout' }],
      environments: [{ ApplicationId: 'app0001', Id: 'prod001', Name: 'prod', State: 'READY_FOR_DEPLOYMENT' }],
      deployments,
      pageSizes: { ListDeployments: pageSize },
    },
  })

const { start: startGateway } = useGateways({ locations: ONE_LOCATION })
const start = (world: World) => startGateway({ world })

const CHANGE = '{ fromVersion toVersion from { deploymentNumber state configurationVersion } }'
const one = (number: number, selection = `{ change ${CHANGE} }`) =>
  `{ appConfigDeployment(applicationId: "app0001", environmentId: "prod001", deploymentNumber: ${number}) ${selection} }`
const changeOf = (from: number, to: number) => ({
  fromVersion: `v${from}`,
  toVersion: `v${to}`,
  from: { deploymentNumber: from, state: 'COMPLETE', configurationVersion: `v${from}` },
})

describe('the change of an AppConfig deployment', () => {
  const OTHER = { ConfigurationProfileId: 'other01', ConfigurationName: 'limits' }
  test.each<[string, AppConfigDeployment[], number, object | null]>([
    ['is against the deployment before', range(3), 3, changeOf(2, 3)],
    ['is not against a later one', range(5), 3, changeOf(2, 3)],
    [
      'leaves out what was rolled back',
      [...range(1), deployment(2, { State: 'ROLLED_BACK' }), deployment(3)],
      3,
      changeOf(1, 3),
    ],
    [
      'leaves out what was reverted',
      [...range(1), deployment(2, { State: 'REVERTED' }), deployment(3)],
      3,
      changeOf(1, 3),
    ],
    ['leaves out other profiles', [...range(1), deployment(2, OTHER), deployment(3)], 3, changeOf(1, 3)],
    [
      'goes by the name of the configuration where AWS does not tell the profile',
      [...range(1), deployment(2, OTHER), deployment(3)].map((each) => ({
        ...each,
        ConfigurationProfileId: undefined,
      })),
      3,
      changeOf(1, 3),
    ],
    ['has no version before the first', range(3), 1, { fromVersion: null, toVersion: 'v1', from: null }],
    [
      'is known while it runs',
      [...range(1), deployment(2, { State: 'DEPLOYING', CompletedAt: undefined })],
      2,
      changeOf(1, 2),
    ],
  ])('%s', async (_, deployments, number, expected) => {
    const { query, calls } = await start(worldOf(deployments))
    const { data, errors } = await query(one(number))
    expect({ data, errors }).toEqual({ data: { appConfigDeployment: { change: expected } }, errors: undefined })
    expect(calls()).toEqual({ GetDeployment: 1, ListDeployments: 1 })
  })

  test.each([
    [7, 3], // the twentieth of the list is on the third page, and the one before it, too
    [50, 1],
  ])('costs no further call beside a list of twenty, on pages of %i', async (pageSize, pages) => {
    const { query, calls } = await start(worldOf(range(30), pageSize))
    const list = `{ appConfigDeployments(applicationId: "app0001", environmentId: "prod001", first: 20) {
      nodes { change ${CHANGE} } } }`
    const { data, errors } = await query(list)
    expect(errors).toBeUndefined()
    expect(data.appConfigDeployments.nodes).toEqual(
      Array.from({ length: 20 }, (_, index) => ({ change: changeOf(29 - index, 30 - index) })),
    )
    expect(calls()).toEqual({ ListDeployments: pages })
    await query(list)
    expect(calls()).toEqual({ ListDeployments: pages })
  })

  test('of twenty requests at once costs the calls of one where answers are shared', async () => {
    const gateway = await startGateway({ ...PATIENT, world: worldOf(range(30), 7), gatewayClock: () => T0 })
    const answers = await atOnce(gateway, 20, one(24))
    for (const { data } of answers) expect(data.appConfigDeployment.change).toEqual(changeOf(23, 24))
    const times = CACHE ? 1 : 20
    expect(gateway.calls()).toEqual({ GetDeployment: times, ListDeployments: 2 * times })
  })

  // The deployment asked for, AWS's page size, and how many pages that takes.
  test.each([
    [30, 50, 1],
    [30, 7, 1],
    [24, 7, 2], // the one before is on the next page
    [5, 10, 3],
  ])('of number %i in pages of %i is on page %i', async (number, pageSize, pages) => {
    const { query, calls } = await start(worldOf(range(30), pageSize))
    const { data } = await query(one(number))
    expect(data.appConfigDeployment.change).toEqual(changeOf(number - 1, number))
    expect(calls()).toEqual({ GetDeployment: 1, ListDeployments: pages })
  })

  test('is null, not a first version, where four pages do not reach the one before', async () => {
    const { query, calls } = await start(worldOf(range(30), 5))
    const { data, errors } = await query(one(10))
    expect({ data, errors }).toEqual({ data: { appConfigDeployment: { change: null } }, errors: undefined })
    expect(calls()).toEqual({ GetDeployment: 1, ListDeployments: 4 })
  })

  test('is the same by id, to a router and in the feed', async () => {
    const { query, calls } = await start(worldOf(range(3)))
    const { data: known } = await query(one(3, '{ id }'))
    calls()
    const fragment = `... on AppConfigDeployment { change ${CHANGE} }`
    const node = await query(`{ node(id: "${known.appConfigDeployment.id}") { ${fragment} } }`)
    expect(node).toMatchObject({ data: { node: { change: changeOf(2, 3) } } })
    expect(calls()).toEqual({ ...(CACHE ? {} : { GetDeployment: 1 }), ListDeployments: 1 })
    const key =
      '{ __typename: "AppConfigDeployment", applicationId: "app0001", environmentId: "prod001", deploymentNumber: 3 }'
    const entity = await query(`{ _entities(representations: [${key}]) { ${fragment} } }`)
    expect(entity).toMatchObject({ data: { _entities: [{ change: changeOf(2, 3) }] } })
    calls()
    const feed = await query(`{ activity(first: 3, filter: { services: [APPCONFIG] }) { nodes { ${fragment} } } }`)
    expect(feed.errors).toBeUndefined()
    expect(feed.data.activity.nodes).toEqual([
      { change: changeOf(2, 3) },
      { change: changeOf(1, 2) },
      { change: { fromVersion: null, toVersion: 'v1', from: null } },
    ])
    expect(calls()).toEqual({ ListApplications: 1, ListEnvironments: 1, ListDeployments: 1 })
  })

  test('has an error where the listing fails, and costs nothing beside it', async () => {
    const { query, faults } = await start(worldOf(range(3)))
    faults.push({ operation: 'ListDeployments', error: { name: 'AccessDeniedException', message: 'no' } })
    const { data, errors } = await query(one(3, `{ configurationVersion change ${CHANGE} }`))
    expect(data.appConfigDeployment).toEqual({ configurationVersion: 'v3', change: null })
    expect(errors).toMatchObject([
      { path: ['appConfigDeployment', 'change'], extensions: { code: 'AWS_ACCESS_DENIED' } },
    ])
  })
})
