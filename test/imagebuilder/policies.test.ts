import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'
import { iso, lce, POLICY, world } from './policy-world.ts'

const { start } = useGateways({ world, locations: ONE_LOCATION })

describe('an ARN', () => {
  const list = (arn: string) => `{ lifecycleExecutions(resourceArn: "${arn}") { nodes { location { name } } } }`

  test('selects the location of its region and account', async () => {
    const other = { name: 'other-account', region: 'us-east-1', accountId: '999900001111' }
    const { query, emulator } = await start({ locations: [other, ...DEMO_LOCATIONS] })
    const { data } = await query(`{ lifecyclePolicy(arn: "${POLICY}") { name location { name } } }`)
    expect(data.lifecyclePolicy).toEqual({ name: 'expire-old-amis', location: { name: 'us-east-1' } })
    expect(emulator.calls.map(({ region }) => region)).toEqual(['us-east-1'])
  })

  test('that matches several locations without accounts is refused', async () => {
    const locations = ['a', 'b'].map((name) => ({ name, region: 'us-east-1' }))
    const { query, calls } = await start({ locations })
    const { errors } = await query(`{ lifecyclePolicy(arn: "${POLICY}") { name } }`)
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/matches several locations: configure their accountId\.$/),
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect(calls()).toEqual({})
  })

  test.each([
    [
      POLICY.replace('us-east-1', 'ap-south-1'),
      /ap-south-1.* belongs to no configured location: expected one of "us-east-1" \(us-east-1, 111122223333\)/,
    ],
    [POLICY.replace('111122223333', '999900001111'), /belongs to no configured location/],
    [POLICY.replace('arn:aws:', 'arn:aws-cn:'), /names a region outside the partition aws-cn\.$/],
    ['arn:aws:s3:::bucket', /^"arn:aws:s3:::bucket" is not an Image Builder ARN: expected arn:aws:imagebuilder:/],
    ['', /^"" is not an Image Builder ARN/],
  ])('%s is refused before any AWS call', async (arn, message) => {
    const { query, calls } = await start()
    const { errors } = await query(list(arn))
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT', retryable: false },
    })
    expect(calls()).toEqual({})
  })
})

describe('lifecycle policies', () => {
  test('are listed in one call, and their details cost one more each', async () => {
    const { query, calls } = await start({ locations: DEMO_LOCATIONS })
    const summary = await query(
      '{ lifecyclePolicies { nodes { arn name status rawStatus resourceType tags { key value } lastRunAt } } }',
    )
    expect(summary.errors).toBeUndefined()
    expect(summary.data.lifecyclePolicies.nodes).toEqual([
      {
        arn: POLICY,
        name: 'expire-old-amis',
        status: 'ENABLED',
        rawStatus: 'ENABLED',
        resourceType: 'AMI_IMAGE',
        tags: [
          { key: 'cost', value: '42' },
          { key: 'owner', value: 'platform' },
        ],
        lastRunAt: iso(-1),
      },
    ])
    expect(calls()).toEqual({ ListLifecyclePolicies: 2 })
    const { data, errors } =
      await query(`{ lifecyclePolicies(location: "us-east-1") { nodes { description executionRole createdAt updatedAt
      policyDetails { action { type includeResources { amis snapshots containers } } filter { type value unit retainAtLeast }
        exclusionRules { tagMap { key value } amis { isPublic regions sharedAccounts lastLaunched { value unit } tagMap { key value } } } }
      resourceSelection { recipes { name semanticVersion } tagMap { key value } }
      executions(first: 1) { nodes { lifecycleExecutionId } } } } }`)
    expect(errors).toBeUndefined()
    expect(data.lifecyclePolicies.nodes).toEqual([
      {
        description: 'nothing older than half a year',
        executionRole: 'arn:aws:iam::111122223333:role/lifecycle',
        createdAt: iso(-1000),
        updatedAt: iso(-900),
        policyDetails: [
          {
            action: { type: 'DELETE', includeResources: { amis: true, snapshots: true, containers: false } },
            filter: { type: 'AGE', value: 6, unit: 'MONTHS', retainAtLeast: 5 },
            exclusionRules: {
              tagMap: [
                { key: 'audit', value: 'no' },
                { key: 'keep', value: 'yes' },
              ],
              amis: {
                isPublic: false,
                regions: ['eu-west-1'],
                sharedAccounts: ['444455556666'],
                lastLaunched: { value: 2, unit: 'WEEKS' },
                tagMap: [{ key: 'golden', value: 'true' }],
              },
            },
          },
        ],
        resourceSelection: {
          recipes: [{ name: 'base', semanticVersion: '1.x.x' }],
          tagMap: [{ key: 'team', value: 'web' }],
        },
        executions: { nodes: [{ lifecycleExecutionId: lce(42) }] },
      },
    ])
    expect(calls()).toEqual({ ListLifecyclePolicies: 1, GetLifecyclePolicy: 1, ListLifecycleExecutions: 1 })
  })

  test('that do not exist are null, and executions and policies resolve by their ids', async () => {
    const { query } = await start()
    const unknown = await query(`{ lifecyclePolicy(arn: "${POLICY}-2") { id } }`)
    expect(unknown).toMatchObject({ data: { lifecyclePolicy: null } })
    expect(unknown.errors).toBeUndefined()
    const { data } = await query(
      `{ lifecycleExecution(lifecycleExecutionId: "${lce(1)}") { __typename id lifecyclePolicy { __typename id } } }`,
    )
    const { lifecyclePolicy, ...self } = data.lifecycleExecution
    const again = await query('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
      ids: [self.id, lifecyclePolicy.id],
    })
    expect(again.data.nodes).toEqual([self, lifecyclePolicy])
  })
})

test('listing a policy by its name makes one call per location', async () => {
  const { query, calls } = await start({ locations: DEMO_LOCATIONS })
  const { data, errors } = await query(
    '{ lifecyclePolicies(name: "expire-old-amis") { nodes { name location { name } } } }',
  )
  expect(errors).toBeUndefined()
  expect(data.lifecyclePolicies.nodes).toContainEqual({ name: 'expire-old-amis', location: { name: 'us-east-1' } })
  expect(new Set(data.lifecyclePolicies.nodes.map(({ name }: { name: string }) => name))).toEqual(
    new Set(['expire-old-amis']),
  )
  expect(calls()).toEqual({ ListLifecyclePolicies: 2 })
})

test('the page after the last policy of a name is empty and not an error', async () => {
  const policies = ['archive', 'expire', 'keep'].map((name) => ({ arn: POLICY.replace('expire-old-amis', name), name }))
  const { query } = await start({
    world: (region) =>
      region === 'us-east-1' ? { imagebuilder: { policies, pageSizes: { ListLifecyclePolicies: 1 } } } : {},
    locations: DEMO_LOCATIONS,
  })
  const PAGE = `query ($after: String) { lifecyclePolicies(name: "expire", first: 1, after: $after) {
    nodes { name } pageInfo { hasNextPage endCursor } } }`
  const { data } = await query(PAGE)
  expect(data.lifecyclePolicies).toMatchObject({ nodes: [{ name: 'expire' }], pageInfo: { hasNextPage: true } })
  const { data: behind, errors } = await query(PAGE, { after: data.lifecyclePolicies.pageInfo.endCursor })
  expect({ behind, errors }).toEqual({
    behind: { lifecyclePolicies: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } },
    errors: undefined,
  })
})

test('an empty name is refused before any AWS call', async () => {
  const { query, calls } = await start()
  const { errors } = await query('{ lifecyclePolicies(name: "") { nodes { id } } }')
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  expect(calls()).toEqual({})
})
