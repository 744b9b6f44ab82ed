import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

const created = new Date('2026-11-01T08:00:00.000Z')
const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(3, '0')}`)

const world =
  (applications: number, groups: number): World =>
  (region) => ({
    codedeploy: {
      applications: names(region.slice(0, 2), applications).map((applicationName) => ({
        applicationName,
        applicationId: `id of ${applicationName}`,
        createTime: created,
        computePlatform: 'Server',
        linkedToGitHub: false,
      })),
      groups: names('group', groups).map((deploymentGroupName) => ({
        applicationName: 'us-000',
        deploymentGroupName,
        deploymentConfigName: 'CodeDeployDefault.OneAtATime',
        computePlatform: 'Server',
        ec2TagSet: { ec2TagSetList: [[{ Key: 'Name', Value: 'web', Type: 'KEY_AND_VALUE' }]] },
        lastAttemptedDeployment: { deploymentId: 'd-LAST00001', status: 'Failed' },
        lastSuccessfulDeployment: { deploymentId: 'd-GOOD00001', status: 'Succeeded' },
      })),
      deployments: ['d-LAST00001', 'd-GOOD00001'].map((deploymentId) =>
        deploymentOf({
          deploymentId,
          applicationName: 'us-000',
          deploymentGroupName: 'group-000',
          status: deploymentId.startsWith('d-G') ? 'Succeeded' : 'Failed',
          createTime: created,
        }),
      ),
    },
  })

describe('applications', () => {
  test('are listed location by location, with the details of 100 in a call', async () => {
    const { query, calls } = await start({ world: world(120, 0), locations: DEMO_LOCATIONS })
    const { data, errors } = await query(
      '{ codeDeployApplications(first: 240) { nodes { applicationName location { name } } pageInfo { hasNextPage } } }',
    )
    expect(errors).toBeUndefined()
    expect(data.codeDeployApplications).toEqual({
      nodes: [
        ...names('us', 120).map((applicationName) => ({ applicationName, location: { name: 'us-east-1' } })),
        ...names('eu', 120).map((applicationName) => ({ applicationName, location: { name: 'eu-west-1' } })),
      ],
      pageInfo: { hasNextPage: false },
    })
    expect(calls()).toEqual({ ListApplications: 6, BatchGetApplications: 4 })
  })

  test('are each on one page when read across the locations', async () => {
    const { query } = await start({ world: world(4, 0), locations: DEMO_LOCATIONS })
    const seen: string[] = []
    let after: string | null = null
    do {
      const { data } = await query(
        `query ($after: String) { codeDeployApplications(first: 3, after: $after) {
          edges { cursor node { applicationName } } pageInfo { hasNextPage startCursor endCursor } } }`,
        { after },
      )
      const { edges, pageInfo } = data.codeDeployApplications
      expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([edges[0].cursor, edges.at(-1).cursor])
      seen.push(...edges.map((edge: { node: { applicationName: string } }) => edge.node.applicationName))
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    } while (after)
    expect(seen).toEqual([...names('us', 4), ...names('eu', 4)])
  })

  test('have all members of ApplicationInfo', async () => {
    const { query } = await start({ world: world(1, 0) })
    const { data } = await query(`{ codeDeployApplication(applicationName: "us-000") {
      applicationName applicationId createdAt linkedToGitHub gitHubAccountName computePlatform location { name region accountId } } }`)
    expect(data.codeDeployApplication).toEqual({
      applicationName: 'us-000',
      applicationId: 'id of us-000',
      createdAt: '2026-11-01T08:00:00.000Z',
      linkedToGitHub: false,
      gitHubAccountName: null,
      computePlatform: 'SERVER',
      location: { name: 'us-east-1', region: 'us-east-1', accountId: '111122223333' },
    })
  })

  test('that do not exist are null, and an empty name is refused', async () => {
    const { query, calls } = await start({ world: world(1, 0) })
    const unknown = await query('{ codeDeployApplication(applicationName: "nope") { id } }')
    expect(unknown).toMatchObject({ data: { codeDeployApplication: null } })
    expect(unknown.errors).toBeUndefined()
    calls()
    const { errors } = await query('{ codeDeployApplication(applicationName: "") { id } }')
    expect(errors?.[0]).toMatchObject({
      message: '"applicationName" was "": expected a name of 1 to 100 characters.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect(calls()).toEqual({})
  })

  test('share one batch in a query, and two more calls where one of them does not exist', async () => {
    const { query, calls } = await start({ world: world(3, 0) })
    const { data, errors } = await query(
      `{ a: codeDeployApplication(applicationName: "us-000") { applicationName }
         b: codeDeployApplication(applicationName: "nope") { applicationName }
         c: codeDeployApplication(applicationName: "us-002") { applicationName } }`,
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({ a: { applicationName: 'us-000' }, b: null, c: { applicationName: 'us-002' } })
    // AWS refuses the batch and names the missing one: that one is read alone, and the others once more.
    expect(calls()).toEqual({ BatchGetApplications: 3 })
  })
})

describe('deployment groups', () => {
  test('of an application are listed, with the details of 25 in a call', async () => {
    const { query, calls } = await start({ world: world(1, 60) })
    const { data, errors } = await query(`{ codeDeployApplication(applicationName: "us-000") {
      deploymentGroups(first: 60) { nodes { deploymentGroupName application { applicationName } } } } }`)
    expect(errors).toBeUndefined()
    expect(data.codeDeployApplication.deploymentGroups.nodes).toEqual(
      names('group', 60).map((deploymentGroupName) => ({
        deploymentGroupName,
        application: { applicationName: 'us-000' },
      })),
    )
    expect(calls()).toEqual({ BatchGetApplications: 1, ListDeploymentGroups: 2, BatchGetDeploymentGroups: 3 })
  })

  test('have their latest deployments, configuration and tags', async () => {
    const { query, calls } = await start({ world: world(1, 1) })
    const { data, errors } =
      await query(`{ deploymentGroup(applicationName: "us-000", deploymentGroupName: "group-000") {
      latestDeployment { deploymentId status } latestSuccessfulDeployment { deploymentId status }
      deploymentConfig { deploymentConfigName minimumHealthyHosts { type value } }
      ec2TagSet { ec2TagSetList { key value type } } autoScalingGroups { name }
      deployments(first: 1) { nodes { deploymentId } } } }`)
    expect(errors).toBeUndefined()
    expect(data.deploymentGroup).toEqual({
      latestDeployment: { deploymentId: 'd-LAST00001', status: 'FAILED' },
      latestSuccessfulDeployment: { deploymentId: 'd-GOOD00001', status: 'SUCCEEDED' },
      deploymentConfig: {
        deploymentConfigName: 'CodeDeployDefault.OneAtATime',
        minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 99 },
      },
      ec2TagSet: { ec2TagSetList: [[{ key: 'Name', value: 'web', type: 'KEY_AND_VALUE' }]] },
      autoScalingGroups: [],
      deployments: { nodes: [{ deploymentId: 'd-GOOD00001' }] },
    })
    expect(calls()).toEqual({
      BatchGetDeploymentGroups: 1,
      BatchGetDeployments: 1,
      GetDeploymentConfig: 1,
      ListDeployments: 1,
    })
  })

  test('that do not exist, or whose application does not, are null', async () => {
    const { query } = await start({ world: world(1, 1) })
    const { data, errors } = await query(
      `{ a: deploymentGroup(applicationName: "us-000", deploymentGroupName: "nope") { id }
         b: deploymentGroup(applicationName: "nope", deploymentGroupName: "group-000") { id } }`,
    )
    expect({ data, errors }).toEqual({ data: { a: null, b: null }, errors: undefined })
  })
})

describe('deployment configurations', () => {
  test('include those that AWS provides, read one by one', async () => {
    const { query, calls } = await start({ world: world(0, 0) })
    const { data, errors } = await query(
      '{ deploymentConfigs(first: 3) { nodes { deploymentConfigName computePlatform } pageInfo { hasNextPage } } }',
    )
    expect(errors).toBeUndefined()
    expect(data.deploymentConfigs.nodes[0]).toEqual({
      deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
      computePlatform: 'SERVER',
    })
    expect(data.deploymentConfigs.pageInfo.hasNextPage).toBe(true)
    expect(calls()).toEqual({ ListDeploymentConfigs: 1, GetDeploymentConfig: 3 })
  })

  test('that do not exist are null', async () => {
    const { query } = await start({ world: world(0, 0), locations: DEMO_LOCATIONS })
    const { data, errors } = await query('{ deploymentConfig(deploymentConfigName: "nope") { id } }')
    expect({ data, errors }).toEqual({ data: { deploymentConfig: null }, errors: undefined })
  })
})
