import {
  GetLifecycleExecutionCommand,
  GetLifecyclePolicyCommand,
  ListLifecycleExecutionResourcesCommand,
  ListLifecyclePoliciesCommand,
} from '@aws-sdk/client-imagebuilder'
import { account, execution, IMAGE, id, list, POLICY, policy, WORLD } from './account.ts'

describe('lifecycle executions', () => {
  test('are read one by one with GetLifecycleExecution', async () => {
    const { send } = await account()
    const command = new GetLifecycleExecutionCommand({ lifecycleExecutionId: id(1) })
    expect((await send(command)).lifecycleExecution).toEqual(execution(1).execution)
  })

  test('of a policy are listed newest first by ListLifecycleExecutions', async () => {
    const { send } = await account()
    const { lifecycleExecutions } = await send(list())
    expect(lifecycleExecutions).toEqual([3, 2, 1].map((n) => execution(n).execution))
  })

  test('of another resource are listed by ListLifecycleExecutions', async () => {
    const { send } = await account()
    const { lifecycleExecutions } = await send(list({ resourceArn: IMAGE }))
    expect(lifecycleExecutions?.map((one) => one.lifecycleExecutionId)).toEqual([id(2)])
  })

  test('are listed first where they have not started', async () => {
    const { startTime, endTime, ...pending } = execution(0).execution
    const { send } = await account({ executions: [...(WORLD.executions ?? []), { execution: pending }] })
    const { lifecycleExecutions } = await send(list({ maxResults: 1 }))
    expect(lifecycleExecutions).toEqual([pending])
  })

  test('are listed to the end in pages of the requested size', async () => {
    const { send } = await account()
    const first = await send(list({ maxResults: 2 }))
    const second = await send(list({ maxResults: 2, nextToken: first.nextToken }))
    const ids = [first, second].map(({ lifecycleExecutions }) =>
      lifecycleExecutions?.map((one) => one.lifecycleExecutionId),
    )
    expect(ids).toEqual([[id(3), id(2)], [id(1)]])
    expect(second.nextToken).toBeUndefined()
  })

  test('are listed 25 per page by default', async () => {
    const { send } = await account({ executions: Array.from({ length: 26 }, (_, n) => execution(n)) })
    const { lifecycleExecutions, nextToken } = await send(list())
    expect(lifecycleExecutions).toHaveLength(25)
    expect(nextToken).toEqual(expect.any(String))
  })

  test('are listed in smaller pages than requested where the world says so', async () => {
    const { send } = await account({ pageSizes: { ListLifecycleExecutions: 1 } })
    expect((await send(list({ maxResults: 25 }))).lifecycleExecutions).toHaveLength(1)
  })
})

describe('the resources of an execution', () => {
  const resources = (more: object = {}) =>
    new ListLifecycleExecutionResourcesCommand({ lifecycleExecutionId: id(3), ...more })

  test('that the policy selected are listed with the state of the execution', async () => {
    const { send } = await account()
    expect(await send(resources())).toMatchObject({
      lifecycleExecutionId: id(3),
      lifecycleExecutionState: { status: 'FAILED', reason: 'No role' },
      resources: [{ resourceId: IMAGE, action: { name: 'DELETE', reason: 'Too old' } }],
    })
  })

  test('of a parent are listed by ListLifecycleExecutionResources', async () => {
    const { send } = await account()
    const children = await send(resources({ parentResourceId: IMAGE }))
    expect(children.resources).toEqual(WORLD.executions?.[1]?.resources?.slice(1).map(({ resource }) => resource))
  })

  test('of a parent without children are an empty list', async () => {
    const { send } = await account()
    expect((await send(resources({ parentResourceId: 'ami-1' }))).resources).toEqual([])
  })

  test('are listed in pages, with separate tokens for each execution and parent', async () => {
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

describe('lifecycle policies', () => {
  test('are read whole by GetLifecyclePolicy', async () => {
    const { send } = await account()
    const { lifecyclePolicy } = await send(new GetLifecyclePolicyCommand({ lifecyclePolicyArn: POLICY }))
    expect(lifecyclePolicy).toEqual(policy)
  })

  test('are listed as summaries by ListLifecyclePolicies', async () => {
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
  ])('are filtered by %s in ListLifecyclePolicies', async (name, value) => {
    const { send } = await account()
    const filters = [{ name, values: [value] }]
    const { lifecyclePolicySummaryList } = await send(new ListLifecyclePoliciesCommand({ filters }))
    expect(lifecyclePolicySummaryList?.map(({ name }) => name)).toEqual(['containers'])
  })

  test('are refused with InvalidParameterValueException for an unknown filter', async () => {
    const { send } = await account()
    const command = new ListLifecyclePoliciesCommand({ filters: [{ name: 'Owner', values: ['me'] }] })
    await expect(send(command)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: "The value supplied for parameter 'filters[0].name' is not valid. Allowed values: name, status.",
    })
  })
})
