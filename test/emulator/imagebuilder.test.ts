import {
  GetImageCommand,
  GetLifecycleExecutionCommand,
  GetLifecyclePolicyCommand,
  type ImagebuilderClient,
  type LifecyclePolicy,
  ListLifecycleExecutionResourcesCommand,
  ListLifecycleExecutionsCommand,
  ListLifecyclePoliciesCommand,
} from '@aws-sdk/client-imagebuilder'
import type { Fault } from '../../src/emulator/faults.ts'
import type { ExecutionRecord, ImageBuilderWorld } from '../../src/emulator/world.ts'
import { startedRest } from './rest-clients.ts'

const ARN = 'arn:aws:imagebuilder:us-east-1:111122223333'
const POLICY = `${ARN}:lifecycle-policy/base-images`
const IMAGE = `${ARN}:image/base/1.0.0/1`
const NINE = Date.parse('2026-11-20T09:00:00.5Z')

const id = (n: number) => `lce-00000000-0000-0000-0000-${String(n).padStart(12, '0')}`

/** Execution number n, started n minutes after nine. */
function execution(n: number, lifecyclePolicyArn = POLICY): ExecutionRecord {
  return {
    execution: {
      lifecycleExecutionId: id(n),
      lifecyclePolicyArn,
      resourcesImpactedSummary: { hasImpactedResources: true },
      state: { status: 'FAILED', reason: 'No role' },
      startTime: new Date(NINE + n * 60_000),
      endTime: new Date(NINE + n * 60_000 + 1_000),
    },
  }
}

const policy: LifecyclePolicy = {
  arn: POLICY,
  name: 'base-images',
  description: 'Old base images',
  status: 'ENABLED',
  executionRole: 'arn:aws:iam::111122223333:role/lifecycle',
  resourceType: 'AMI_IMAGE',
  policyDetails: [
    {
      action: { type: 'DELETE', includeResources: { amis: true, snapshots: true } },
      filter: { type: 'AGE', value: 6, unit: 'MONTHS', retainAtLeast: 3 },
      exclusionRules: {
        tagMap: { Keep: 'yes' },
        amis: { lastLaunched: { value: 2, unit: 'WEEKS' }, tagMap: { Gold: '' } },
      },
    },
  ],
  resourceSelection: { recipes: [{ name: 'base', semanticVersion: '1.0.0' }] },
  dateCreated: new Date(NINE),
  dateUpdated: new Date(NINE + 250),
  dateLastRun: new Date(NINE + 1_000),
  tags: { Team: 'platform' },
}

const WORLD: ImageBuilderWorld = {
  policies: [{ arn: `${ARN}:lifecycle-policy/containers`, name: 'containers', status: 'DISABLED' }, policy],
  executions: [
    execution(1),
    {
      ...execution(3),
      resources: [
        { resource: { resourceId: IMAGE, action: { name: 'DELETE', reason: 'Too old' } } },
        {
          parentResourceId: IMAGE,
          resource: {
            accountId: '444455556666',
            resourceId: 'ami-1',
            region: 'eu-west-1',
            state: { status: 'SUCCESS' },
            snapshots: [{ snapshotId: 'snap-1', state: { status: 'FAILED', reason: 'In use' } }],
            startTime: new Date(NINE),
            endTime: new Date(NINE + 500),
          },
        },
        { parentResourceId: IMAGE, resource: { resourceId: 'sha256:1', imageUris: ['444455556666.dkr.ecr/app:1'] } },
      ],
    },
    { ...execution(2), resourceArns: [IMAGE] },
    execution(4, `${ARN}:lifecycle-policy/containers`),
  ],
}

async function account(more: ImageBuilderWorld = {}, faults: Fault[] = []) {
  const all = await startedRest({ world: () => ({ imagebuilder: { ...WORLD, ...more } }), faults })
  return { ...all, send: all.imageBuilder.send.bind(all.imageBuilder) as ImagebuilderClient['send'] }
}

const list = (more: object = {}) => new ListLifecycleExecutionsCommand({ resourceArn: POLICY, ...more })

