import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { getOperationAST, isInterfaceType, type Kind, parse } from 'graphql'
import { createSchema, printedSubgraph } from '../../src/schema.ts'
import { createCompiler } from '../../src/server/execution/compiler.ts'
import { type Options, startGateway } from '../support/gateway.ts'
import { company, DEMO_LOCATIONS, deploymentIds, EXECUTION, id, POLICY, STACK } from './company.ts'

type Gateway = Awaited<ReturnType<typeof startGateway>>
let gateway: Gateway | undefined
const start = async (options: Options = {}) => {
  gateway = await startGateway({ world: company(), locations: DEMO_LOCATIONS, ...options })
  return gateway
}
afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
})

const ENTITIES = `query ($of: [_Any!]!) {
  _entities(representations: $of) {
    __typename
    ... on Node { id }
    ... on CodeDeployDeployment { deploymentId location { name } }
    ... on Location { name region }
  }
}`
const HOME = 'us-east-1'
const deployments = (count: number) =>
  deploymentIds(count).map((deploymentId) => ({ __typename: 'CodeDeployDeployment', deploymentId }))
const instances = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    __typename: 'InstanceTarget',
    deploymentId: 'd-000000000',
    targetId: `i-${index}`,
  }))

/** One entity of every type, by each of its keys. */
const byKeys: Record<string, { id?: string; natural?: Record<string, string | number> }> = {
  CodeDeployDeployment: {
    id: id('CodeDeployDeployment', HOME, 'd-000000007'),
    natural: { deploymentId: 'd-000000007' },
  },
  CodeDeployApplication: { id: id('CodeDeployApplication', HOME, 'shop'), natural: { applicationName: 'shop' } },
  DeploymentGroup: {
    id: id('DeploymentGroup', HOME, 'shop', 'group-1'),
    natural: { applicationName: 'shop', deploymentGroupName: 'group-1' },
  },
  DeploymentConfig: {
    id: id('DeploymentConfig', HOME, 'careful'),
    natural: { deploymentConfigName: 'careful' },
  },
  InstanceTarget: {
    id: id('InstanceTarget', HOME, 'd-000000000', 'i-1'),
    natural: { deploymentId: 'd-000000000', targetId: 'i-1' },
  },
  LambdaTarget: {
    id: id('LambdaTarget', HOME, 'd-000000001', 'mailer'),
    natural: { deploymentId: 'd-000000001', targetId: 'mailer' },
  },
  EcsTarget: {
    id: id('EcsTarget', HOME, 'd-000000002', 'main:web'),
    natural: { deploymentId: 'd-000000002', targetId: 'main:web' },
  },
  CloudFormationTarget: {
    id: id('CloudFormationTarget', HOME, 'd-000000003', STACK),
    natural: { deploymentId: 'd-000000003', targetId: STACK },
  },
  AppConfigDeployment: {
    id: id('AppConfigDeployment', HOME, 'flags01', 'prod001', '3'),
    natural: { applicationId: 'flags01', environmentId: 'prod001', deploymentNumber: 3 },
  },
  AppConfigApplication: { id: id('AppConfigApplication', HOME, 'flags01'), natural: { applicationId: 'flags01' } },
  AppConfigEnvironment: {
    id: id('AppConfigEnvironment', HOME, 'flags01', 'prod001'),
    natural: { applicationId: 'flags01', environmentId: 'prod001' },
  },
  ConfigurationProfile: {
    id: id('ConfigurationProfile', HOME, 'flags01', 'prof001'),
    natural: { applicationId: 'flags01', configurationProfileId: 'prof001' },
  },
  DeploymentStrategy: {
    id: id('DeploymentStrategy', HOME, 'AppConfig.AllAtOnce'),
    natural: { deploymentStrategyId: 'AppConfig.AllAtOnce' },
  },
  LifecycleExecution: {
    id: id('LifecycleExecution', HOME, EXECUTION),
    natural: { lifecycleExecutionId: EXECUTION },
  },
  LifecyclePolicy: { id: id('LifecyclePolicy', HOME, POLICY), natural: { arn: POLICY } },
  Location: { natural: { name: HOME } },
}

/** The interfaces that other subgraphs may extend, and the types that an id of theirs may be of. */
const INTERFACES: Record<string, string[]> = {
  Activity: ['AppConfigDeployment', 'CodeDeployDeployment', 'LifecycleExecution'],
  Deployment: ['AppConfigDeployment', 'CodeDeployDeployment'],
  DeploymentTarget: ['CloudFormationTarget', 'EcsTarget', 'InstanceTarget', 'LambdaTarget'],
}

