import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { useGateways } from '../support/gateway.ts'
import { deployment, KEY, world } from './flags-world.ts'

const { start } = useGateways({ world: world() })

describe('a lookup by AWS’s own ids', () => {
  const LOOKUPS: [field: string, call: string, node: object][] = [
    [
      'appConfigEnvironment(applicationId: "flags01", environmentId: "prod001"',
      'GetEnvironment',
      { name: 'production' },
    ],
    [
      'configurationProfile(applicationId: "flags01", configurationProfileId: "prof001"',
      'GetConfigurationProfile',
      { name: 'checkout' },
    ],
    [
      'deploymentStrategy(deploymentStrategyId: "AppConfig.AllAtOnce"',
      'GetDeploymentStrategy',
      { name: 'AppConfig.AllAtOnce' },
    ],
  ]

  test.each(LOOKUPS)('finds %s) in the location that has it', async (field, call, node) => {
    const { query, calls } = await start({ locations: DEMO_LOCATIONS.toReversed() })
    const { data, errors } = await query(`{ node: ${field}) { name } }`)
    expect({ data, errors }).toEqual({ data: { node }, errors: undefined })
    expect(calls()).toEqual({ [call]: 2 })
  })

  test.each(LOOKUPS)('calls only the location that is named: %s)', async (field, call, node) => {
    const { query, emulator } = await start()
    const { data } = await query(`{ node: ${field}, location: "us-east-1") { name } }`)
    expect(data).toEqual({ node })
    expect(emulator.calls.map(({ operation, region }) => [operation, region])).toEqual([[call, 'us-east-1']])
  })

  test.each(LOOKUPS)('is null for an id that does not exist: %s)', async (field) => {
    const { query } = await start()
    const { data, errors } = await query(`{ node: ${field.replace(/"[\w.]+"$/, '"nope123"')}) { name } }`)
    expect({ data, errors }).toEqual({ data: { node: null }, errors: undefined })
  })

  test.each(LOOKUPS)('refuses a malformed id before any AWS call: %s)', async (field) => {
    const { query, calls } = await start()
    const { errors } = await query(`{ node: ${field.replace(/"[\w.]+"$/, '"../x"')}) { name } }`)
    expect(errors).toMatchObject([{ path: ['node'], extensions: { code: 'BAD_USER_INPUT' } }])
    expect(calls()).toEqual({})
  })
})

describe('the latest deployment of an environment', () => {
  const ENVIRONMENT = 'appConfigEnvironment(applicationId: "flags01", environmentId: "prod001", location: "us-east-1")'

  test('is the first in AWS’s listing, and shares that call with the list of deployments', async () => {
    const { query, calls } = await start()
    const { data, errors } = await query(
      `{ ${ENVIRONMENT} { latestDeployment { deploymentNumber state } deployments(first: 2) { nodes { deploymentNumber } } } }`,
    )
    expect(errors).toBeUndefined()
    expect(data.appConfigEnvironment).toEqual({
      latestDeployment: { deploymentNumber: 3, state: 'DEPLOYING' },
      deployments: { nodes: [{ deploymentNumber: 3 }, { deploymentNumber: 2 }] },
    })
    expect(calls()).toEqual({ GetEnvironment: 1, ListDeployments: 1 })
  })

  test('is null before the first deployment', async () => {
    const { query } = await start({ world: world([]) })
    const { data, errors } = await query(`{ ${ENVIRONMENT} { latestDeployment { deploymentNumber } } }`)
    expect({ data, errors }).toEqual({ data: { appConfigEnvironment: { latestDeployment: null } }, errors: undefined })
  })

  test('leaves the rest of the environment intact where it cannot be read', async () => {
    const { query } = await start({
      faults: [{ operation: 'ListDeployments', error: { name: 'AccessDeniedException' } }],
    })
    const { data, errors } = await query(`{ ${ENVIRONMENT} { name latestDeployment { deploymentNumber } } }`)
    expect(data.appConfigEnvironment).toEqual({ name: 'production', latestDeployment: null })
    expect(errors).toMatchObject([{ path: ['appConfigEnvironment', 'latestDeployment'] }])
  })
})

describe('the deployments of an application', () => {
  const LIST = `query ($after: String) { appConfigApplication(applicationId: "flags01", location: "us-east-1") {
    deployments(first: 2, after: $after) { nodes { environmentId deploymentNumber } pageInfo { hasNextPage endCursor } } } }`
  const all = [
    deployment(1),
    deployment(2),
    deployment(4),
    { ...deployment(3), EnvironmentId: 'stag001' },
    { ...deployment(5), EnvironmentId: 'stag001' },
  ]

  test('are those of all its environments, newest first, when read to the end', async () => {
    const { query, calls } = await start({ world: world(all) })
    const seen: number[] = []
    let after: string | null = null
    do {
      const { data, errors } = await query(LIST, { after })
      expect(errors).toBeUndefined()
      const { nodes, pageInfo } = data.appConfigApplication.deployments
      seen.push(...nodes.map((node: { deploymentNumber: number }) => node.deploymentNumber))
      if (!after) expect(calls()).toEqual({ GetApplication: 1, ListEnvironments: 1, ListDeployments: 2 })
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    } while (after)
    expect(seen).toEqual([5, 4, 3, 2, 1])
  })
})

test('deployments of an environment that does not exist are an error at the field', async () => {
  const { query } = await start()
  const { errors } = await query(`{ appConfigDeployments(${KEY.replace('prod001', 'prdo001')}) { nodes { id } } }`)
  expect(errors).toMatchObject([
    {
      message: 'No environment "prdo001" of an application "flags01" in us-east-1, eu-west-1.',
      path: ['appConfigDeployments'],
      extensions: { code: 'NOT_FOUND' },
    },
  ])
})
