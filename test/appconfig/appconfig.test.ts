import type { Deployment } from '@aws-sdk/client-appconfig'
import { DEMO_LOCATIONS, type World } from '../../src/emulator/world.ts'
import { type Options, startGateway } from '../support/gateway.ts'

type Gateway = Awaited<ReturnType<typeof startGateway>>
const T0 = Date.parse('2026-11-20T12:00:00.000Z')
const at = (minutes: number) => new Date(T0 + minutes * 60_000)
const iso = (minutes: number) => at(minutes).toISOString()

// What AWS may say in an API version newer than the installed SDK: values its types do not know.
const newer = <T>(value: string) => value as T

const FLAGS = { ApplicationId: 'flags01', EnvironmentId: 'prod001' }

const deployment = (DeploymentNumber: number, members: Deployment = {}): Deployment => ({
  ...FLAGS,
  DeploymentNumber,
  ConfigurationName: 'checkout',
  ConfigurationVersion: String(DeploymentNumber),
  ConfigurationProfileId: 'prof001',
  DeploymentStrategyId: 'AppConfig.AllAtOnce',
  State: 'COMPLETE',
  PercentageComplete: 100,
  StartedAt: at(DeploymentNumber),
  CompletedAt: at(DeploymentNumber + 1),
  ...members,
})

const WHOLE = deployment(3, {
  Description: 'new checkout for a quarter',
  ConfigurationLocationUri: 'hosted',
  DeploymentDurationInMinutes: 15,
  GrowthType: 'LINEAR',
  GrowthFactor: 25,
  FinalBakeTimeInMinutes: 5,
  State: 'DEPLOYING',
  PercentageComplete: 25,
  CompletedAt: undefined,
  KmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1',
  KmsKeyIdentifier: 'alias/flags',
  VersionLabel: 'v3',
  EventLog: [
    {
      EventType: 'PERCENTAGE_UPDATED',
      TriggeredBy: 'APPCONFIG',
      Description: 'Configuration available to 25.00% of clients',
      OccurredAt: at(4),
      ActionInvocations: [],
    },
    {
      EventType: 'DEPLOYMENT_STARTED',
      TriggeredBy: 'USER',
      Description: 'Deployment started',
      OccurredAt: at(3),
      ActionInvocations: [
        {
          ExtensionIdentifier: 'ext0001',
          ActionName: 'notify',
          Uri: 'arn:aws:sns:us-east-1:111122223333:deploys',
          RoleArn: 'arn:aws:iam::111122223333:role/notify',
          ErrorCode: '403',
          ErrorMessage: 'not allowed',
          InvocationId: 'inv0001',
        },
      ],
    },
  ],
  AppliedExtensions: [
    {
      ExtensionId: 'ext0001',
      ExtensionAssociationId: 'asc0001',
      VersionNumber: 2,
      Parameters: { topic: 'deploys', channel: 'ops' },
    },
  ],
})

const world =
  (deployments: Deployment[] = [WHOLE, deployment(2), deployment(1)]): World =>
  (region) =>
    region === 'eu-west-1'
      ? {}
      : {
          appconfig: {
            applications: [{ Id: 'flags01', Name: 'checkout-flags', Description: 'switches' }],
            environments: [
              {
                ApplicationId: 'flags01',
                Id: 'prod001',
                Name: 'production',
                Description: 'customers',
                State: 'DEPLOYING',
                Monitors: [{ AlarmArn: 'arn:alarm', AlarmRoleArn: 'arn:role' }],
              },
              { ApplicationId: 'flags01', Id: 'stag001', Name: 'staging', State: 'READY_FOR_DEPLOYMENT' },
            ],
            configurationProfiles: [
              {
                ApplicationId: 'flags01',
                Id: 'prof001',
                Name: 'checkout',
                Description: 'the checkout page',
                LocationUri: 'hosted',
                Type: 'AWS.AppConfig.FeatureFlags',
                Validators: [{ Type: 'JSON_SCHEMA', Content: '{"secret":"shape"}' }],
              },
            ],
            deployments,
          },
        }

let gateway: Gateway | undefined
const start = async (options: Options = {}) => {
  gateway = await startGateway({ world: world(), locations: DEMO_LOCATIONS.slice(0, 1), ...options })
  return gateway
}
afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
})

