import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'

const { start } = useGateways({ world: fleetWorld({ targets: 30, pageSize: 10, events: 1 }), locations: ONE_LOCATION })

const denied = { name: 'AccessDeniedException', message: 'not allowed' }
const targets = (selection: string, page = 'first: 30') =>
  `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(${page}) { ${selection} } } }`

describe('a page without its nodes', () => {
  test('reads none of them, and reports no error where AWS denies them', async () => {
    const { query, calls } = await start({ faults: [{ operation: 'BatchGetDeploymentTargets', error: denied }] })
    const { data, errors } = await query(targets('edges { cursor } pageInfo { hasNextPage }'))
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment.targets.edges).toHaveLength(30)
    expect(calls()).toEqual({ BatchGetDeployments: 1, ListDeploymentTargets: 3 })
    expect((await query('{ locations { name } }')).data).toEqual({ locations: [{ name: 'us-east-1' }] })
  })

  test('reads none whose node is skipped', async () => {
    const { query, calls } = await start()
    await query(targets('edges { cursor node @skip(if: true) { __typename } }'))
    expect(calls()).toEqual({ BatchGetDeployments: 1, ListDeploymentTargets: 3 })
  })

  test.each(['edges { node { __typename } }', 'edges { ...edge }'])('reads them for %s', async (selection) => {
    const { query, calls } = await start()
    await query(
      `${targets(selection)} fragment edge on TargetEdge { ... on TargetEdge { node { __typename } } }`.replace(
        selection.includes('...') ? '' : / fragment .*/,
        '',
      ),
    )
    expect(calls()).toEqual({ BatchGetDeployments: 1, ListDeploymentTargets: 3, BatchGetDeploymentTargets: 2 })
  })
})

describe('a listing that cannot be read', () => {
  test.each([
    ['pageInfo { hasNextPage }', { pageInfo: null }],
    ['pageInfo { hasNextPage } edges { cursor }', { pageInfo: null, edges: [null] }],
    ['totalCount', { totalCount: null }],
    ['targetIds', { targetIds: [null] }],
  ])('is an error at each field that depends on it: %s', async (selection, fields) => {
    const { query } = await start({ faults: [{ operation: 'ListDeploymentTargets', error: denied }] })
    const { data, errors = [] } = await query(targets(selection))
    expect(data).toEqual({ codeDeployDeployment: { targets: fields } })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(Object.keys(fields).map(() => 'AWS_ACCESS_DENIED'))
  })

  test('keeps the ids that were read before a later page failed', async () => {
    const later = (input: unknown) => 'nextToken' in (input as object)
    const { query } = await start({ faults: [{ operation: 'ListDeploymentTargets', when: later, error: denied }] })
    const { data, errors } = await query(targets('targetIds'))
    expect(data.codeDeployDeployment.targets.targetIds).toEqual([...Array(10).fill(expect.any(String)), null])
    expect(errors).toMatchObject([{ path: ['codeDeployDeployment', 'targets', 'targetIds', 10] }])
  })

  test('is an error where only the pageInfo of a merged list depends on it', async () => {
    const { query } = await start({ faults: [{ operation: 'ListDeployments', error: denied }] })
    const { errors } = await query('{ codeDeployDeployments { pageInfo { hasNextPage } } }')
    expect(errors?.[0]).toMatchObject({
      path: ['codeDeployDeployments', 'pageInfo'],
      extensions: { code: 'AWS_ACCESS_DENIED' },
    })
  })

  test('ends the page where a later AWS page failed, and can be continued from there', async () => {
    const later = (input: unknown) => 'nextToken' in (input as object)
    const { query, faults } = await start({
      faults: [{ operation: 'ListDeploymentTargets', when: later, error: denied }],
    })
    const part = 'nodes { ... on DeploymentTarget { targetId } } pageInfo { hasNextPage endCursor }'
    const broken = (await query(targets(part))).data.codeDeployDeployment.targets
    expect(broken.nodes).toHaveLength(11)
    expect(broken.nodes[10]).toBeNull()
    expect(broken.pageInfo.hasNextPage).toBe(true)
    faults.length = 0
    const rest = await query(targets(part, `first: 30, after: "${broken.pageInfo.endCursor}"`))
    expect(rest.data.codeDeployDeployment.targets.nodes).toHaveLength(20)
    expect(rest.data.codeDeployDeployment.targets.pageInfo.hasNextPage).toBe(false)
  })
})