describe('executions', () => {
  test('GetLifecycleExecution gives an execution', async () => {
    const { send } = await account()
    const command = new GetLifecycleExecutionCommand({ lifecycleExecutionId: id(1) })
    expect((await send(command)).lifecycleExecution).toEqual(execution(1).execution)
  })

  test('ListLifecycleExecutions gives the executions of a policy, newest first', async () => {
    const { send } = await account()
    const { lifecycleExecutions } = await send(list())
    expect(lifecycleExecutions).toEqual([3, 2, 1].map((n) => execution(n).execution))
  })

  test('ListLifecycleExecutions gives the executions of another resource', async () => {
    const { send } = await account()
    const { lifecycleExecutions } = await send(list({ resourceArn: IMAGE }))
    expect(lifecycleExecutions?.map((one) => one.lifecycleExecutionId)).toEqual([id(2)])
  })

  test('an execution that has not started is listed before all that have', async () => {
    const { startTime, endTime, ...pending } = execution(0).execution
    const { send } = await account({ executions: [...(WORLD.executions ?? []), { execution: pending }] })
    const { lifecycleExecutions } = await send(list({ maxResults: 1 }))
    expect(lifecycleExecutions).toEqual([pending])
  })

  test('pages hold what the caller asks and go on to the end', async () => {
    const { send } = await account()
    const first = await send(list({ maxResults: 2 }))
    const second = await send(list({ maxResults: 2, nextToken: first.nextToken }))
    const ids = [first, second].map(({ lifecycleExecutions }) =>
      lifecycleExecutions?.map((one) => one.lifecycleExecutionId),
    )
    expect(ids).toEqual([[id(3), id(2)], [id(1)]])
    expect(second.nextToken).toBeUndefined()
  })

  test('a page holds 25 items when the caller asks for no number', async () => {
    const { send } = await account({ executions: Array.from({ length: 26 }, (_, n) => execution(n)) })
    const { lifecycleExecutions, nextToken } = await send(list())
    expect(lifecycleExecutions).toHaveLength(25)
    expect(nextToken).toEqual(expect.any(String))
  })

  test('a world may make pages smaller than the caller asks', async () => {
    const { send } = await account({ pageSizes: { ListLifecycleExecutions: 1 } })
    expect((await send(list({ maxResults: 25 }))).lifecycleExecutions).toHaveLength(1)
  })
})

describe('resources', () => {
  const resources = (more: object = {}) =>
    new ListLifecycleExecutionResourcesCommand({ lifecycleExecutionId: id(3), ...more })

  test('ListLifecycleExecutionResources gives what the policy selected, with the state of the execution', async () => {
    const { send } = await account()
    expect(await send(resources())).toMatchObject({
      lifecycleExecutionId: id(3),
      lifecycleExecutionState: { status: 'FAILED', reason: 'No role' },
      resources: [{ resourceId: IMAGE, action: { name: 'DELETE', reason: 'Too old' } }],
    })
  })

  test('ListLifecycleExecutionResources gives what hangs on a parent', async () => {
    const { send } = await account()
    const found = await send(resources({ parentResourceId: IMAGE }))
    expect(found.resources).toEqual(WORLD.executions?.[1]?.resources?.slice(1).map(({ resource }) => resource))
  })

  test('a resource that nothing hangs on has no children', async () => {
    const { send } = await account()
    expect((await send(resources({ parentResourceId: 'ami-1' }))).resources).toEqual([])
  })

  test('resources come in pages, each execution and parent with tokens of its own', async () => {
    const { send } = await account()
    const { nextToken } = await send(resources({ parentResourceId: IMAGE, maxResults: 1 }))
    const second = await send(resources({ parentResourceId: IMAGE, maxResults: 1, nextToken }))
    expect(second.resources).toMatchObject([{ resourceId: 'sha256:1' }])
    await expect(send(resources({ nextToken }))).rejects.toMatchObject({
      name: 'InvalidPaginationTokenException',
      $metadata: { httpStatusCode: 400 },
    })
  })
})

describe('policies', () => {
  test('GetLifecyclePolicy gives the whole policy', async () => {
    const { send } = await account()
    const { lifecyclePolicy } = await send(new GetLifecyclePolicyCommand({ lifecyclePolicyArn: POLICY }))
    expect(lifecyclePolicy).toEqual(policy)
  })

  test('ListLifecyclePolicies gives summaries', async () => {
    const { send } = await account()
    const { lifecyclePolicySummaryList } = await send(new ListLifecyclePoliciesCommand({}))
    const { policyDetails, resourceSelection, ...summary } = policy
    expect(lifecyclePolicySummaryList?.[0]).toEqual(summary)
    expect(lifecyclePolicySummaryList?.map(({ name }) => name)).toEqual(['base-images', 'containers'])
  })

  test.each([
    ['Name', 'containers'],
    ['Status', 'DISABLED'],
  ])('ListLifecyclePolicies filters by %s', async (name, value) => {
    const { send } = await account()
    const filters = [{ name, values: [value] }]
    const { lifecyclePolicySummaryList } = await send(new ListLifecyclePoliciesCommand({ filters }))
    expect(lifecyclePolicySummaryList?.map(({ name }) => name)).toEqual(['containers'])
  })

  test('a filter that it does not have is an InvalidParameterValueException', async () => {
    const { send } = await account()
    const command = new ListLifecyclePoliciesCommand({ filters: [{ name: 'Owner', values: ['me'] }] })
    await expect(send(command)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: "The value supplied for parameter 'filters[0].name' is not valid. Allowed values: Name, Status.",
    })
  })
})