/** The keys that the subgraph declares of its types of a kind. */
function keysOf(kind: `${Kind.OBJECT_TYPE_DEFINITION | Kind.INTERFACE_TYPE_DEFINITION}`) {
  const types = parse(printedSubgraph).definitions.flatMap((node) =>
    node.kind === kind && (node.kind === 'ObjectTypeDefinition' || node.kind === 'InterfaceTypeDefinition')
      ? [node]
      : [],
  )
  const declared = types.map(({ name, directives = [] }) => [
    name.value,
    directives
      .filter(({ name }) => name.value === 'key')
      .map(({ arguments: [fields] = [] }) => fields?.value.kind === 'StringValue' && fields.value.value),
  ])
  return Object.fromEntries(declared.filter(([, keys]) => keys && keys.length > 0))
}

test('every key of the subgraph finds its entity, all of them in one request', async () => {
  expect(keysOf('ObjectTypeDefinition')).toEqual(
    Object.fromEntries(
      Object.entries(byKeys).map(([type, { id, natural }]) => [
        type,
        [...(id ? ['id'] : []), ...(natural ? [Object.keys(natural).join(' ')] : [])],
      ]),
    ),
  )

  const { query, calls } = await start({ locations: DEMO_LOCATIONS.slice(0, 1) })
  const all = Object.entries(byKeys)
  const of = [
    ...all.flatMap(([__typename, { id }]) => (id ? [{ __typename, id }] : [])),
    ...all.flatMap(([__typename, { natural }]) => (natural ? [{ __typename, ...natural }] : [])),
  ]
  const { data, errors } = await query(ENTITIES, { of })
  expect(errors).toBeUndefined()
  const found = data._entities.map(({ __typename, id }: Record<string, string>) => ({ __typename, id }))
  expect(found).toEqual(of.map(({ __typename }) => ({ __typename, id: byKeys[__typename]?.id })))
  // Asked for by two keys, a thing is read once.
  expect(calls()).toEqual({
    BatchGetApplications: 1,
    BatchGetDeploymentGroups: 1,
    BatchGetDeployments: 1,
    BatchGetDeploymentTargets: 4,
    GetApplication: 1,
    GetConfigurationProfile: 1,
    GetDeployment: 1,
    GetDeploymentConfig: 1,
    GetDeploymentStrategy: 1,
    GetEnvironment: 1,
    GetLifecycleExecution: 1,
    GetLifecyclePolicy: 1,
  })
})

test('every interface with a key finds, by id, each of the types that it may be, for the price of the type itself', async () => {
  const declared = keysOf('InterfaceTypeDefinition')
  expect(declared).toEqual(Object.fromEntries(Object.keys(INTERFACES).map((name) => [name, ['id']])))
  const schema = createSchema()
  for (const name of Object.keys(declared)) {
    const type = schema.getType(name)
    if (!isInterfaceType(type)) throw new Error(name)
    expect([name, schema.getPossibleTypes(type).map(String).sort()]).toEqual([name, INTERFACES[name]])
  }
  const { query, calls } = await start()
  const of = Object.entries(INTERFACES).flatMap(([__typename, types]) =>
    types.map((type) => ({ __typename, id: byKeys[type]?.id })),
  )
  const { data, errors } = await query(ENTITIES, { of })
  expect(errors).toBeUndefined()
  expect(data._entities.map(({ __typename, id }: Record<string, string>) => ({ __typename, id }))).toEqual(
    Object.values(INTERFACES).flatMap((types) => types.map((type) => ({ __typename: type, id: byKeys[type]?.id }))),
  )
  expect(calls()).toEqual({
    BatchGetDeployments: 1,
    BatchGetDeploymentTargets: 4,
    GetDeployment: 1,
    GetLifecycleExecution: 1,
  })
})

test('no reference takes more AWS calls than it is estimated to, by any key of any type or interface', async () => {
  const { query, calls } = await start({ cache: false })
  const all = Object.entries(byKeys)
  const references = [
    ...all.flatMap(([__typename, { id }]) => (id ? [{ __typename, id }] : [])),
    ...all.flatMap(([__typename, { natural }]) => (natural ? [{ __typename, ...natural }] : [])),
    ...Object.entries(INTERFACES).flatMap(([__typename, types]) =>
      types.map((type) => ({ __typename, id: byKeys[type]?.id })),
    ),
  ]
  for (const of of [...references.map((reference) => [reference]), references]) {
    const { extensions } = await query(ENTITIES, { of }, { 'x-cost-only': '1' })
    const { cost } = extensions as unknown as { cost: { calls: number } }
    await query(ENTITIES, { of })
    const made = Object.values(calls()).reduce((total, count) => total + count, 0)
    expect([of, made <= cost.calls]).toEqual([of, true])
  }
})

