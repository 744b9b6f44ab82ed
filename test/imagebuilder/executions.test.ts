import type { LifecycleExecution } from '@aws-sdk/client-imagebuilder'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'
import { IMAGE, iso, lce, POLICY, world } from './policy-world.ts'

const { start } = useGateways({ world, locations: ONE_LOCATION })

describe('a lifecycle execution', () => {
  test('has every member, its resources and their details', async () => {
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

  test('that does not exist is null, although AWS does not model that error', async () => {
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
  test('of a policy are newest first, 25 per call, and readable to the last page', async () => {
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

  test('of any other resource are the ones that touched it', async () => {
    const { query } = await start()
    const { data } = await query(`{ lifecycleExecutions(resourceArn: "${IMAGE}") { nodes { lifecycleExecutionId } } }`)
    expect(data.lifecycleExecutions.nodes).toEqual([{ lifecycleExecutionId: lce(1) }])
  })
})