describe('refusals', () => {
  test.each([
    ['execution', new GetLifecycleExecutionCommand({ lifecycleExecutionId: id(99) })],
    ['execution of resources', new ListLifecycleExecutionResourcesCommand({ lifecycleExecutionId: id(99) })],
    ['policy', new GetLifecyclePolicyCommand({ lifecyclePolicyArn: `${POLICY}-2` })],
    ['policy of executions', list({ resourceArn: `${POLICY}-2` })],
  ])('an unknown %s is a ResourceNotFoundException with status 404, though no model says so', async (_, command) => {
    const { send } = await account()
    await expect(send(command as GetLifecyclePolicyCommand)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringMatching(/cannot be found/),
      $metadata: { httpStatusCode: 404 },
    })
  })

  test.each([
    [
      'too many items',
      list({ maxResults: 26 }),
      "'26' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 25",
    ],
    [
      'no items',
      list({ maxResults: 0 }),
      "'0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ],
    [
      'a missing id',
      new GetLifecycleExecutionCommand({ lifecycleExecutionId: undefined }),
      "null at 'lifecycleExecutionId' failed to satisfy constraint: Member must not be null",
    ],
    [
      'a malformed ARN',
      new GetLifecyclePolicyCommand({ lifecyclePolicyArn: 'base' }),
      "'base' at 'lifecyclePolicyArn' failed to satisfy constraint: Member must satisfy regular expression pattern: ",
    ],
    [
      'an empty parent',
      new ListLifecycleExecutionResourcesCommand({ lifecycleExecutionId: id(1), parentResourceId: '' }),
      "'' at 'parentResourceId' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
  ])('%s: ValidationException', async (_, command, violation) => {
    const { send } = await account()
    await expect(send(command as GetLifecyclePolicyCommand)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(`1 validation error detected: Value ${violation}`),
      $metadata: { httpStatusCode: 400 },
    })
  })

  test('an operation that it does not have fails loudly', async () => {
    const { send } = await account()
    await expect(send(new GetImageCommand({ imageBuildVersionArn: IMAGE }))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: "The embedded AWS endpoint has no operation 'GET /GetImage' of imagebuilder.",
    })
  })
})

describe('the wire', () => {
  test('a read by key travels in the query, times as epoch seconds', async () => {
    const { imageBuilderOf, exchange } = await account()
    const command = new GetLifecyclePolicyCommand({ lifecyclePolicyArn: POLICY })
    const { request, text } = await exchange((config) => imageBuilderOf(config).send(command))
    expect(request.line).toBe(`GET /GetLifecyclePolicy?lifecyclePolicyArn=${encodeURIComponent(POLICY)}`)
    const { lifecyclePolicy } = JSON.parse(text)
    expect(lifecyclePolicy.dateUpdated).toBe((NINE + 250) / 1_000)
    expect(lifecyclePolicy.policyDetails).toEqual(policy.policyDetails)
  })

  test('a list travels as a posted body', async () => {
    const { imageBuilderOf, exchange } = await account()
    const { request, status, headers, text } = await exchange((config) =>
      imageBuilderOf(config).send(list({ maxResults: 1 })),
    )
    expect(request.line).toBe('POST /ListLifecycleExecutions')
    expect(JSON.parse(request.body)).toEqual({ resourceArn: POLICY, maxResults: 1 })
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json'])
    const { lifecycleExecutions, nextToken } = JSON.parse(text)
    expect(lifecycleExecutions[0].startTime).toBe(NINE / 1_000 + 180)
    expect(nextToken).toEqual(expect.any(String))
  })

  test('an error travels as a status, x-amzn-errortype and message', async () => {
    const { imageBuilderOf, exchange } = await account()
    const command = new GetLifecycleExecutionCommand({ lifecycleExecutionId: id(99) })
    const { status, headers, text } = await exchange((config) => imageBuilderOf(config).send(command))
    expect(status).toBe(404)
    expect(headers.get('x-amzn-errortype')).toBe('ResourceNotFoundException')
    expect(text).toBe(`{"message":"The resource '${id(99)}' cannot be found."}`)
  })
})

test('its throttle has status 429 and is retried', async () => {
  const error = { name: 'CallRateLimitExceededException' }
  const { imageBuilderOf, emulator } = await account({}, [{ times: 1, error }])
  const { $metadata } = await imageBuilderOf({ maxAttempts: 2 }).send(list())
  expect($metadata.attempts).toBe(2)
  expect(emulator.calls.map(({ service, outcome }) => [service, outcome])).toEqual([
    ['imagebuilder', 'CallRateLimitExceededException'],
    ['imagebuilder', 'ok'],
  ])
})