const KEY = 'applicationId: "flags01", environmentId: "prod001"'

describe('an AppConfig deployment', () => {
  test('shows every member of GetDeployment for one call, and its links for one call each', async () => {
    const { query, calls } = await start()
    const { data, errors } = await query(`{ appConfigDeployment(${KEY}, deploymentNumber: 3) {
      service title phase rawStatus createdAt startedAt completedAt consoleUrl description percentComplete location { name }
      applicationId environmentId deploymentNumber state configurationName configurationVersion versionLabel
      deploymentDurationInMinutes growthType growthFactor finalBakeTimeInMinutes deploymentStrategyId configurationProfileId
      configurationLocationUri kmsKeyArn kmsKeyIdentifier
      eventLog { eventType triggeredBy description occurredAt actionInvocations { extensionIdentifier actionName uri roleArn errorMessage errorCode invocationId } }
      appliedExtensions { extensionId extensionAssociationId versionNumber parameters { key value } }
      application { applicationId name description }
      environment { environmentId name description state monitors { alarmArn alarmRoleArn } }
      configurationProfile { configurationProfileId name description locationUri type validatorTypes }
      deploymentStrategy { deploymentStrategyId name growthType }
    } }`)
    expect(errors).toBeUndefined()
    expect(data.appConfigDeployment).toEqual({
      service: 'APPCONFIG',
      title: 'checkout → production',
      phase: 'IN_PROGRESS',
      rawStatus: 'DEPLOYING',
      createdAt: iso(3),
      startedAt: iso(3),
      completedAt: null,
      consoleUrl:
        'https://us-east-1.console.aws.amazon.com/systems-manager/appconfig/applications/flags01/environments/prod001/deployments/3?region=us-east-1',
      description: 'new checkout for a quarter',
      percentComplete: 25,
      location: { name: 'us-east-1' },
      applicationId: 'flags01',
      environmentId: 'prod001',
      deploymentNumber: 3,
      state: 'DEPLOYING',
      configurationName: 'checkout',
      configurationVersion: '3',
      versionLabel: 'v3',
      deploymentDurationInMinutes: 15,
      growthType: 'LINEAR',
      growthFactor: 25,
      finalBakeTimeInMinutes: 5,
      deploymentStrategyId: 'AppConfig.AllAtOnce',
      configurationProfileId: 'prof001',
      configurationLocationUri: 'hosted',
      kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1',
      kmsKeyIdentifier: 'alias/flags',
      eventLog: [
        {
          eventType: 'PERCENTAGE_UPDATED',
          triggeredBy: 'APPCONFIG',
          description: 'Configuration available to 25.00% of clients',
          occurredAt: iso(4),
          actionInvocations: [],
        },
        {
          eventType: 'DEPLOYMENT_STARTED',
          triggeredBy: 'USER',
          description: 'Deployment started',
          occurredAt: iso(3),
          actionInvocations: [
            {
              extensionIdentifier: 'ext0001',
              actionName: 'notify',
              uri: 'arn:aws:sns:us-east-1:111122223333:deploys',
              roleArn: 'arn:aws:iam::111122223333:role/notify',
              errorMessage: 'not allowed',
              errorCode: '403',
              invocationId: 'inv0001',
            },
          ],
        },
      ],
      appliedExtensions: [
        {
          extensionId: 'ext0001',
          extensionAssociationId: 'asc0001',
          versionNumber: 2,
          parameters: [
            { key: 'channel', value: 'ops' },
            { key: 'topic', value: 'deploys' },
          ],
        },
      ],
      application: { applicationId: 'flags01', name: 'checkout-flags', description: 'switches' },
      environment: {
        environmentId: 'prod001',
        name: 'production',
        description: 'customers',
        state: 'DEPLOYING',
        monitors: [{ alarmArn: 'arn:alarm', alarmRoleArn: 'arn:role' }],
      },
      configurationProfile: {
        configurationProfileId: 'prof001',
        name: 'checkout',
        description: 'the checkout page',
        locationUri: 'hosted',
        type: 'AWS.AppConfig.FeatureFlags',
        validatorTypes: ['JSON_SCHEMA'],
      },
      deploymentStrategy: {
        deploymentStrategyId: 'AppConfig.AllAtOnce',
        name: 'AppConfig.AllAtOnce',
        growthType: 'LINEAR',
      },
    })
    expect(calls()).toEqual({
      GetDeployment: 1,
      GetApplication: 1,
      GetEnvironment: 1,
      GetConfigurationProfile: 1,
      GetDeploymentStrategy: 1,
    })
  })

  test('that does not exist is null without an error, wherever it is looked for', async () => {
    const { query, calls } = await start({ locations: DEMO_LOCATIONS })
    const { data, errors } = await query(`{ appConfigDeployment(${KEY}, deploymentNumber: 99) { id } }`)
    expect({ data, errors }).toEqual({ data: { appConfigDeployment: null }, errors: undefined })
    expect(calls()).toEqual({ GetDeployment: 2 })
  })

  test("with a state newer than the schema shows UNKNOWN and AWS's own word", async () => {
    const strange = deployment(1, {
      State: newer('PONDERING'),
      GrowthType: newer('SPIRAL'),
      EventLog: [{ EventType: newer('NAP') }],
    })
    const { query } = await start({ world: world([strange]) })
    const { data, errors } = await query(
      `{ appConfigDeployment(${KEY}, deploymentNumber: 1) { state rawStatus phase growthType eventLog { eventType triggeredBy actionInvocations { uri } } } }`,
    )
    expect(errors).toBeUndefined()
    expect(data.appConfigDeployment).toEqual({
      state: 'UNKNOWN',
      rawStatus: 'PONDERING',
      phase: 'UNKNOWN',
      growthType: 'UNKNOWN',
      eventLog: [{ eventType: 'UNKNOWN', triggeredBy: null, actionInvocations: [] }],
    })
  })

  test.each([
    [
      'applicationId: "No!", environmentId: "prod001", deploymentNumber: 1',
      /^"applicationId" was "No!": expected 4 to 7/,
    ],
    ['applicationId: "flags01", environmentId: "", deploymentNumber: 1', /^"environmentId" was "": expected 4 to 7/],
    [`${KEY}, deploymentNumber: 0`, /^"deploymentNumber" was 0: expected 1 or more\.$/],
    [`${KEY}, deploymentNumber: 1, location: "mars"`, /^Unknown location "mars"/],
  ])('asked for with %s is refused before any AWS call', async (key, message) => {
    const { query, calls } = await start()
    const { errors } = await query(`{ appConfigDeployment(${key}) { id } }`)
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT', retryable: false },
    })
    expect(calls()).toEqual({})
  })

  test("that AWS refuses to show is an error in its place, in AWS's words", async () => {
    const { query } = await start({
      faults: [{ operation: 'GetDeployment', error: { name: 'AccessDeniedException', message: 'no', status: 403 } }],
    })
    const { data, errors } = await query(
      `{ appConfigDeployment(${KEY}, deploymentNumber: 1) { id } locations { name } }`,
    )
    expect(data).toEqual({ appConfigDeployment: null, locations: [{ name: 'us-east-1' }] })
    expect(errors?.[0]).toMatchObject({
      message: 'no',
      extensions: { code: 'AWS_ACCESS_DENIED', aws: { service: 'appconfig', operation: 'GetDeployment' } },
    })
  })

  test('throttled with 429 is AWS_THROTTLED', async () => {
    const { query } = await start({
      faults: [{ operation: 'GetDeployment', error: { name: 'TooManyRequestsException', status: 429 } }],
    })
    const { errors } = await query(`{ appConfigDeployment(${KEY}, deploymentNumber: 1) { id } }`)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'AWS_THROTTLED', retryable: true })
  })
})

