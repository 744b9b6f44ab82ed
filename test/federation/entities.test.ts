import { readFileSync } from 'node:fs'
import { getOperationAST, type ObjectTypeDefinitionNode, parse } from 'graphql'
import { createSchema, printedSubgraph } from '../../src/schema.ts'
import { createCompiler } from '../../src/server/execution/compiler.ts'
import { operationOf } from '../../src/server/limits/operation.ts'
import { sha256 } from '../auth/callers.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'
import { ENTITY_CALLS, ENTITIES as SAMPLES, sampleWorld } from '../support/samples.ts'
import { company, DEMO_LOCATIONS, deploymentIds, id, POLICY } from './company.ts'

const { start } = useGateways({ world: company(), locations: DEMO_LOCATIONS })

const ENTITIES = `query ($of: [_Any!]!) {
  _entities(representations: $of) {
    __typename
    ... on Node { id }
    ... on CodeDeployDeployment { deploymentId location { name } }
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

test('a permitted caller resolves a location by its name without an AWS call', async () => {
  const keys = [
    { name: 'all', sha256: sha256('all'), scopes: ['deployments:read'] },
    { name: 'one', sha256: sha256('one'), scopes: ['deployments:read', 'location:eu-west-1'] },
  ]
  const { query, calls } = await start({ auth: { mode: 'apiKey', keys } })
  const document = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Location { name region } } }'
  const of = ['us-east-1', 'eu-west-1', 'nowhere'].map((name) => ({ __typename: 'Location', name }))
  const entitiesFor = async (key: string) => (await query(document, { of }, { 'x-api-key': key })).data._entities
  const [us, eu] = ['us-east-1', 'eu-west-1'].map((name) => ({ name, region: name }))
  expect(await entitiesFor('all')).toEqual([us, eu, null])
  expect(await entitiesFor('one')).toEqual([null, eu, null])
  expect(calls()).toEqual({})
})

/** One entity of every type of `sampleWorld`, by each of its keys. */
const byKeys = Object.fromEntries(
  Object.entries(SAMPLES).map(([type, one]) => [type, { ...one, id: id(type, HOME, ...one.id) }]),
)

test('one request resolves an entity by every key of the subgraph', async () => {
  const types = parse(printedSubgraph).definitions.filter((node) => node.kind === 'ObjectTypeDefinition')
  const keysOf = ({ directives = [] }: ObjectTypeDefinitionNode) =>
    directives
      .filter(({ name }) => name.value === 'key')
      .map(({ arguments: [fields] = [] }) => fields?.value.kind === 'StringValue' && fields.value.value)
  const declared = Object.fromEntries(types.map((type) => [type.name.value, keysOf(type)]))
  expect(Object.fromEntries(Object.entries(declared).filter(([, keys]) => keys.length > 0))).toEqual({
    Location: ['name'], // known to the configuration
    ...Object.fromEntries(
      Object.entries(byKeys).map(([type, { natural }]) => [
        type,
        natural ? ['id', Object.keys(natural).join(' ')] : ['id'],
      ]),
    ),
  })

  const { query, calls } = await start({ world: sampleWorld, locations: ONE_LOCATION })
  const all = Object.entries(byKeys)
  const of = [
    ...all.map(([__typename, { id }]) => ({ __typename, id })),
    ...all.flatMap(([__typename, { natural }]) => (natural ? [{ __typename, ...natural }] : [])),
  ]
  const { data, errors } = await query(ENTITIES, { of })
  expect(errors).toBeUndefined()
  const entities = data._entities.map(({ __typename, id }: Record<string, string>) => ({ __typename, id }))
  expect(entities).toEqual(of.map(({ __typename }) => ({ __typename, id: byKeys[__typename]?.id })))
  // Asked for by two keys, a thing is read once.
  expect(calls()).toEqual(ENTITY_CALLS)
})

test('docs/federation.md lists the keys of the subgraph', () => {
  const page = readFileSync(new URL('../../docs/federation.md', import.meta.url), 'utf8')
  const guide = /^## Keys\n([\s\S]*?)^## /m.exec(page)?.[1] ?? ''
  const words = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)
  const rows = [...guide.matchAll(/^\| (`.*?) \| (.*?)\| .*\|$/gm)].flatMap(([, types, key]) =>
    words(types).map((type) => [type, words(key)] as const),
  )
  expect(Object.fromEntries(rows)).toEqual({
    Location: ['name'],
    ...Object.fromEntries(
      Object.entries(byKeys).map(([type, { natural }]) => [type, natural ? [Object.keys(natural).join(' ')] : []]),
    ),
  })
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
  ])('to %s make two AWS calls', async (_, of, expected) => {
    const { query, calls } = await start({ locations: ONE_LOCATION })
    const { data, errors } = await query(ENTITIES, { of })
    expect(errors).toBeUndefined()
    expect(data._entities.map(({ __typename }: { __typename: string }) => __typename)).toEqual(
      of.map(({ __typename }) => __typename),
    )
    expect(calls()).toEqual(expected)
  })

  test('to a mix of deployments and targets make two AWS calls for each type', async () => {
    const { query, calls } = await start({ locations: ONE_LOCATION })
    const of = identified.flatMap((reference, index) => [reference, instances(40)[index]])
    const { data, errors } = await query(ENTITIES, { of })
    expect(errors).toBeUndefined()
    expect(data._entities).toHaveLength(80)
    expect(calls()).toEqual({ BatchGetDeployments: 2, BatchGetDeploymentTargets: 2 })
  })
})

