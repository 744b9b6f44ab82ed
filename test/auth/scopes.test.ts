import type { DeploymentTarget } from '@aws-sdk/client-codedeploy'
import type { Authentication } from '../../src/config/auth.ts'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { company, DEMO_LOCATIONS, EXECUTION, id, POLICY } from '../federation/company.ts'
import { NOW, type Options, startGateway } from '../support/gateway.ts'
import { sha256 } from './callers.ts'

const CALLERS: Record<string, string[]> = {
  all: ['deployments:read', 'logs:read'],
  noLogs: ['deployments:read'],
  home: ['deployments:read', 'logs:read', 'location:us-east-1'],
  abroad: ['deployments:read', 'logs:read', 'location:eu-west-1'],
  abroadOnly: ['deployments:read', 'location:eu-west-1', 'location:ap-south-1'],
  nowhere: ['deployments:read', 'logs:read', 'location:mars-north-1'],
}
const auth: Authentication = {
  mode: 'apiKey',
  keys: Object.entries(CALLERS).map(([name, scopes]) => ({ name, sha256: sha256(name), scopes })),
}
const as = (name: keyof typeof CALLERS) => ({ 'x-api-key': String(name) })

type Gateway = Awaited<ReturnType<typeof startGateway>>
let gateway: Gateway | undefined
const start = async (options: Options = {}) => {
  gateway = await startGateway({ world: company(), locations: DEMO_LOCATIONS, auth, cache: true, ...options })
  return gateway
}
afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
})

describe('what scripts wrote', () => {
  const diagnostics = [
    { errorCode: 'Success', scriptName: 'start.sh', message: 'Succeeded', logTail: '' },
    {
      errorCode: 'ScriptFailed',
      scriptName: 'check.sh',
      message: 'check.sh failed with exit code 1',
      logTail: 'no disk',
    },
    { errorCode: 'UnknownError', scriptName: '', message: 'The bundle is not there.', logTail: '' },
  ] as const
  const lifecycleEvents = diagnostics.map((each, index) => ({
    lifecycleEventName: `Step${index}`,
    diagnostics: { ...each },
  }))
  const target: DeploymentTarget = {
    deploymentTargetType: 'InstanceTarget',
    instanceTarget: { targetId: 'i-1', status: 'Failed', lifecycleEvents },
  }
  const info = { deploymentId: 'd-000000001', status: 'Failed', completeTime: new Date(NOW - 3_600_000) } as const
  const world: World = () => ({
    codedeploy: { deployments: [deploymentOf({ ...info, computePlatform: 'Server' }, [target])] },
  })
  const locations = DEMO_LOCATIONS.slice(0, 1)

  const events = 'lifecycleEvents { name diagnostics { errorCode scriptName message logTail } }'
  const WAYS: Record<string, [query: string, path: (string | number)[]]> = {
    'of a deployment': [
      `{ codeDeployDeployment(deploymentId: "d-000000001") { status targets { nodes { ... on InstanceTarget { ${events} } } } } }`,
      ['codeDeployDeployment', 'targets', 'nodes', 0],
    ],
    'of a node': [
      `{ node(id: "${id('InstanceTarget', 'us-east-1', 'd-000000001', 'i-1')}") { ... on InstanceTarget { ${events} } } }`,
      ['node'],
    ],
    'of an entity': [
      `{ _entities(representations: [{ __typename: "InstanceTarget", deploymentId: "d-000000001", targetId: "i-1" }]) { ... on InstanceTarget { ${events} } } }`,
      ['_entities', 0],
    ],
    'of the older API': [
      `{ deploymentInstance(deploymentId: "d-000000001", instanceId: "i-1") { ${events} } }`,
      ['deploymentInstance'],
    ],
  }
  const at = (data: unknown, path: (string | number)[]) =>
    path.reduce<unknown>((place, key) => (place as Record<string | number, unknown>)[key], data) as {
      lifecycleEvents: { diagnostics: unknown }[]
    }
  const shown = (data: unknown, path: (string | number)[]) =>
    at(data, path).lifecycleEvents.map((event) => event.diagnostics)
  const asAws = diagnostics.map((each) => ({
    ...each,
    errorCode: each.errorCode.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase(),
  }))

  test.each(Object.entries(WAYS))('%s is there for who may read logs', async (_, [query, path]) => {
    const gateway = await start({ world, locations })
    const { data, errors } = await gateway.query(query, {}, as('all'))
    expect(errors).toBeUndefined()
    expect(shown(data, path)).toEqual(asAws)
  })

  test.each(Object.entries(WAYS))(
    '%s is null for others, though it is remembered, with an error in its place',
    async (_, [query, path]) => {
      const gateway = await start({ world, locations })
      await gateway.query(query, {}, as('all'))
      gateway.calls()
      for (const execution of ['by graphql-js', 'compiled', 'compiled again']) {
        const { status, data, errors } = await gateway.query(query, {}, as('noLogs'))
        expect({ execution, status, shown: shown(data, path) }).toEqual({
          execution,
          status: 200,
          shown: [{ ...asAws[0], message: null }, { ...asAws[1], message: null, logTail: null }, asAws[2]],
        })
        const places = [
          [0, 'message'],
          [1, 'message'],
          [1, 'logTail'],
        ]
        expect(errors?.map((error) => ({ ...error, locations: undefined }))).toEqual(
          places.map(([event, field]) => ({
            message: 'Missing scope logs:read.',
            path: [...path, 'lifecycleEvents', event, 'diagnostics', field],
            extensions: { code: 'FORBIDDEN', retryable: false },
          })),
        )
      }
      // And what was withheld from one is there for the next.
      expect(shown((await gateway.query(query, {}, as('all'))).data, path)).toEqual(asAws)
    },
  )

  test('may be kept by no cache that others share', async () => {
    const gateway = await start({ world, locations, gatewayClock: () => NOW })
    const [query] = WAYS['of a deployment'] ?? ['']
    for (const caller of ['all', 'all', 'noLogs']) {
      const url = `${gateway.url}/graphql?${new URLSearchParams({ query })}`
      const { headers } = await fetch(url, { headers: { 'apollo-require-preflight': '1', ...as(caller) } })
      const kept = caller === 'all' ? 'private, max-age=600' : 'no-store'
      expect([caller, headers.get('cache-control')]).toEqual([caller, kept])
      if (caller === 'all')
        expect(headers.get('vary')).toBe(
          'Accept, Accept-Encoding, x-aws-receipt, authorization, x-api-key, x-router-authorization, cookie',
        )
    }
  })
})

