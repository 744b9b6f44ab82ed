import {
  GetImageCommand,
  GetLifecycleExecutionCommand,
  GetLifecyclePolicyCommand,
  ListLifecycleExecutionResourcesCommand,
} from '@aws-sdk/client-imagebuilder'
import { account, IMAGE, id, list, NINE, POLICY, policy } from './account.ts'

describe('a refused request', () => {
  test.each([
    ['execution', new GetLifecycleExecutionCommand({ lifecycleExecutionId: id(99) })],
    ['execution of resources', new ListLifecycleExecutionResourcesCommand({ lifecycleExecutionId: id(99) })],
    ['policy', new GetLifecyclePolicyCommand({ lifecyclePolicyArn: `${POLICY}-2` })],
    ['policy of executions', list({ resourceArn: `${POLICY}-2` })],
  ])(
    'for an unknown %s is a ResourceNotFoundException with status 404, though the model lacks it',
    async (_, command) => {
      const { send } = await account()
      await expect(send(command as GetLifecyclePolicyCommand)).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: expect.stringMatching(/cannot be found/),
        $metadata: { httpStatusCode: 404 },
      })
    },
  )

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
  ])('with %s is a ValidationException', async (_, command, violation) => {
    const { send } = await account()
    await expect(send(command as GetLifecyclePolicyCommand)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(`1 validation error detected: Value ${violation}`),
      $metadata: { httpStatusCode: 400 },
    })
  })

  test('for an unknown operation is an UnknownOperationException', async () => {
    const { send } = await account()
    await expect(send(new GetImageCommand({ imageBuildVersionArn: IMAGE }))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: "The embedded AWS endpoint has no operation 'GET /GetImage' of imagebuilder.",
    })
  })
})

describe('on the wire', () => {
  test('a key is sent in the query, and times are epoch seconds', async () => {
    const { imageBuilderOf, exchange } = await account()
    const command = new GetLifecyclePolicyCommand({ lifecyclePolicyArn: POLICY })
    const { request, text } = await exchange((config) => imageBuilderOf(config).send(command))
    expect(request.line).toBe(`GET /GetLifecyclePolicy?lifecyclePolicyArn=${encodeURIComponent(POLICY)}`)
    const { lifecyclePolicy } = JSON.parse(text)
    expect(lifecyclePolicy.dateUpdated).toBe((NINE + 250) / 1_000)
    expect(lifecyclePolicy.policyDetails).toEqual(policy.policyDetails)
  })

  test('the request of a list is a posted body', async () => {
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

  test('an error has a status, x-amzn-errortype and message', async () => {
    const { imageBuilderOf, exchange } = await account()
    const command = new GetLifecycleExecutionCommand({ lifecycleExecutionId: id(99) })
    const { status, headers, text } = await exchange((config) => imageBuilderOf(config).send(command))
    expect(status).toBe(404)
    expect(headers.get('x-amzn-errortype')).toBe('ResourceNotFoundException')
    expect(text).toBe(`{"message":"The resource '${id(99)}' cannot be found."}`)
  })
})

test('a throttle of Image Builder has status 429 and is retried', async () => {
  const error = { name: 'CallRateLimitExceededException' }
  const { imageBuilderOf, emulator } = await account({}, [{ times: 1, error }])
  const { $metadata } = await imageBuilderOf({ maxAttempts: 2 }).send(list())
  expect($metadata.attempts).toBe(2)
  expect(emulator.calls.map(({ service, outcome }) => [service, outcome])).toEqual([
    ['imagebuilder', 'CallRateLimitExceededException'],
    ['imagebuilder', 'ok'],
  ])
})
