import {
  type AppConfigClient,
  type Deployment,
  GetApplicationCommand,
  GetConfigurationProfileCommand,
  GetDeploymentCommand,
  GetDeploymentStrategyCommand,
  GetEnvironmentCommand,
  ListApplicationsCommand,
  ListConfigurationProfilesCommand,
  ListDeploymentsCommand,
  ListEnvironmentsCommand,
  ListExtensionsCommand,
} from '@aws-sdk/client-appconfig'
import type { Fault } from '../../src/emulator/faults.ts'
import type { AppConfigWorld } from '../../src/emulator/world.ts'
import { startedRest } from './rest-clients.ts'

const SHOP = { ApplicationId: 'shop001' }
const PRODUCTION = { ...SHOP, EnvironmentId: 'prod001' }
const STARTED = '2026-11-20T09:00:00.125Z'

const deployment: Deployment = {
  ...PRODUCTION,
  DeploymentStrategyId: 'AppConfig.AllAtOnce',
  ConfigurationProfileId: 'flags01',
  DeploymentNumber: 2,
  ConfigurationName: 'flags',
  ConfigurationLocationUri: 'hosted',
  ConfigurationVersion: '7',
  Description: 'Faster checkout',
  DeploymentDurationInMinutes: 20,
  GrowthType: 'EXPONENTIAL',
  GrowthFactor: 2.5,
  FinalBakeTimeInMinutes: 10,
  State: 'DEPLOYING',
  EventLog: [
    {
      EventType: 'DEPLOYMENT_STARTED',
      TriggeredBy: 'USER',
      Description: 'Deployment started',
      ActionInvocations: [{ ActionName: 'tell', ErrorCode: '500', InvocationId: 'one' }],
      OccurredAt: new Date(STARTED),
    },
  ],
  PercentageComplete: 2.5,
  StartedAt: new Date(STARTED),
  AppliedExtensions: [{ ExtensionId: 'ext0001', VersionNumber: 1, Parameters: { topic: 'releases' } }],
  KmsKeyIdentifier: 'alias/flags',
  VersionLabel: 'v7',
}

const WORLD: AppConfigWorld = {
  applications: [
    { Id: 'shop001', Name: 'shop', Description: 'The shop' },
    { Id: 'mail001', Name: 'mail' },
  ],
  environments: [
    { ...SHOP, Id: 'prod001', Name: 'production', State: 'DEPLOYING', Monitors: [{ AlarmArn: 'arn:alarm' }] },
    { ...SHOP, Id: 'beta001', Name: 'beta', State: 'READY_FOR_DEPLOYMENT' },
    { ApplicationId: 'mail001', Id: 'live001', Name: 'live' },
  ],
  configurationProfiles: [
    {
      ...SHOP,
      Id: 'flags01',
      Name: 'flags',
      LocationUri: 'hosted',
      Type: 'AWS.AppConfig.FeatureFlags',
      RetrievalRoleArn: 'arn:aws:iam::111122223333:role/reader',
      Validators: [{ Type: 'JSON_SCHEMA', Content: '{"type":"object"}' }],
    },
    { ...SHOP, Id: 'limits1', Name: 'limits', LocationUri: 'ssm-parameter://limits', Type: 'AWS.Freeform' },
  ],
  deploymentStrategies: [{ Id: 'slow001', Name: 'slow', DeploymentDurationInMinutes: 60, GrowthFactor: 12.5 }],
  deployments: [1, 3, 2, 10].map((DeploymentNumber) => ({ ...deployment, DeploymentNumber })),
}

async function account(more: AppConfigWorld = {}, faults: Fault[] = []) {
  const all = await startedRest({ world: () => ({ appconfig: { ...WORLD, ...more } }), faults })
  return { ...all, send: all.appConfig.send.bind(all.appConfig) as AppConfigClient['send'] }
}

const withoutMetadata = ({ $metadata, ...rest }: { $metadata: unknown }) => rest

