import {
  GetApplicationCommand,
  GetDeploymentCommand,
  GetEnvironmentCommand,
  ListApplicationsCommand,
  ListDeploymentsCommand,
  ListExtensionsCommand,
} from '@aws-sdk/client-appconfig'
import { account, PRODUCTION, STARTED } from './account.ts'

describe('a refused request', () => {
  test.each([
    [0, "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1"],
    [51, "Value '51' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 50"],
  ])('for %i items per page is a BadRequestException', async (MaxResults, violation) => {
    const { send } = await account()
    await expect(send(new ListApplicationsCommand({ MaxResults }))).rejects.toMatchObject({
      name: 'BadRequestException',
      message: `1 validation error detected: ${violation}`,
    })
  })

  test('names every id that does not match its pattern', async () => {
    const { send } = await account()
    const command = new GetEnvironmentCommand({ ApplicationId: 'UPPER', EnvironmentId: 'too-long-for-it' })
    await expect(send(command)).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringMatching(
        /^2 validation errors detected: Value 'UPPER' at 'applicationId' .* pattern: \[a-z0-9\]\{4,7\}; Value 'too-/,
      ),
    })
  })

  test('with text in place of a number is a SerializationException', async () => {
    const { send } = await account()
    const command = new GetDeploymentCommand({ ...PRODUCTION, DeploymentNumber: 'two' as unknown as number })
    await expect(send(command)).rejects.toMatchObject({ name: 'SerializationException' })
  })

  test('for an unknown operation is an UnknownOperationException', async () => {
    const { send, emulator } = await account()
    await expect(send(new ListExtensionsCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: "The embedded AWS endpoint has no operation 'GET /extensions' of appconfig.",
      $metadata: { httpStatusCode: 404 },
    })
    expect(emulator.calls).toEqual([])
  })

  test('for a wrong secret has status 403, as with REST services', async () => {
    const { appConfigOf, emulator } = await account()
    const client = appConfigOf({ credentials: { ...emulator.credentials, secretAccessKey: 'wrong' } })
    await expect(client.send(new ListApplicationsCommand({}))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      $metadata: { httpStatusCode: 403 },
    })
  })
})

describe('on the wire', () => {
  test('labels and query are part of the URL, and times are RFC 3339', async () => {
    const { appConfigOf, exchange } = await account()
    const command = new GetDeploymentCommand({ ...PRODUCTION, DeploymentNumber: 2 })
    const { request, status, headers, text } = await exchange((config) => appConfigOf(config).send(command))
    expect(request.line).toBe('GET /applications/shop001/environments/prod001/deployments/2')
    expect(request.headers.authorization).toContain('/us-east-1/appconfig/aws4_request')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json')
    expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
    const { StartedAt, EventLog, ...members } = JSON.parse(text)
    expect(StartedAt).toBe(STARTED)
    expect(EventLog[0].OccurredAt).toBe(STARTED)
    expect(members).toMatchObject({ GrowthFactor: 2.5, AppliedExtensions: [{ Parameters: { topic: 'releases' } }] })
  })

  test('a page is requested with max_results and next_token', async () => {
    const { appConfigOf, exchange, send } = await account()
    const { NextToken } = await send(new ListDeploymentsCommand({ ...PRODUCTION, MaxResults: 1 }))
    const command = new ListDeploymentsCommand({ ...PRODUCTION, MaxResults: 3, NextToken })
    const { request, text } = await exchange((config) => appConfigOf(config).send(command))
    const path = '/applications/shop001/environments/prod001/deployments'
    expect(request.line).toBe(`GET ${path}?max_results=3&next_token=${NextToken}`)
    expect(Object.keys(JSON.parse(text))).toEqual(['Items'])
  })

  test('an error has a status, x-amzn-errortype and Message', async () => {
    const { appConfigOf, exchange } = await account()
    const command = new GetApplicationCommand({ ApplicationId: 'nosuch1' })
    const { status, headers, text } = await exchange((config) => appConfigOf(config).send(command))
    expect(status).toBe(404)
    expect(headers.get('x-amzn-errortype')).toBe('ResourceNotFoundException')
    expect(text).toBe('{"Message":"Could not find Application for id: nosuch1"}')
  })

  test('every call is recorded under its service', async () => {
    const { send, emulator } = await account()
    await send(new GetDeploymentCommand({ ...PRODUCTION, DeploymentNumber: 2 }))
    expect(emulator.calls).toEqual([
      {
        service: 'appconfig',
        operation: 'GetDeployment',
        region: 'us-east-1',
        attempt: 1,
        input: { ...PRODUCTION, DeploymentNumber: 2 },
        outcome: 'ok',
      },
    ])
  })
})

describe('an injected fault', () => {
  test('that throttles has status 429, and the call is retried', async () => {
    const error = { name: 'TooManyRequestsException' }
    const { appConfigOf, emulator } = await account({}, [{ service: 'appconfig', times: 1, error }])
    const { $metadata } = await appConfigOf({ maxAttempts: 2 }).send(new ListApplicationsCommand({}))
    expect($metadata.attempts).toBe(2)
    expect(emulator.calls.map(({ outcome }) => outcome)).toEqual(['TooManyRequestsException', 'ok'])
  })

  test('that throttles has the message of AWS', async () => {
    const { send } = await account({}, [{ error: { name: 'TooManyRequestsException' } }])
    await expect(send(new ListApplicationsCommand({}))).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 429 },
    })
  })

  test('of another service does not apply', async () => {
    const { send } = await account({}, [{ service: 'codedeploy', operation: 'ListApplications', drop: true }])
    await expect(send(new ListApplicationsCommand({}))).resolves.toBeDefined()
  })

  test("has the status of the service's model unless it sets one", async () => {
    const { send, emulator } = await account({}, [{ error: { name: 'InternalServerException', message: 'no' } }])
    const list = new ListApplicationsCommand({})
    await expect(send(list)).rejects.toMatchObject({ message: 'no', $metadata: { httpStatusCode: 500 } })
    emulator.faults.splice(0, 1, { error: { name: 'InternalServerException', status: 503 } })
    await expect(send(list)).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } })
  })
})
