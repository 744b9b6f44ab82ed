import { isInterfaceType, parse } from 'graphql'
import { createSchema, printedSubgraph } from '../../src/schema.ts'
import { sha256 } from '../auth/callers.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'
import { ENTITIES as SAMPLES, sampleWorld } from '../support/samples.ts'
import { company, deploymentIds, id } from './company.ts'

const { start } = useGateways({ world: sampleWorld, locations: ONE_LOCATION })

const HOME = 'us-east-1'
const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Node { id } } }'

const idOf = (type: string) => id(type, HOME, ...(SAMPLES[type]?.id ?? []))

/** The types that an id of each interface with a key may be of. */
const schema = createSchema()
const interfaces = Object.fromEntries(
  parse(printedSubgraph).definitions.flatMap((node) => {
    const isEntity =
      node.kind === 'InterfaceTypeDefinition' && node.directives?.some(({ name }) => name.value === 'key')
    const type = isEntity && schema.getType(node.name.value)
    return isInterfaceType(type) ? [[type.name, schema.getPossibleTypes(type).map(String)] as const] : []
  }),
)
const byInterface = Object.entries(interfaces).flatMap(([__typename, types]) =>
  types.filter((type) => SAMPLES[type]).map((type) => ({ __typename, type, id: idOf(type) })),
)
const references = byInterface.map(({ __typename, id }) => ({ __typename, id }))

test('a reference to Activity, Deployment or DeploymentTarget resolves every type that implements it', async () => {
  expect(Object.keys(interfaces).sort()).toEqual(['Activity', 'Deployment', 'DeploymentTarget'])
  for (const types of Object.values(interfaces)) expect(types.length).toBeGreaterThan(1)
  const { query } = await start()
  const { data, errors } = await query(ENTITIES, { of: references })
  expect(errors).toBeUndefined()
  expect(data._entities).toEqual(byInterface.map(({ type, id }) => ({ __typename: type, id })))
})

test('no reference makes more AWS calls than its estimate, by any key of any type or interface', async () => {
  const { query, calls } = await start({ cache: false })
  const natural = Object.entries(SAMPLES).flatMap(([__typename, { natural }]) =>
    natural ? [{ __typename, ...natural }] : [],
  )
  const byId = Object.keys(SAMPLES).map((__typename) => ({ __typename, id: idOf(__typename) }))
  const all = [...natural, ...byId, ...references]
  for (const of of [...all.map((reference) => [reference]), all]) {
    const { extensions } = await query(ENTITIES, { of }, { 'x-cost-only': '1' })
    const { cost } = extensions as unknown as { cost: { calls: number } }
    await query(ENTITIES, { of })
    const made = Object.values(calls()).reduce((total, count) => total + count, 0)
    expect([of, made <= cost.calls]).toEqual([of, true])
  }
})

test('a reference to an interface shares a batch with a reference to the object type', async () => {
  const { query, calls } = await start({ world: company() })
  const ids = deploymentIds(40).map((deploymentId) => id('CodeDeployDeployment', HOME, deploymentId))
  const of = ids.map((id, index) => ({
    __typename: ['Activity', 'Deployment', 'CodeDeployDeployment'][index % 3],
    id,
  }))
  const { data, errors } = await query(ENTITIES, { of })
  expect(errors).toBeUndefined()
  expect(data._entities).toEqual(ids.map((id) => ({ __typename: 'CodeDeployDeployment', id })))
  expect(calls()).toEqual({ BatchGetDeployments: 2 })
})

test('an id of another type, or an invalid one, is an error in its own slot', async () => {
  const { query } = await start()
  const wrong: [Record<string, unknown>, RegExp][] = [
    [{ __typename: 'Node', id: idOf('EcsTarget') }, /^"Node" is not an entity type of this schema\.$/],
    [{ __typename: 'Activity', deploymentId: 'd-000000001' }, /^"id" was undefined: expected the value of a key\.$/],
    [{ __typename: 'Deployment', id: 'none' }, /^"none" is not an id: expected the id of a Node/],
    [{ __typename: 'Deployment', id: idOf('LifecycleExecution') }, /of a LifecycleExecution, not of a Deployment\.$/],
    [
      { __typename: 'DeploymentTarget', id: idOf('LifecyclePolicy') },
      /of a LifecyclePolicy, not of a DeploymentTarget/,
    ],
    [{ __typename: 'Location', id: 'x' }, /^"name" was undefined: expected the value of a key\.$/],
    [{ __typename: 'DeploymentConfig', deploymentConfigName: '' }, /^"deploymentConfigName" was "": expected/],
  ]
  const { data, errors } = await query(ENTITIES, { of: [...wrong.map(([reference]) => reference), references[0]] })
  expect(data._entities).toEqual([
    ...wrong.map(() => null),
    { __typename: byInterface[0]?.type, id: references[0]?.id },
  ])
  for (const [index, [, message]] of wrong.entries()) {
    const error = errors?.find(({ path }) => path?.[1] === index)
    expect(error?.message).toMatch(message)
    expect(error?.extensions.code).toBe('BAD_USER_INPUT')
  }
})

test('a caller without the read scope cannot resolve a location', async () => {
  const keys = [{ name: 'ada', sha256: sha256('key'), scopes: ['logs:read'] }]
  const { query } = await start({ auth: { mode: 'apiKey', keys } })
  const { data, errors } = await query(
    ENTITIES,
    { of: [{ __typename: 'Location', name: HOME }] },
    { 'x-api-key': 'key' },
  )
  expect(data?._entities?.[0] ?? null).toBeNull()
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
})