test('a reference to an interface shares the batch of a reference to its type', async () => {
  const { query, calls } = await start()
  const of = deploymentIds(40).map((deploymentId, index) => ({
    __typename: ['Activity', 'Deployment', 'CodeDeployDeployment'][index % 3],
    id: id('CodeDeployDeployment', HOME, deploymentId),
  }))
  const { data, errors } = await query(ENTITIES, { of })
  expect(errors).toBeUndefined()
  expect(data._entities).toEqual(deployments(40).map((reference) => expect.objectContaining(reference)))
  expect(calls()).toEqual({ BatchGetDeployments: 2 })
})

test('a location is known by name without an AWS call, and what the caller may not see is null', async () => {
  const digest = createHash('sha256').update('key').digest('hex')
  const keys = [{ name: 'ada', sha256: digest, scopes: ['deployments:read', `location:${HOME}`] }]
  const { query, calls } = await start({ auth: { mode: 'apiKey', keys } })
  const [seen, hidden] = DEMO_LOCATIONS
  const of = [seen?.name, hidden?.name, 'nowhere'].map((name) => ({ __typename: 'Location', name }))
  const { data, errors } = await query(ENTITIES, { of }, { 'x-api-key': 'key' })
  const expected = [{ __typename: 'Location', name: HOME, region: HOME }, null, null]
  expect({ data, errors, calls: calls() }).toEqual({ data: { _entities: expected }, errors: undefined, calls: {} })
  await gateway?.stop()
  const everywhere = await start()
  expect((await everywhere.query(ENTITIES, { of })).data._entities).toEqual([
    ...DEMO_LOCATIONS.map(({ name, region }) => ({ __typename: 'Location', name, region })),
    null,
  ])
})

test('a location is not told to a caller without the scope to read', async () => {
  const digest = createHash('sha256').update('key').digest('hex')
  const auth = { mode: 'apiKey' as const, keys: [{ name: 'ada', sha256: digest, scopes: ['logs:read'] }] }
  const { query } = await start({ auth })
  const { data, errors } = await query(
    ENTITIES,
    { of: [{ __typename: 'Location', name: HOME }] },
    { 'x-api-key': 'key' },
  )
  expect(data?._entities?.[0] ?? null).toBeNull()
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
})