describe('who may see some locations', () => {
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

  test('gets what a gateway without the others would answer, before and after somebody else has asked', async () => {
    const abroadAlone = await startGateway({
      world: company(),
      locations: DEMO_LOCATIONS.filter(({ name }) => name === 'eu-west-1'),
    })
    const expected = await abroadAlone.query(EVERYTHING).finally(abroadAlone.stop)
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

  test('finds what is there, whatever is remembered of where it is elsewhere, and leaves that memory as it was', async () => {
    // All three have the application; the first that one sees is meant.
    const everywhere: World = (region, now) => company(region)(region, now)
    const names = ['us-east-1', 'eu-west-1', 'ap-south-1']
    const gateway = await start({ world: everywhere, locations: names.map((name) => ({ name, region: name })) })
    const query = '{ codeDeployApplication(applicationName: "shop") { location { name } } }'
    const where = async (caller: string) => {
      const { data } = await gateway.query(query, {}, as(caller))
      const askedHome = regionsOf(gateway).has('us-east-1')
      return { at: data.codeDeployApplication.location.name, askedHome }
    }
    for (const _ of ['searched', 'remembered']) {
      expect(await where('all')).toEqual({ at: 'us-east-1', askedHome: true })
      expect(await where('abroadOnly')).toEqual({ at: 'eu-west-1', askedHome: false })
    }
  })

  test('finds what is there, seeing one location alone', async () => {
    // Both have the application; the first in the order of the configuration is meant.
    const both: World = (region, now) => company(region)(region, now)
    const gateway = await start({ world: both })
    const query = '{ codeDeployApplication(applicationName: "shop") { location { name } } }'
    const where = async (caller: string) =>
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
    'is told of another location what is told of one that does not exist: %s',
    async (_, query) => {
      const { query: ask, calls } = await start()
      const of = async (location: string) => {
        const { errors, data } = await ask(query.replace('$', location), {}, as('abroad'))
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

  test('is told of ids and ARNs elsewhere what is told of those that no location has', async () => {
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

  test('and of these none, sees nothing, and AWS is not asked', async () => {
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
