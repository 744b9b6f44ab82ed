import type { Deployment } from '@aws-sdk/client-appconfig'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'
import { deployment, KEY, newer, world } from './flags-world.ts'

const { start } = useGateways({ world: world(), locations: ONE_LOCATION })

describe('the deployments of an environment', () => {
  const many = Array.from({ length: 60 }, (_, index) => deployment(index + 1))

  test('are listed newest first, and cost only the listing where the summaries have the fields', async () => {
    const { query, calls } = await start({ world: world(many) })
    const { data, errors } = await query(`{ appConfigDeployments(${KEY}, first: 60) {
      nodes { deploymentNumber state percentComplete configurationName configurationVersion configurationProfileId startedAt }
      pageInfo { hasNextPage } } }`)
    expect(errors).toBeUndefined()
    expect(
      data.appConfigDeployments.nodes.map((node: Deployment & { deploymentNumber: number }) => node.deploymentNumber),
    ).toEqual(Array.from({ length: 60 }, (_, index) => 60 - index))
    expect(calls()).toEqual({ ListDeployments: 2 })
  })

  test('have the type of their driver, which only the listing has', async () => {
    const types = ['USER', 'MANAGED', newer<'USER'>('SCHEDULED')] as const
    const deployments = types.map((Type, index) => deployment(3 - index, { Type }))
    const { query, calls } = await start({ world: world(deployments) })
    const { data, errors } = await query(`{ appConfigDeployments(${KEY}) { nodes { type } } }`)
    expect(errors).toBeUndefined()
    expect(data.appConfigDeployments.nodes).toEqual([{ type: 'USER' }, { type: 'MANAGED' }, { type: 'UNKNOWN' }])
    expect(calls()).toEqual({ ListDeployments: 1 })
    const one = await query(`{ appConfigDeployment(${KEY}, deploymentNumber: 2) { type } }`)
    expect(one).toMatchObject({ data: { appConfigDeployment: { type: null } } })
    expect(one.errors).toBeUndefined()
    expect(calls()).toEqual({ GetDeployment: 1 })
  })

  test('load the members that only GetDeployment has on demand, once per deployment', async () => {
    const { query, calls, emulator } = await start({ world: world(many) })
    const { errors } = await query(`{ appConfigDeployments(${KEY}, first: 30) {
      nodes { description kmsKeyArn eventLog { eventType } appliedExtensions { extensionId } deploymentStrategyId } } }`)
    expect(errors).toBeUndefined()
    expect(calls()).toEqual({ ListDeployments: 1, GetDeployment: 30 })
    expect(emulator.calls).toEqual([])
  })

  test('are each on one page when read to the end', async () => {
    const { query } = await start({ world: world(many) })
    const seen: number[] = []
    let after: string | null = null
    do {
      const { data } = await query(
        `query ($after: String) { appConfigDeployments(${KEY}, first: 7, after: $after) { nodes { deploymentNumber } pageInfo { hasNextPage endCursor } } }`,
        { after },
      )
      const { nodes, pageInfo } = data.appConfigDeployments
      seen.push(...nodes.map((node: { deploymentNumber: number }) => node.deploymentNumber))
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    } while (after)
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => 60 - index))
  })

  test('are found in the location that has the environment', async () => {
    const { query, calls } = await start({ locations: DEMO_LOCATIONS.toReversed() })
    const { data, errors } = await query(
      `{ a: appConfigDeployments(${KEY}) { nodes { deploymentNumber location { name } } } }`,
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      a: { nodes: [3, 2, 1].map((deploymentNumber) => ({ deploymentNumber, location: { name: 'us-east-1' } })) },
    })
    expect(calls()).toEqual({ GetEnvironment: 2, ListDeployments: 1 })
  })
})

describe('AppConfig applications', () => {
  test('list their environments and profiles, without the content of validators', async () => {
    const { query, calls } = await start()
    const { data, errors } = await query(`{ appConfigApplications { nodes { name
      environments { nodes { name deployments(first: 1) { nodes { deploymentNumber } } } }
      configurationProfiles { nodes { name type validatorTypes } } } } }`)
    expect(errors).toBeUndefined()
    expect(data.appConfigApplications.nodes).toEqual([
      {
        name: 'checkout-flags',
        environments: {
          nodes: [
            { name: 'production', deployments: { nodes: [{ deploymentNumber: 3 }] } },
            { name: 'staging', deployments: { nodes: [] } },
          ],
        },
        configurationProfiles: {
          nodes: [{ name: 'checkout', type: 'AWS.AppConfig.FeatureFlags', validatorTypes: ['JSON_SCHEMA'] }],
        },
      },
    ])
    expect(calls()).toEqual({
      ListApplications: 1,
      ListEnvironments: 1,
      ListConfigurationProfiles: 1,
      ListDeployments: 2,
    })
    const { data: schema } = await query('{ __type(name: "ConfigurationProfile") { fields { name } } }')
    expect(schema.__type.fields).not.toContainEqual({ name: 'validators' })
  })

  test('that do not exist are null without an error', async () => {
    const { query } = await start({ locations: DEMO_LOCATIONS })
    const { data, errors } = await query('{ appConfigApplication(applicationId: "nope123") { id } }')
    expect({ data, errors }).toEqual({ data: { appConfigApplication: null }, errors: undefined })
  })

  test('and everything below them are found again by their ids', async () => {
    const { query } = await start()
    const { data } = await query(`{ appConfigDeployment(${KEY}, deploymentNumber: 3) { __typename id
      application { __typename id } environment { __typename id } configurationProfile { __typename id } deploymentStrategy { __typename id } } }`)
    const { application, environment, configurationProfile, deploymentStrategy, ...self } = data.appConfigDeployment
    const nodes = [self, application, environment, configurationProfile, deploymentStrategy]
    const again = await query('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
      ids: nodes.map(({ id }) => id),
    })
    expect(again.errors).toBeUndefined()
    expect(again.data.nodes).toEqual(nodes)
  })

  test.each([
    ['AppConfigDeployment', 'flags01', 'prod001', 'x'],
    ['AppConfigDeployment', 'flags01', 'prod001', '01'],
    ['AppConfigDeployment', 'flags01', 'prod001', '1.5'],
    ['AppConfigApplication', '..'],
    ['DeploymentStrategy', '../x'],
  ])('are not read for a forged id (%s %s %s %s)', async (type, ...keys) => {
    const { query, calls } = await start()
    const id = Buffer.from(JSON.stringify([type, 'us-east-1', ...keys])).toString('base64url')
    const { data, errors } = await query('query ($id: ID!) { node(id: $id) { id } }', { id })
    expect({ data, errors }).toEqual({ data: { node: null }, errors: undefined })
    expect(calls()).toEqual({})
  })
})