test('the guide lists the keys that the subgraph has', () => {
  const page = readFileSync(new URL('../../docs/federation.md', import.meta.url), 'utf8')
  const guide = /^## Keys\n([\s\S]*?)^## /m.exec(page)?.[1] ?? ''
  const words = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)
  const rows = [...guide.matchAll(/^\| (`.*?) \| (.*?)\| .*\|$/gm)].flatMap(([, types, key]) =>
    words(types).map((type) => [type, words(key)] as const),
  )
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(
      Object.entries(byKeys).map(([type, { natural }]) => [type, natural ? [Object.keys(natural).join(' ')] : []]),
    ),
  )
})

describe('forty references', () => {
  const groups = Array.from({ length: 40 }, (_, index) => ({
    __typename: 'DeploymentGroup',
    applicationName: 'shop',
    deploymentGroupName: `group-${index}`,
  }))
  const identified = deploymentIds(40).map((deploymentId) => ({
    __typename: 'CodeDeployDeployment',
    id: id('CodeDeployDeployment', HOME, deploymentId),
  }))

  test.each([
    ['deployments by id', identified, { BatchGetDeployments: 2 }],
    ['deployments by natural key', deployments(40), { BatchGetDeployments: 2 }],
    ['groups of an application', groups, { BatchGetDeploymentGroups: 2 }],
    ['targets of a deployment', instances(40), { BatchGetDeploymentTargets: 2 }],
  ])('to %s are two AWS calls', async (_, of, expected) => {
    const { query, calls } = await start({ locations: DEMO_LOCATIONS.slice(0, 1) })
    const { data, errors } = await query(ENTITIES, { of })
    expect(errors).toBeUndefined()
    expect(data._entities.map(({ __typename }: { __typename: string }) => __typename)).toEqual(
      of.map(({ __typename }) => __typename),
    )
    expect(calls()).toEqual(expected)
  })

  test('to deployments and to targets, mixed, are two AWS calls each', async () => {
    const { query, calls } = await start({ locations: DEMO_LOCATIONS.slice(0, 1) })
    const of = identified.flatMap((reference, index) => [reference, instances(40)[index]])
    const { data, errors } = await query(ENTITIES, { of })
    expect(errors).toBeUndefined()
    expect(data._entities).toHaveLength(80)
    expect(calls()).toEqual({ BatchGetDeployments: 2, BatchGetDeploymentTargets: 2 })
  })
})

describe('a reference', () => {
  test('to what AWS does not know is null, without an error', async () => {
    const { query } = await start()
    const of = [
      { __typename: 'CodeDeployDeployment', deploymentId: 'd-GONE00001' },
      { __typename: 'CodeDeployDeployment', id: id('CodeDeployDeployment', HOME, 'd-GONE00001') },
      { __typename: 'CodeDeployApplication', applicationName: 'closed' },
      { __typename: 'DeploymentGroup', applicationName: 'shop', deploymentGroupName: 'closed' },
      { __typename: 'InstanceTarget', deploymentId: 'd-000000000', targetId: 'i-gone' },
      { __typename: 'InstanceTarget', deploymentId: 'd-GONE00001', targetId: 'i-1' },
      { __typename: 'AppConfigDeployment', applicationId: 'flags01', environmentId: 'prod001', deploymentNumber: 99 },
      { __typename: 'AppConfigApplication', applicationId: 'gone001' },
      { __typename: 'AppConfigEnvironment', applicationId: 'flags01', environmentId: 'gone001' },
      { __typename: 'ConfigurationProfile', applicationId: 'flags01', configurationProfileId: 'gone001' },
      { __typename: 'DeploymentStrategy', deploymentStrategyId: 'gone001' },
      { __typename: 'DeploymentConfig', deploymentConfigName: 'gone' },
      { __typename: 'Activity', id: id('CodeDeployDeployment', HOME, 'd-GONE00001') },
      { __typename: 'Location', name: 'nowhere' },
      { __typename: 'LifecycleExecution', lifecycleExecutionId: 'lce-00000000-0000-4000-8000-000000000099' },
      { __typename: 'LifecyclePolicy', arn: POLICY.replace('expire', 'gone') },
    ]
    const { data, errors } = await query(ENTITIES, { of })
    expect({ data, errors }).toEqual({ data: { _entities: of.map(() => null) }, errors: undefined })
  })

  test('to a target of another kind is null', async () => {
    const { query } = await start()
    const wrong = { deploymentId: 'd-000000001', targetId: 'mailer' }
    const of = ['EcsTarget', 'LambdaTarget'].map((__typename) => ({ __typename, ...wrong }))
    expect((await query(ENTITIES, { of })).data._entities).toEqual([
      null,
      { __typename: 'LambdaTarget', id: byKeys.LambdaTarget?.id },
    ])
    const { data } = await query(ENTITIES, {
      of: [{ __typename: 'DeploymentTarget', id: id('EcsTarget', HOME, wrong.deploymentId, wrong.targetId) }],
    })
    expect(data._entities).toEqual([null])
  })

  test('that is malformed is an error in its own slot, and the others are answered', async () => {
    const { query, calls } = await start({ locations: DEMO_LOCATIONS.slice(0, 1) })
    const malformed: [unknown, RegExp][] = [
      ['CodeDeployDeployment', /^A reference is an object with "__typename" and the fields of a key\.$/],
      [7, /^A reference is an object/],
      [[], /^A reference is an object/],
      [{ deploymentId: 'd-000000001' }, /^A reference is an object/],
      [{ __typename: 5, deploymentId: 'd-000000001' }, /^A reference is an object/],
      [{ __typename: 'Nobody', id: 'x' }, /^"Nobody" is not a type of entities here\.$/],
      [{ __typename: 'constructor', id: 'x' }, /^"constructor" is not a type of entities here\.$/],
      [{ __typename: 'PageInfo' }, /^"PageInfo" is not a type of entities here\.$/],
      [{ __typename: 'CodeDeployDeployment' }, /^"deploymentId" was undefined: expected the value of a key\.$/],
      [{ __typename: 'CodeDeployDeployment', deploymentId: null }, /^"deploymentId" was null: expected/],
      [{ __typename: 'CodeDeployDeployment', deploymentId: {} }, /^"deploymentId" was {}: expected/],
      [{ __typename: 'CodeDeployDeployment', deploymentId: 'none' }, /^"deploymentId" was "none": expected an id like/],
      [{ __typename: 'CodeDeployDeployment', id: 'none' }, /^"none" is not an id: expected the id of a Node/],
      [{ __typename: 'CodeDeployDeployment', id: {} }, /^"id" was {}: expected the value of a key\.$/],
      [{ __typename: 'LambdaTarget', id: byKeys.EcsTarget?.id }, /is the id of a EcsTarget, not of a LambdaTarget\.$/],
      [{ __typename: 'Node', id: byKeys.EcsTarget?.id }, /^"Node" is not a type of entities here\.$/],
      [{ __typename: 'Activity' }, /^"id" was undefined: expected the value of a key\.$/],
      [{ __typename: 'Activity', deploymentId: 'd-000000001' }, /^"id" was undefined: expected the value of a key\.$/],
      [{ __typename: 'Deployment', id: 'none' }, /^"none" is not an id: expected the id of a Node/],
      [
        { __typename: 'Deployment', id: byKeys.LifecycleExecution?.id },
        /is the id of a LifecycleExecution, not of a Deployment\.$/,
      ],
      [
        { __typename: 'DeploymentTarget', id: byKeys.LifecyclePolicy?.id },
        /LifecyclePolicy, not of a DeploymentTarget/,
      ],
      [{ __typename: 'Location', id: 'x' }, /^"name" was undefined: expected the value of a key\.$/],
      [{ __typename: 'DeploymentConfig', deploymentConfigName: '' }, /^"deploymentConfigName" was "": expected/],
      [{ __typename: 'InstanceTarget', deploymentId: 'd-000000001' }, /^"targetId" was undefined: expected/],
      [{ __typename: 'InstanceTarget', deploymentId: 'd-000000001', targetId: '' }, /^"targetId" was "": expected/],
      [
        { __typename: 'AppConfigDeployment', applicationId: 'flags01', environmentId: 'prod001', deploymentNumber: 0 },
        /^"deploymentNumber" was NaN: expected 1 or more\.$/,
      ],
      [{ __typename: 'LifecyclePolicy', arn: 'expire' }, /^"expire" is not an Image Builder ARN/],
    ]
    const of = [...malformed.map(([reference]) => reference), ...deployments(2)]
    const { data, errors } = await query(ENTITIES, { of })
    expect(data._entities).toEqual([
      ...malformed.map(() => null),
      ...deployments(2).map((reference) => expect.objectContaining(reference)),
    ])
    const inOrder = errors?.sort((a, b) => Number(a.path?.[1]) - Number(b.path?.[1]))
    expect(inOrder?.map(({ message, path, extensions }) => [path, extensions.code, message])).toEqual(
      malformed.map(([, message], index) => [['_entities', index], 'BAD_USER_INPUT', expect.stringMatching(message)]),
    )
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
  })

  test('to what cannot be read is an error in its own slot, with its code', async () => {
    const denied = { name: 'AccessDeniedException', message: 'not allowed' }
    const { query } = await start({
      locations: DEMO_LOCATIONS.slice(0, 1),
      faults: [{ operation: 'BatchGetApplications', error: denied }],
    })
    const of = [{ __typename: 'CodeDeployApplication', applicationName: 'shop' }, ...deployments(1)]
    const { data, errors } = await query(ENTITIES, { of })
    expect(data._entities).toEqual([null, expect.objectContaining(deployments(1)[0])])
    expect(errors?.map(({ message, path, extensions }) => [message, path, extensions.code])).toEqual([
      ['not allowed', ['_entities', 0], 'AWS_ACCESS_DENIED'],
    ])
  })
})

test('asked for again, compiled, references are answered as they were', async () => {
  const document = parse(ENTITIES)
  const operation = getOperationAST(document)
  expect(operation && createCompiler(createSchema())(document, operation, { of: [] })).toBeDefined()
  const { query } = await start({
    faults: [{ operation: 'GetEnvironment', error: { name: 'AccessDeniedException', message: 'not allowed' } }],
  })
  const of = [
    ...deployments(30),
    { __typename: 'Nobody' },
    ...Object.entries(byKeys).map(([__typename, { id, natural }]) => ({ __typename, ...(id ? { id } : natural) })),
    ...Object.entries(INTERFACES).map(([__typename, [type = '']]) => ({ __typename, id: byKeys[type]?.id })),
    { __typename: 'CodeDeployDeployment', deploymentId: 'd-GONE00001' },
  ]
  const visible = async () => {
    const { data, errors } = await query(ENTITIES, { of })
    const sorted = errors?.map(({ message, path }) => JSON.stringify([message, path])).sort()
    return { data, errors: sorted }
  }
  const interpreted = await visible()
  expect(interpreted.errors).toHaveLength(2)
  expect(await visible()).toEqual(interpreted)
  expect(await visible()).toEqual(interpreted)
})
