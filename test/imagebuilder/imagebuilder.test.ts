import type { LifecycleExecution } from '@aws-sdk/client-imagebuilder'
import { DEMO_LOCATIONS, type World } from '../../src/emulator/world.ts'
import { type Options, startGateway } from '../support/gateway.ts'

type Gateway = Awaited<ReturnType<typeof startGateway>>
const at = (minutes: number) => new Date(Date.parse('2026-11-20T12:00:00.000Z') + minutes * 60_000)
const iso = (minutes: number) => at(minutes).toISOString()
const newer = <T>(value: string) => value as T

const POLICY = 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/expire-old-amis'
const IMAGE = 'arn:aws:imagebuilder:us-east-1:111122223333:image/base/1.0.0/1'
const lce = (number: number) => `lce-00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

const execution = (number: number, members: LifecycleExecution = {}) => ({
  execution: {
    lifecycleExecutionId: lce(number),
    lifecyclePolicyArn: POLICY,
    resourcesImpactedSummary: { hasImpactedResources: false },
    state: { status: 'SUCCESS' as const },
    startTime: at(number),
    endTime: at(number + 1),
    ...members,
  },
  resources: [],
})

const world: World = (region) =>
  region === 'eu-west-1'
    ? {}
    : {
        imagebuilder: {
          policies: [
            {
              arn: POLICY,
              name: 'expire-old-amis',
              description: 'nothing older than half a year',
              status: 'ENABLED',
              executionRole: 'arn:aws:iam::111122223333:role/lifecycle',
              resourceType: 'AMI_IMAGE',
              policyDetails: [
                {
                  action: { type: 'DELETE', includeResources: { amis: true, snapshots: true, containers: false } },
                  filter: { type: 'AGE', value: 6, unit: 'MONTHS', retainAtLeast: 5 },
                  exclusionRules: {
                    tagMap: { keep: 'yes', audit: 'no' },
                    amis: {
                      isPublic: false,
                      regions: ['eu-west-1'],
                      sharedAccounts: ['444455556666'],
                      lastLaunched: { value: 2, unit: 'WEEKS' },
                      tagMap: { golden: 'true' },
                    },
                  },
                },
              ],
              resourceSelection: { recipes: [{ name: 'base', semanticVersion: '1.x.x' }], tagMap: { team: 'web' } },
              dateCreated: at(-1000),
              dateUpdated: at(-900),
              dateLastRun: at(-1),
              tags: { owner: 'platform', cost: '42' },
            },
          ],
          executions: [
            {
              ...execution(1, {
                resourcesImpactedSummary: { hasImpactedResources: true },
                state: { status: 'FAILED', reason: 'AMI is in use' },
              }),
              resourceArns: [IMAGE],
              resources: [
                {
                  resource: {
                    accountId: '444455556666',
                    resourceId: 'ami-0aaa',
                    region: 'eu-west-1',
                    state: { status: 'FAILED', reason: 'in use' },
                    action: { name: 'DELETE', reason: 'older than 6 months' },
                    snapshots: [{ snapshotId: 'snap-1', state: { status: 'SKIPPED', reason: 'its AMI stays' } }],
                    startTime: at(1),
                    endTime: at(2),
                  },
                },
                {
                  resource: {
                    accountId: '111122223333',
                    resourceId: 'web:1',
                    region: 'us-east-1',
                    state: { status: 'SUCCESS' },
                    imageUris: ['111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1'],
                  },
                },
                { resource: { resourceId: 'snap-1', region: 'eu-west-1' }, parentResourceId: 'ami-0aaa' },
              ],
            },
            execution(2, { state: { status: newer('NAPPING') } }),
            ...Array.from({ length: 40 }, (_, index) => execution(index + 3)),
          ],
        },
      }

let gateway: Gateway | undefined
const start = async (options: Options = {}) => {
  gateway = await startGateway({ world, locations: DEMO_LOCATIONS.slice(0, 1), ...options })
  return gateway
}
afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
})

describe('a lifecycle execution', () => {
  test('shows every member, what it touched, and what hangs on that', async () => {
    const { query, calls } = await start()
    const { data, errors } = await query(`{ lifecycleExecution(lifecycleExecutionId: "${lce(1)}") {
      service title phase rawStatus createdAt startedAt completedAt consoleUrl location { name }
      lifecycleExecutionId lifecyclePolicyArn state { status rawStatus reason } hasImpactedResources
      lifecyclePolicy { name }
      resources { nodes { resourceId accountId region state { status reason } action { name reason }
        snapshots { snapshotId state { status reason } } imageUris startedAt endedAt } }
      children: resources(parentResourceId: "ami-0aaa") { nodes { resourceId } }
    } }`)
    expect(errors).toBeUndefined()
    expect(data.lifecycleExecution).toEqual({
      service: 'IMAGE_BUILDER',
      title: 'expire-old-amis',
      phase: 'FAILED',
      rawStatus: 'FAILED',
      createdAt: iso(1),
      startedAt: iso(1),
      completedAt: iso(2),
      consoleUrl: expect.stringMatching(
        /^https:\/\/us-east-1\.console\.aws\.amazon\.com\/imagebuilder\/home\?region=us-east-1#/,
      ),
      location: { name: 'us-east-1' },
      lifecycleExecutionId: lce(1),
      lifecyclePolicyArn: POLICY,
      state: { status: 'FAILED', rawStatus: 'FAILED', reason: 'AMI is in use' },
      hasImpactedResources: true,
      lifecyclePolicy: { name: 'expire-old-amis' },
      resources: {
        nodes: [
          {
            resourceId: 'ami-0aaa',
            accountId: '444455556666',
            region: 'eu-west-1',
            state: { status: 'FAILED', reason: 'in use' },
            action: { name: 'DELETE', reason: 'older than 6 months' },
            snapshots: [{ snapshotId: 'snap-1', state: { status: 'SKIPPED', reason: 'its AMI stays' } }],
            imageUris: [],
            startedAt: iso(1),
            endedAt: iso(2),
          },
          {
            resourceId: 'web:1',
            accountId: '111122223333',
            region: 'us-east-1',
            state: { status: 'SUCCESS', reason: null },
            action: null,
            snapshots: [],
            imageUris: ['111122223333.dkr.ecr.us-east-1.amazonaws.com/web:1'],
            startedAt: null,
            endedAt: null,
          },
        ],
      },
      children: { nodes: [{ resourceId: 'snap-1' }] },
    })
    expect(calls()).toEqual({
      GetLifecycleExecution: 1,
      GetLifecyclePolicy: 1,
      ListLifecycleExecutionResources: 2,
    })
  })

  test("with a status newer than the schema shows UNKNOWN and AWS's own word", async () => {
    const { query } = await start()
    const { data, errors } = await query(
      `{ lifecycleExecution(lifecycleExecutionId: "${lce(2)}") { phase rawStatus state { status rawStatus } } }`,
    )
    expect(errors).toBeUndefined()
    expect(data.lifecycleExecution).toEqual({
      phase: 'UNKNOWN',
      rawStatus: 'NAPPING',
      state: { status: 'UNKNOWN', rawStatus: 'NAPPING' },
    })
  })

  test('that does not exist is null, although AWS does not model that answer', async () => {
    const { query, calls } = await start({ locations: DEMO_LOCATIONS })
    const { data, errors } = await query(`{ lifecycleExecution(lifecycleExecutionId: "${lce(999)}") { id } }`)
    expect({ data, errors }).toEqual({ data: { lifecycleExecution: null }, errors: undefined })
    expect(calls()).toEqual({ GetLifecycleExecution: 2 })
  })

  test('with a malformed id is refused before any AWS call', async () => {
    const { query, calls } = await start()
    const { errors } = await query('{ lifecycleExecution(lifecycleExecutionId: "lce-1") { id } }')
    expect(errors?.[0]).toMatchObject({
      message: '"lifecycleExecutionId" was "lce-1": expected "lce-" and a UUID.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect(calls()).toEqual({})
  })

  test('throttled by CallRateLimitExceededException is AWS_THROTTLED after the retries', async () => {
    const { query } = await start({ faults: [{ error: { name: 'CallRateLimitExceededException', status: 429 } }] })
    const { errors } = await query(`{ lifecycleExecution(lifecycleExecutionId: "${lce(1)}") { id } }`)
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'AWS_THROTTLED',
      retryable: true,
      aws: { service: 'imagebuilder', operation: 'GetLifecycleExecution', attempts: 3 },
    })
  })
})

describe('lifecycle executions', () => {
  test('of a policy come newest first, 25 a call, and are read in pages to the end', async () => {
    const { query, calls } = await start()
    const seen: string[] = []
    let after: string | null = null
    do {
      const { data, errors } = await query(
        `query ($after: String) { lifecycleExecutions(resourceArn: "${POLICY}", first: 30, after: $after) {
          nodes { lifecycleExecutionId } pageInfo { hasNextPage endCursor } } }`,
        { after },
      )
      expect(errors).toBeUndefined()
      const { nodes, pageInfo } = data.lifecycleExecutions
      seen.push(...nodes.map((node: LifecycleExecution) => node.lifecycleExecutionId))
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    } while (after)
    expect(seen).toEqual(Array.from({ length: 42 }, (_, index) => lce(42 - index)))
    expect(calls()).toEqual({ ListLifecycleExecutions: 3 })
  })

  test('of any other resource are those that touched it', async () => {
    const { query } = await start()
    const { data } = await query(`{ lifecycleExecutions(resourceArn: "${IMAGE}") { nodes { lifecycleExecutionId } } }`)
    expect(data.lifecycleExecutions.nodes).toEqual([{ lifecycleExecutionId: lce(1) }])
  })
})

describe('an ARN', () => {
  const list = (arn: string) => `{ lifecycleExecutions(resourceArn: "${arn}") { nodes { location { name } } } }`

  test('goes to the location of its region and account', async () => {
    const other = { name: 'other-account', region: 'us-east-1', accountId: '999900001111' }
    const { query, emulator } = await start({ locations: [other, ...DEMO_LOCATIONS] })
    const { data } = await query(`{ lifecyclePolicy(arn: "${POLICY}") { name location { name } } }`)
    expect(data.lifecyclePolicy).toEqual({ name: 'expire-old-amis', location: { name: 'us-east-1' } })
    expect(emulator.calls.map(({ region }) => region)).toEqual(['us-east-1'])
  })

  test.each([
    [
      POLICY.replace('us-east-1', 'ap-south-1'),
      /ap-south-1.* is of a location that is not configured: expected one of "us-east-1" \(us-east-1, 111122223333\)/,
    ],
    [POLICY.replace('111122223333', '999900001111'), /is of a location that is not configured/],
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
  test('are listed for one call; their details cost one more each', async () => {
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

  test('that do not exist are null; executions and policies are found again by their ids', async () => {
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