describe('an application that is in two locations', () => {
  const both: World = () => ({ codedeploy: { applications: [{ applicationName: 'web' }] } })
  const WEB = '{ codeDeployApplication(applicationName: "web") { location { name } } }'

  test('is read from the first configured one, again after one that failed has recovered', async () => {
    const { query, faults } = await start({ world: both, locations: DEMO_LOCATIONS })
    faults.push({ region: 'us-east-1', error: { name: 'ThrottlingException' } })
    expect((await query(WEB)).data.codeDeployApplication.location.name).toBe('eu-west-1')
    faults.length = 0
    expect((await query(WEB)).data.codeDeployApplication.location.name).toBe('us-east-1')
  })
})

describe('unusual input', () => {
  const id = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')

  test.each([
    ['an inherited name for a type', id('constructor', 'us-east-1', 'x')],
    ['too few keys', id('DeploymentGroup', 'us-east-1', 'x')],
    ['too many keys', id('CodeDeployDeployment', 'us-east-1', 'd-FLEET0001', 'x')],
    ['an empty key', id('CodeDeployApplication', 'us-east-1', '')],
  ])('with %s in an id is null without an AWS call', async (_, nodeId) => {
    const { query, calls } = await start()
    const { data, errors } = await query('query ($id: ID!) { node(id: $id) { id } }', { id: nodeId })
    expect({ data, errors }).toEqual({ data: { node: null }, errors: undefined })
    expect(calls()).toEqual({})
  })

  test.each(['[1]', '[8640000000000000,"x"]', '[1,2]', '["a",null,-1,"b"]', '["a",null,0]', '{}', '7'])(
    'in the cursor %s is BAD_USER_INPUT before any AWS call',
    async (text) => {
      const { query, calls } = await start()
      const after = Buffer.from(text).toString('base64url')
      for (const nested of [
        targets('targetIds', `after: "${after}"`),
        `{ codeDeployDeployments(after: "${after}") { nodes { id } } }`,
      ]) {
        const { status, errors } = await query(nested)
        expect({ status, codes: errors?.map(({ extensions }) => extensions.code) }).toEqual({
          status: 200,
          codes: ['BAD_USER_INPUT'],
        })
      }
      expect(calls()).toEqual({})
    },
  )

  test('in an operation that does not run is ignored', async () => {
    const { url } = await start()
    const query = `query A { locations { name } }
      query B($id: ID!) { codeDeployDeployment(deploymentId: $id) { ...page } }
      fragment page on CodeDeployDeployment { targets(first: 0) { totalCount } }`
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, operationName: 'A' }),
    })
    expect(await response.json()).toEqual({ data: { locations: [{ name: 'us-east-1' }] } })
  })

  test('in the form of empty filter lists means no filter', async () => {
    const { query, emulator } = await start()
    const { errors } = await query(targets('totalCount', 'filter: { instanceLabels: [], statuses: [] }'))
    expect(errors).toBeUndefined()
    expect(emulator.calls.at(-1)?.input).not.toHaveProperty('targetFilters.ServerInstanceLabel')
  })

  test.each(['applicationName: ""', 'applicationName: "a", deploymentGroupName: ""'])(
    'for a list of deployments (%s) is refused before any AWS call',
    async (names) => {
      const { query, calls } = await start()
      const { errors } = await query(`{ codeDeployDeployments(${names}) { nodes { id } } }`)
      expect(errors?.[0]?.message).toMatch(/was "": expected a name of 1 to 100 characters\.$/)
      expect(calls()).toEqual({})
    },
  )
})

describe('instances of the deprecated operations', () => {
  test('are read once for several fields, and not at all for an empty list', async () => {
    const { query, calls } = await start({ locations: DEMO_LOCATIONS })
    const instancesField = (instanceIds: string[]) =>
      `deploymentInstances(deploymentId: "d-FLEET0001", location: "us-east-1", instanceIds: ${JSON.stringify(instanceIds)}) { instances { instanceId } }`
    await query(`{ a: ${instancesField(['i-00000000000000001'])} b: ${instancesField(['i-00000000000000001'])} }`)
    expect(calls()).toEqual({ BatchGetDeploymentInstances: 1 })
    const { data } = await query(
      '{ deploymentInstances(deploymentId: "d-FLEET0001", instanceIds: []) { instances { instanceId } errorMessage } }',
    )
    expect(data).toEqual({ deploymentInstances: { instances: [], errorMessage: null } })
    expect(calls()).toEqual({})
  })

  test.each([1, 2])('of an unknown deployment are null with %i configured locations', async (count) => {
    const { query } = await start({ locations: DEMO_LOCATIONS.slice(0, count) })
    const { data, errors } = await query(
      '{ deploymentInstances(deploymentId: "d-NOWHERE01", instanceIds: ["i-1"]) { errorMessage } }',
    )
    expect({ data, errors }).toEqual({ data: { deploymentInstances: null }, errors: undefined })
  })
})
