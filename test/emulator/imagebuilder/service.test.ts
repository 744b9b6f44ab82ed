import {
  GetLifecycleExecutionCommand,
  GetLifecyclePolicyCommand,
  ListLifecycleExecutionResourcesCommand,
  ListLifecyclePoliciesCommand,
} from '@aws-sdk/client-imagebuilder'
import { account, execution, IMAGE, id, list, POLICY, policy, WORLD } from './account.ts'

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
    ['name', 'containers'],
    ['status', 'DISABLED'],
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
      message: "The value supplied for parameter 'filters[0].name' is not valid. Allowed values: name, status.",
    })
  })
})
