import type { World } from '../../src/emulator/world.ts'
import { company, DEMO_LOCATIONS, EXECUTION, id, POLICY } from '../federation/company.ts'
import { type Gateway, useGateways } from '../support/gateway.ts'
import { as, CALLERS_AUTH } from './callers.ts'

const { start } = useGateways({ world: company(), locations: DEMO_LOCATIONS, auth: CALLERS_AUTH, cache: true })

describe('a caller with scopes for some locations', () => {
  const EVERYTHING = `{
    locations { name }
    activity { nodes { id } problems { code } }
    codeDeployDeployments(first: 3) { nodes { deploymentId } }
    codeDeployApplications { nodes { applicationName } }
    deploymentConfigs { nodes { location { name } } }
    appConfigApplications { nodes { name } }
    lifecyclePolicies { nodes { arn } }
    codeDeployDeployment(deploymentId: "d-000000001") { deploymentId }
    codeDeployApplication(applicationName: "shop") { applicationName }
    deploymentGroup(applicationName: "shop", deploymentGroupName: "group-1") { deploymentGroupName }
    deploymentConfig(deploymentConfigName: "careful") { deploymentConfigName }
    appConfigApplication(applicationId: "flags01") { name }
    appConfigDeployment(applicationId: "flags01", environmentId: "prod001", deploymentNumber: 1) { deploymentNumber }
    lifecycleExecution(lifecycleExecutionId: "${EXECUTION}") { lifecycleExecutionId }
    deploymentInstance(deploymentId: "d-000000001", instanceId: "i-1") { instanceId }
    _entities(representations: [{ __typename: "CodeDeployApplication", applicationName: "shop" }]) { __typename }
  }`
  const regionsOf = ({ emulator }: Gateway) => new Set(emulator.calls.splice(0).map(({ region }) => region))

  test('gets the answer of a gateway with only these locations, before and after the query of another caller', async () => {
    const locations = DEMO_LOCATIONS.filter(({ name }) => name === 'eu-west-1')
    const abroadAlone = await start({ locations, auth: { mode: 'none' } })
    const expected = await abroadAlone.query(EVERYTHING)
    expect(expected.data.codeDeployApplication).toBeNull()

    const gateway = await start()
    expect(await gateway.query(EVERYTHING, {}, as('abroad'))).toEqual(expected)
    expect(regionsOf(gateway)).toEqual(new Set(['eu-west-1']))
    const { data } = await gateway.query(EVERYTHING, {}, as('all'))
    expect(data).toMatchObject({
      codeDeployApplication: { applicationName: 'shop' },
      _entities: [{ __typename: 'CodeDeployApplication' }],
    })
    regionsOf(gateway)
    expect(await gateway.query(EVERYTHING, {}, as('abroad'))).toEqual(expected)
    expect(regionsOf(gateway)).not.toContain('us-east-1')
  })

  test('finds an application in its own locations, whatever is remembered for other callers', async () => {
    // All three have the application: each caller gets that of the first location that the caller sees.
    const everywhere: World = (region, now) => company(region)(region, now)
    const names = ['us-east-1', 'eu-west-1', 'ap-south-1']
    const gateway = await start({ world: everywhere, locations: names.map((name) => ({ name, region: name })) })
    const query = '{ codeDeployApplication(applicationName: "shop") { location { name } } }'
    const where = async (caller: Parameters<typeof as>[0]) => {
      const { data } = await gateway.query(query, {}, as(caller))
      const calledHome = regionsOf(gateway).has('us-east-1')
      return { at: data.codeDeployApplication.location.name, calledHome }
    }
    for (const _ of ['searched', 'remembered']) {
      expect(await where('all')).toEqual({ at: 'us-east-1', calledHome: true })
      expect(await where('abroadOnly')).toEqual({ at: 'eu-west-1', calledHome: false })
    }
  })

  test('finds an application in the only location of that caller', async () => {
    // Both have the application: without scopes, that of the first configured location is meant.
    const both: World = (region, now) => company(region)(region, now)
    const gateway = await start({ world: both })
    const query = '{ codeDeployApplication(applicationName: "shop") { location { name } } }'
    const where = async (caller: Parameters<typeof as>[0]) =>
      (await gateway.query(query, {}, as(caller))).data.codeDeployApplication.location.name
    const [first] = DEMO_LOCATIONS.map(({ name }) => name)
    const other = first === 'us-east-1' ? 'abroad' : 'home'
    expect(await where(other)).not.toBe(first)
    expect(await where('all')).toBe(first)
    expect(await where(other)).not.toBe(first)
  })

  const NAMING: Record<string, string> = {
    codeDeployDeployments: '{ codeDeployDeployments(location: "$") { nodes { id } } }',
    codeDeployDeployment: '{ codeDeployDeployment(deploymentId: "d-000000001", location: "$") { id } }',
    deploymentTargets:
      '{ deploymentTargets(deploymentId: "d-000000001", targetIds: ["i-1"], location: "$") { __typename } }',
    activity: '{ activity(filter: { locations: ["$"] }) { nodes { id } } }',
    lifecyclePolicies: '{ lifecyclePolicies(location: "$") { nodes { id } } }',
  }
  test.each(Object.entries(NAMING))(
    'gets the same error for a hidden location as for one that does not exist: %s',
    async (_, query) => {
      const { query: send, calls } = await start()
      const of = async (location: string) => {
        const { errors, data } = await send(query.replace('$', location), {}, as('abroad'))
        return JSON.parse(
          JSON.stringify({ errors, data })
            .replaceAll(location, '$')
            .replace(/"column":\d+/g, '"column":0'),
        )
      }
      const hidden = await of('us-east-1')
      expect(hidden).toEqual(await of('mars-west-1'))
      expect(hidden.errors[0]).toMatchObject({
        message: 'Unknown location "$": expected one of "eu-west-1".',
        extensions: { code: 'BAD_USER_INPUT' },
      })
      expect(calls()).toEqual({})
    },
  )

  test('gets the same answer for ids and ARNs of a hidden location as for those of one that does not exist', async () => {
    const { query, calls } = await start()
    const arn = (region: string) => POLICY.replace('us-east-1', region)
    const of = async (region: string) => {
      const { data, errors } = await query(
        `query ($id: ID!, $arn: ID!, $of: [_Any!]!) {
          node(id: $id) { id }
          nodes(ids: [$id]) { id }
          lifecyclePolicy(arn: $arn) { id }
          lifecycleExecutions(resourceArn: $arn) { nodes { id } }
          _entities(representations: $of) { __typename }
        }`.replace(/\$arn: ID!/, '$arn: String!'),
        {
          id: id('CodeDeployDeployment', region, 'd-000000001'),
          arn: arn(region),
          of: [
            { __typename: 'LifecyclePolicy', arn: arn(region) },
            { __typename: 'CodeDeployDeployment', id: id('CodeDeployDeployment', region, 'd-000000001') },
          ],
        },
        as('abroad'),
      )
      return JSON.parse(JSON.stringify({ data, errors }).replaceAll(region, '$'))
    }
    const hidden = await of('us-east-1')
    expect(hidden).toEqual(await of('ap-south-1'))
    expect(JSON.stringify(hidden)).not.toContain('us-east-1')
    expect(calls()).toEqual({})
  })

  test('that are not configured sees nothing, without an AWS call', async () => {
    const { query, calls } = await start()
    const { data, errors } = await query(EVERYTHING, {}, as('nowhere'))
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({
      locations: [],
      activity: { nodes: [], problems: [] },
      codeDeployDeployment: null,
      _entities: [null],
    })
    expect(
      (await query('{ codeDeployDeployments(location: "us-east-1") { nodes { id } } }', {}, as('nowhere'))).errors?.[0]
        ?.message,
    ).toBe('Unknown location "us-east-1": there is none.')
    expect(calls()).toEqual({})
  })
})