describe('the deployments of an environment', () => {
  const many = Array.from({ length: 60 }, (_, index) => deployment(index + 1))

  test('come newest first and cost the listing alone as long as the summaries answer', async () => {
    const { query, calls } = await start({ world: world(many) })
    const { data, errors } = await query(`{ appConfigDeployments(${KEY}, first: 60) {
      nodes { deploymentNumber state percentComplete configurationName configurationVersion configurationProfileId startedAt }
      pageInfo { hasNextPage } } }`)
    expect(errors).toBeUndefined()
    expect(
      data.appConfigDeployments.nodes.map((node: Deployment & { deploymentNumber: number }) => node.deploymentNumber),
    ).toEqual(Array.from({ length: 60 }, (_, index) => 60 - index))
    expect(calls()).toEqual({ ListDeployments: 2 })
  })

  test('load what only GetDeployment has on demand, once per deployment', async () => {
    const { query, calls, emulator } = await start({ world: world(many) })
    const { errors } = await query(`{ appConfigDeployments(${KEY}, first: 30) {
      nodes { description kmsKeyArn eventLog { eventType } appliedExtensions { extensionId } deploymentStrategyId } } }`)
    expect(errors).toBeUndefined()
    expect(calls()).toEqual({ ListDeployments: 1, GetDeployment: 30 })
    expect(emulator.calls).toEqual([])
  })

  test('are read in pages to the end, each once', async () => {
    const { query } = await start({ world: world(many) })
    const seen: number[] = []
    let after: string | null = null
    do {
      const { data } = await query(
        `query ($after: String) { appConfigDeployments(${KEY}, first: 7, after: $after) { nodes { deploymentNumber } pageInfo { hasNextPage endCursor } } }`,
        { after },
      )
      const { nodes, pageInfo } = data.appConfigDeployments
      seen.push(...nodes.map((node: { deploymentNumber: number }) => node.deploymentNumber))
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    } while (after)
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => 60 - index))
  })

  test('are found in whichever location has the environment; of an unknown one there are none', async () => {
    const { query, calls } = await start({ locations: DEMO_LOCATIONS.toReversed() })
    const { data, errors } = await query(
      `{ a: appConfigDeployments(${KEY}) { nodes { deploymentNumber location { name } } }
         b: appConfigDeployments(applicationId: "nope123", environmentId: "prod001") { nodes { id } } }`,
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      a: { nodes: [3, 2, 1].map((deploymentNumber) => ({ deploymentNumber, location: { name: 'us-east-1' } })) },
      b: { nodes: [] },
    })
    expect(calls()).toEqual({ GetEnvironment: 4, ListDeployments: 1 })
  })
})