describe('a reference', () => {
  test('to something that AWS does not know is null, without an error', async () => {
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
      { __typename: 'LambdaTarget', id: id('LambdaTarget', HOME, 'd-000000001', 'mailer') },
    ])
  })

  test('that is malformed is an error in its own slot, and the others are resolved', async () => {
    const { query, calls } = await start({ locations: ONE_LOCATION })
    const malformed: [unknown, RegExp][] = [
      ['CodeDeployDeployment', /^A reference is an object with "__typename" and the fields of a key\.$/],
      [7, /^A reference is an object/],
      [[], /^A reference is an object/],
      [{ deploymentId: 'd-000000001' }, /^A reference is an object/],
      [{ __typename: 5, deploymentId: 'd-000000001' }, /^A reference is an object/],
      [{ __typename: 'Nobody', id: 'x' }, /^"Nobody" is not an entity type of this schema\.$/],
      [{ __typename: 'constructor', id: 'x' }, /^"constructor" is not an entity type of this schema\.$/],
      [{ __typename: 'PageInfo' }, /^"PageInfo" is not an entity type of this schema\.$/],
      [{ __typename: 'CodeDeployDeployment' }, /^"deploymentId" was undefined: expected the value of a key\.$/],
      [{ __typename: 'CodeDeployDeployment', deploymentId: null }, /^"deploymentId" was null: expected/],
      [{ __typename: 'CodeDeployDeployment', deploymentId: {} }, /^"deploymentId" was {}: expected/],
      [{ __typename: 'CodeDeployDeployment', deploymentId: 'none' }, /^"deploymentId" was "none": expected an id like/],
      [{ __typename: 'CodeDeployDeployment', id: 'none' }, /^"none" is not an id: expected the id of a Node/],
      [{ __typename: 'CodeDeployDeployment', id: {} }, /^"id" was {}: expected the value of a key\.$/],
      [{ __typename: 'LambdaTarget', id: byKeys.EcsTarget?.id }, /is the id of a EcsTarget, not of a LambdaTarget\.$/],
      [{ __typename: 'Deployment' }, /^"id" was undefined: expected/],
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

  test('to something unreadable is an error with its code in its own slot', async () => {
    const denied = { name: 'AccessDeniedException', message: 'not allowed' }
    const { query } = await start({
      locations: ONE_LOCATION,
      faults: [{ operation: 'BatchGetApplications', error: denied }],
    })
    const of = [{ __typename: 'CodeDeployApplication', applicationName: 'shop' }, ...deployments(1)]
    const { data, errors } = await query(ENTITIES, { of })
    expect(data._entities).toEqual([null, expect.objectContaining(deployments(1)[0])])
    expect(errors?.map(({ message, path, extensions }) => [message, path, extensions.code])).toEqual([
      ['codedeploy in us-east-1 denied access (AccessDeniedException).', ['_entities', 0], 'AWS_ACCESS_DENIED'],
    ])
  })
})

test('the compiled operation resolves references like the first execution', async () => {
  const document = parse(ENTITIES)
  const operation = getOperationAST(document)
  const schema = createSchema()
  expect(operation && createCompiler(schema)(operationOf(schema, document, operation), { of: [] })).toBeDefined()
  const { query } = await start({
    world: sampleWorld,
    faults: [{ operation: 'GetEnvironment', error: { name: 'AccessDeniedException', message: 'not allowed' } }],
  })
  const of = [
    ...Array(30).fill({ __typename: 'CodeDeployDeployment', id: byKeys.CodeDeployDeployment?.id }),
    { __typename: 'Nobody' },
    ...Object.entries(byKeys).map(([__typename, { id }]) => ({ __typename, id })),
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