describe('reads by key', () => {
  test('GetApplication gives an application', async () => {
    const { send } = await account()
    const application = await send(new GetApplicationCommand(SHOP))
    expect(application).toMatchObject({ Id: 'shop001', Name: 'shop', Description: 'The shop' })
  })

  test('GetEnvironment gives an environment with its monitors', async () => {
    const { send } = await account()
    expect(await send(new GetEnvironmentCommand(PRODUCTION))).toMatchObject(WORLD.environments?.[0] ?? {})
  })

  test('GetConfigurationProfile gives a profile with the contents of its validators', async () => {
    const { send } = await account()
    const profile = await send(new GetConfigurationProfileCommand({ ...SHOP, ConfigurationProfileId: 'flags01' }))
    expect(profile).toMatchObject(WORLD.configurationProfiles?.[0] ?? {})
  })

  test.each(['AllAtOnce', 'Linear50PercentEvery30Seconds', 'Canary10Percent20Minutes', 'Linear20PercentEvery6Minutes'])(
    'GetDeploymentStrategy knows the predefined %s in an empty account',
    async (name) => {
      const { appConfig } = await startedRest({ world: () => ({}) })
      const DeploymentStrategyId = `AppConfig.${name}`
      const strategy = await appConfig.send(new GetDeploymentStrategyCommand({ DeploymentStrategyId }))
      expect(strategy).toMatchObject({ Id: DeploymentStrategyId, Name: DeploymentStrategyId, ReplicateTo: 'NONE' })
    },
  )

  test("GetDeploymentStrategy gives one of the account's own", async () => {
    const { send } = await account()
    const strategy = await send(new GetDeploymentStrategyCommand({ DeploymentStrategyId: 'slow001' }))
    expect(strategy).toMatchObject({ Name: 'slow', GrowthFactor: 12.5 })
  })

  test('GetDeployment gives everything the world says of a deployment', async () => {
    const { send } = await account()
    const found = await send(new GetDeploymentCommand({ ...PRODUCTION, DeploymentNumber: 2 }))
    expect(withoutMetadata(found)).toEqual(deployment)
  })

  test.each([
    ['application', new GetApplicationCommand({ ApplicationId: 'nosuch1' }), 'Application for id: nosuch1'],
    ['environment', new GetEnvironmentCommand({ ...SHOP, EnvironmentId: 'nosuch1' }), 'Environment for id: nosuch1'],
    [
      'environment of another application',
      new GetEnvironmentCommand({ ...SHOP, EnvironmentId: 'live001' }),
      'Environment for id: live001',
    ],
    [
      'profile',
      new GetConfigurationProfileCommand({ ...SHOP, ConfigurationProfileId: 'nosuch1' }),
      'ConfigurationProfile for id: nosuch1',
    ],
    [
      'strategy',
      new GetDeploymentStrategyCommand({ DeploymentStrategyId: 'nosuch1' }),
      'DeploymentStrategy for id: nosuch1',
    ],
    ['deployment', new GetDeploymentCommand({ ...PRODUCTION, DeploymentNumber: 99 }), 'Deployment for id: 99'],
    [
      'environment of a list',
      new ListDeploymentsCommand({ ...SHOP, EnvironmentId: 'nosuch1' }),
      'Environment for id: nosuch1',
    ],
  ])('an unknown %s is a ResourceNotFoundException with status 404', async (_, command, what) => {
    const { send } = await account()
    await expect(send(command as GetApplicationCommand)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Could not find ${what}`,
      $metadata: { httpStatusCode: 404 },
    })
  })
})

describe('lists', () => {
  test('ListApplications gives the applications', async () => {
    const { send } = await account()
    const { Items } = await send(new ListApplicationsCommand({}))
    expect(Items?.map(({ Name }) => Name)).toEqual(['mail', 'shop'])
  })

  test('ListEnvironments gives the environments of one application', async () => {
    const { send } = await account()
    const { Items } = await send(new ListEnvironmentsCommand(SHOP))
    expect(Items?.map(({ Name }) => Name)).toEqual(['beta', 'production'])
  })

  test('ListConfigurationProfiles gives summaries without the contents of validators', async () => {
    const { send } = await account()
    const { Items } = await send(new ListConfigurationProfilesCommand(SHOP))
    expect(Items?.[0]).toEqual({
      ...SHOP,
      Id: 'flags01',
      Name: 'flags',
      LocationUri: 'hosted',
      ValidatorTypes: ['JSON_SCHEMA'],
      Type: 'AWS.AppConfig.FeatureFlags',
    })
    expect(Items).toHaveLength(2)
  })

  test('ListConfigurationProfiles filters by type', async () => {
    const { send } = await account()
    const { Items } = await send(new ListConfigurationProfilesCommand({ ...SHOP, Type: 'AWS.Freeform' }))
    expect(Items?.map(({ Name }) => Name)).toEqual(['limits'])
  })

  test('ListDeployments gives summaries by descending number', async () => {
    const { send } = await account()
    const { Items = [] } = await send(new ListDeploymentsCommand(PRODUCTION))
    expect(Items.map(({ DeploymentNumber }) => DeploymentNumber)).toEqual([10, 3, 2, 1])
    expect(Items[2]).toEqual({
      DeploymentNumber: 2,
      ConfigurationProfileId: 'flags01',
      ConfigurationName: 'flags',
      ConfigurationVersion: '7',
      DeploymentDurationInMinutes: 20,
      GrowthType: 'EXPONENTIAL',
      GrowthFactor: 2.5,
      FinalBakeTimeInMinutes: 10,
      State: 'DEPLOYING',
      PercentageComplete: 2.5,
      StartedAt: new Date(STARTED),
      VersionLabel: 'v7',
      Type: 'USER',
    })
  })

  test('pages continue where the last one ended, although deployments came in between', async () => {
    const deployments = [...(WORLD.deployments ?? [])]
    const { send } = await account({ deployments })
    const first = await send(new ListDeploymentsCommand({ ...PRODUCTION, MaxResults: 3 }))
    deployments.push({ ...deployment, DeploymentNumber: 11 })
    const { NextToken } = first
    const second = await send(new ListDeploymentsCommand({ ...PRODUCTION, MaxResults: 3, NextToken }))
    expect(first.Items?.map(({ DeploymentNumber }) => DeploymentNumber)).toEqual([10, 3, 2])
    expect(second.Items?.map(({ DeploymentNumber }) => DeploymentNumber)).toEqual([1])
    expect(second.NextToken).toBeUndefined()
  })

  test('a page holds 50 items when the caller asks for no number', async () => {
    const deployments = Array.from({ length: 51 }, (_, n) => ({ ...deployment, DeploymentNumber: n + 1 }))
    const { send } = await account({ deployments })
    const { Items, NextToken } = await send(new ListDeploymentsCommand(PRODUCTION))
    expect(Items).toHaveLength(50)
    expect(NextToken).toEqual(expect.any(String))
  })

  test('a world may make pages smaller than the caller asks', async () => {
    const { send } = await account({ pageSizes: { ListApplications: 1 } })
    const { Items, NextToken } = await send(new ListApplicationsCommand({ MaxResults: 50 }))
    expect(Items).toHaveLength(1)
    const last = await send(new ListApplicationsCommand({ MaxResults: 50, NextToken }))
    expect(last.Items?.map(({ Name }) => Name)).toEqual(['shop'])
    expect(last.NextToken).toBeUndefined()
  })

  test('a token of another listing is refused', async () => {
    const { send } = await account({ pageSizes: { ListApplications: 1 } })
    const { NextToken } = await send(new ListApplicationsCommand({}))
    await expect(send(new ListEnvironmentsCommand({ ...SHOP, NextToken }))).rejects.toMatchObject({
      name: 'BadRequestException',
      $metadata: { httpStatusCode: 400 },
    })
  })
})

describe('refusals', () => {
  test.each([
    [0, "Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1"],
    [51, "Value '51' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 50"],
  ])('%i items per page are refused', async (MaxResults, violation) => {
    const { send } = await account()
    await expect(send(new ListApplicationsCommand({ MaxResults }))).rejects.toMatchObject({
      name: 'BadRequestException',
      message: `1 validation error detected: ${violation}`,
    })
  })

  test('every id that breaks its pattern is named', async () => {
    const { send } = await account()
    const command = new GetEnvironmentCommand({ ApplicationId: 'UPPER', EnvironmentId: 'too-long-for-it' })
    await expect(send(command)).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringMatching(
        /^2 validation errors detected: Value 'UPPER' at 'applicationId' .* pattern: \[a-z0-9\]\{4,7\}; Value 'too-/,
      ),
    })
  })

  test('a number that is none is a SerializationException', async () => {
    const { send } = await account()
    const command = new GetDeploymentCommand({ ...PRODUCTION, DeploymentNumber: 'two' as unknown as number })
    await expect(send(command)).rejects.toMatchObject({ name: 'SerializationException' })
  })

  test('an operation that it does not have fails loudly', async () => {
    const { send, emulator } = await account()
    await expect(send(new ListExtensionsCommand({}))).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: "The embedded AWS endpoint has no operation 'GET /extensions' of appconfig.",
      $metadata: { httpStatusCode: 404 },
    })
    expect(emulator.calls).toEqual([])
  })

  test('a wrong secret is refused with status 403, as REST services do', async () => {
    const { appConfigOf, emulator } = await account()
    const client = appConfigOf({ credentials: { ...emulator.credentials, secretAccessKey: 'wrong' } })
    await expect(client.send(new ListApplicationsCommand({}))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      $metadata: { httpStatusCode: 403 },
    })
  })
})

describe('the wire', () => {
  test('labels and query travel in the URL, times as RFC 3339', async () => {
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

  test('a page is asked for with max_results and next_token', async () => {
    const { appConfigOf, exchange, send } = await account()
    const { NextToken } = await send(new ListDeploymentsCommand({ ...PRODUCTION, MaxResults: 1 }))
    const command = new ListDeploymentsCommand({ ...PRODUCTION, MaxResults: 3, NextToken })
    const { request, text } = await exchange((config) => appConfigOf(config).send(command))
    const path = '/applications/shop001/environments/prod001/deployments'
    expect(request.line).toBe(`GET ${path}?max_results=3&next_token=${NextToken}`)
    expect(Object.keys(JSON.parse(text))).toEqual(['Items'])
  })

  test('an error travels as a status, x-amzn-errortype and Message', async () => {
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

describe('faults', () => {
  test('a throttle has status 429 and is retried', async () => {
    const error = { name: 'TooManyRequestsException' }
    const { appConfigOf, emulator } = await account({}, [{ service: 'appconfig', times: 1, error }])
    const { $metadata } = await appConfigOf({ maxAttempts: 2 }).send(new ListApplicationsCommand({}))
    expect($metadata.attempts).toBe(2)
    expect(emulator.calls.map(({ outcome }) => outcome)).toEqual(['TooManyRequestsException', 'ok'])
  })

  test('a throttle is worded as AWS words it', async () => {
    const { send } = await account({}, [{ error: { name: 'TooManyRequestsException' } }])
    await expect(send(new ListApplicationsCommand({}))).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 429 },
    })
  })

  test('a fault of another service does not meet it', async () => {
    const { send } = await account({}, [{ service: 'codedeploy', operation: 'ListApplications', drop: true }])
    await expect(send(new ListApplicationsCommand({}))).resolves.toBeDefined()
  })

  test("a fault has the status of the service's model unless it names one", async () => {
    const { send, emulator } = await account({}, [{ error: { name: 'InternalServerException', message: 'no' } }])
    const list = new ListApplicationsCommand({})
    await expect(send(list)).rejects.toMatchObject({ message: 'no', $metadata: { httpStatusCode: 500 } })
    emulator.faults.splice(0, 1, { error: { name: 'InternalServerException', status: 503 } })
    await expect(send(list)).rejects.toMatchObject({ $metadata: { httpStatusCode: 503 } })
  })
})