describe('AppConfig applications', () => {
  test('list their environments and profiles, without what validators hold', async () => {
    const { query, calls } = await start()
    const { data, errors } = await query(`{ appConfigApplications { nodes { name
      environments { nodes { name deployments(first: 1) { nodes { deploymentNumber } } } }
      configurationProfiles { nodes { name type validatorTypes } } } } }`)
    expect(errors).toBeUndefined()
    expect(data.appConfigApplications.nodes).toEqual([
      {
        name: 'checkout-flags',
        environments: {
          nodes: [
            { name: 'production', deployments: { nodes: [{ deploymentNumber: 3 }] } },
            { name: 'staging', deployments: { nodes: [] } },
          ],
        },
        configurationProfiles: {
          nodes: [{ name: 'checkout', type: 'AWS.AppConfig.FeatureFlags', validatorTypes: ['JSON_SCHEMA'] }],
        },
      },
    ])
    expect(calls()).toEqual({
      ListApplications: 1,
      ListEnvironments: 1,
      ListConfigurationProfiles: 1,
      ListDeployments: 2,
    })
    const { data: schema } = await query('{ __type(name: "ConfigurationProfile") { fields { name } } }')
    expect(schema.__type.fields).not.toContainEqual({ name: 'validators' })
  })

  test('that do not exist are null without an error', async () => {
    const { query } = await start({ locations: DEMO_LOCATIONS })
    const { data, errors } = await query('{ appConfigApplication(applicationId: "nope123") { id } }')
    expect({ data, errors }).toEqual({ data: { appConfigApplication: null }, errors: undefined })
  })

  test('and all that hangs on them are found again by their ids', async () => {
    const { query } = await start()
    const { data } = await query(`{ appConfigDeployment(${KEY}, deploymentNumber: 3) { __typename id
      application { __typename id } environment { __typename id } configurationProfile { __typename id } deploymentStrategy { __typename id } } }`)
    const { application, environment, configurationProfile, deploymentStrategy, ...self } = data.appConfigDeployment
    const nodes = [self, application, environment, configurationProfile, deploymentStrategy]
    const again = await query('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
      ids: nodes.map(({ id }) => id),
    })
    expect(again.errors).toBeUndefined()
    expect(again.data.nodes).toEqual(nodes)
  })
})
