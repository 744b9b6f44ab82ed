import type { World } from '../../src/emulator/world.ts'
import { useGateways } from '../support/gateway.ts'
import { company, DEMO_LOCATIONS, deploymentIds, id } from './company.ts'

const { start } = useGateways({ world: company('eu-west-1'), locations: DEMO_LOCATIONS })

const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }'
const deployments = (count: number) =>
  deploymentIds(count).map((deploymentId) => ({ __typename: 'CodeDeployDeployment', deploymentId }))
const flags = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    __typename: 'AppConfigDeployment',
    ...{ applicationId: 'flags01', environmentId: 'prod001', deploymentNumber: index + 1 },
  }))

describe('a flood of references', () => {
  const refused = (count: number) => ({
    message: `"representations" had ${count} references: expected at most 1000 in one request.`,
    extensions: { code: 'BAD_USER_INPUT', retryable: false },
  })

  test('is refused with its size and the limit before any AWS call', async () => {
    const { query, calls } = await start()
    const { status, data, errors } = await query(ENTITIES, { of: Array(1001).fill(deployments(1)[0]) })
    expect({ status, data }).toEqual({ status: 200, data: undefined })
    expect(errors).toEqual([expect.objectContaining(refused(1001))])
    expect(calls()).toEqual({})
  })

  test('is refused also when the references are to interfaces and locations', async () => {
    const { query, calls } = await start()
    const activity = { __typename: 'Activity', id: id('CodeDeployDeployment', 'eu-west-1', 'd-000000000') }
    const of = [...Array(600).fill(activity), ...Array(401).fill({ __typename: 'Location', name: 'eu-west-1' })]
    const { errors } = await query(ENTITIES, { of })
    expect(errors).toEqual([expect.objectContaining(refused(1001))])
    expect(calls()).toEqual({})
  })

  test('is refused however it is spread over one request', async () => {
    const { query, calls } = await start()
    const { errors } = await query(
      `query ($of: [_Any!]!, $one: _Any!) {
        _entities(representations: $of) { __typename }
        ... { again: _entities(representations: $of) { __typename } }
        ...More
      }
      fragment More on Query { more: _entities(representations: [$one, { __typename: "EcsTarget" }]) { __typename } }`,
      { of: deployments(500), one: deployments(1)[0] },
    )
    expect(errors).toEqual([expect.objectContaining(refused(1002))])
    expect(calls()).toEqual({})
  })

  test.each([1, 10, 100, 1_000, 3_000, 5_000, 50_000])(
    'with a key nested %i levels deep is BAD_USER_INPUT',
    async (depth) => {
      const { url } = await start()
      for (const key of [
        `${'['.repeat(depth)}${']'.repeat(depth)}`,
        `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
        `${'[0,{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`,
      ]) {
        const query = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }'
        for (const name of ['id', 'deploymentId']) {
          const reference = `{"__typename":"CodeDeployDeployment","${name}":${key}}`
          const response = await fetch(`${url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: `{"query":"${query}","variables":{"of":[${reference}]}}`,
          })
          const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] }
          expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
          expect(errors[0]?.message.length).toBeLessThan(300)
        }
      }
    },
  )

  test('does not count in an operation that is not executed', async () => {
    const { url } = await start()
    const query = `query Asked { locations { name } }
      query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }`
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: query.replace('query (', 'query Other ('), operationName: 'Asked' }),
    })
    expect(await response.json()).toEqual({ data: { locations: DEMO_LOCATIONS.map(({ name }) => ({ name })) } })
  })

  test('is accepted up to a thousand references, which make forty AWS calls', async () => {
    const { query, calls } = await start({ locations: DEMO_LOCATIONS.slice(1) })
    const { data, errors } = await query(ENTITIES, { of: deployments(1000) })
    expect(errors).toBeUndefined()
    expect(data._entities).toHaveLength(1000)
    expect(calls()).toEqual({ BatchGetDeployments: 40 })
  })
})

describe('a natural key', () => {
  test('is searched in every location once and then read where it was found', async () => {
    const { query, calls } = await start()
    for (const BatchGetDeployments of [4, 2, 2]) {
      const { data, errors } = await query(ENTITIES, { of: deployments(40) })
      expect(errors).toBeUndefined()
      expect(data._entities).toEqual(deployments(40).map(({ __typename }) => ({ __typename })))
      expect(calls()).toEqual({ BatchGetDeployments })
    }
  })

  test('is read only in its own location when the id contains the location', async () => {
    const { query, calls } = await start()
    const of = deploymentIds(40).map((deploymentId) => ({
      __typename: 'CodeDeployDeployment',
      id: id('CodeDeployDeployment', 'eu-west-1', deploymentId),
    }))
    expect((await query(ENTITIES, { of })).errors).toBeUndefined()
    expect(calls()).toEqual({ BatchGetDeployments: 2 })
  })

  test('of another item in the same application needs no second search', async () => {
    const { query, calls } = await start()
    const { data, errors } = await query(ENTITIES, { of: flags(40) })
    expect(errors).toBeUndefined()
    expect(data._entities).toEqual(flags(40).map(({ __typename }) => ({ __typename })))
    expect(calls()).toEqual({ GetDeployment: 2 + 39 })
  })

  test.each([
    ['a configuration', { __typename: 'DeploymentConfig', deploymentConfigName: 'careful' }, 'GetDeploymentConfig'],
    [
      'a profile',
      { __typename: 'ConfigurationProfile', applicationId: 'flags01', configurationProfileId: 'prof001' },
      'GetConfigurationProfile',
    ],
    ['a strategy', { __typename: 'DeploymentStrategy', deploymentStrategyId: 'abc1234' }, 'GetDeploymentStrategy'],
  ])('of %s is searched in every location once and then read where it was found', async (_, reference, operation) => {
    const world: World = (region, now) => {
      const home = company('eu-west-1')(region, now)
      const deploymentStrategies = [{ Id: 'abc1234', Name: 'slow' }]
      return home.appconfig ? { ...home, appconfig: { ...home.appconfig, deploymentStrategies } } : home
    }
    const { query, calls } = await start({ world })
    for (const count of [DEMO_LOCATIONS.length, 1]) {
      const { data, errors } = await query(ENTITIES, { of: [reference] })
      expect({ data, errors }).toEqual({
        data: { _entities: [{ __typename: reference.__typename }] },
        errors: undefined,
      })
      expect(calls()).toEqual({ [operation]: count })
    }
  })

  test('that was found nowhere is searched again by the next request', async () => {
    const { query, calls } = await start()
    const of = [{ __typename: 'CodeDeployApplication', applicationName: 'soon' }]
    for (let times = 0; times < 2; times++) {
      expect((await query(ENTITIES, { of })).data).toEqual({ _entities: [null] })
      expect(calls()).toEqual({ BatchGetApplications: 2 })
    }
  })

  test('is an error in its own slot beyond 5,000 searches in one request', async () => {
    const regions = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-central-1', 'eu-west-1']
    const locations = regions.map((region) => ({ name: region, region }))
    const { query, calls } = await start({ locations })
    const { data, errors, extensions } = await query(ENTITIES, { of: deployments(1000) })
    const entities = data._entities.filter((entity: unknown) => entity !== null)
    expect(entities).toHaveLength(833) // 5,000 / 6
    // An answer tells a hundred errors, and how many more there were.
    expect([errors?.length, extensions]).toEqual([100, { omittedErrors: 67 }])
    expect(errors?.[0]).toMatchObject({
      message:
        'This request looks for too much in every location, 5000 look-ups at most: ask by id, or name the location.',
      path: ['_entities', 833],
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect(calls()).toEqual({ BatchGetDeployments: 6 * Math.ceil(833 / 25) })
    // Entities that were found are not searched for again, so that the others can be.
    expect((await query(ENTITIES, { of: deployments(1000) })).errors).toBeUndefined()
    expect(calls()).toEqual({ BatchGetDeployments: 1000 / 25 + 5 * Math.ceil(167 / 25) })
  })
})
