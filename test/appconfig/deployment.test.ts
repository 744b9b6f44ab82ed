import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'
import { deployment, iso, KEY, newer, world } from './flags-world.ts'

const { start } = useGateways({ world: world(), locations: ONE_LOCATION })

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

  test('that exists in no location is null without an error', async () => {
    const { query, calls } = await start({ locations: DEMO_LOCATIONS })
    const { data, errors } = await query(`{ appConfigDeployment(${KEY}, deploymentNumber: 99) { id } }`)
    expect({ data, errors }).toEqual({ data: { appConfigDeployment: null }, errors: undefined })
    expect(calls()).toEqual({ GetDeployment: 2 })
  })

  test("with a state newer than the schema has UNKNOWN and AWS's own word", async () => {
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
  ])('with the arguments %s is refused before any AWS call', async (key, message) => {
    const { query, calls } = await start()
    const { errors } = await query(`{ appConfigDeployment(${key}) { id } }`)
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT', retryable: false },
    })
    expect(calls()).toEqual({})
  })

  test('that AWS denies access to is an error at its field', async () => {
    const { query } = await start({
      faults: [{ operation: 'GetDeployment', error: { name: 'AccessDeniedException', message: 'no', status: 403 } }],
    })
    const { data, errors } = await query(
      `{ appConfigDeployment(${KEY}, deploymentNumber: 1) { id } locations { name } }`,
    )
    expect(data).toEqual({ appConfigDeployment: null, locations: [{ name: 'us-east-1' }] })
    expect(errors?.[0]).toMatchObject({
      message: 'appconfig in us-east-1 denied access (AccessDeniedException).',
      extensions: { code: 'AWS_ACCESS_DENIED', aws: { service: 'appconfig', operation: 'GetDeployment' } },
    })
  })

  test('that AWS throttles with 429 is an error with AWS_THROTTLED', async () => {
    const { query } = await start({
      faults: [{ operation: 'GetDeployment', error: { name: 'TooManyRequestsException', status: 429 } }],
    })
    const { errors } = await query(`{ appConfigDeployment(${KEY}, deploymentNumber: 1) { id } }`)
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'AWS_THROTTLED', retryable: true })
  })
})
