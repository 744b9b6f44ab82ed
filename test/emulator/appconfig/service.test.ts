import {
  GetApplicationCommand,
  GetConfigurationProfileCommand,
  GetDeploymentCommand,
  GetDeploymentStrategyCommand,
  GetEnvironmentCommand,
  ListApplicationsCommand,
  ListConfigurationProfilesCommand,
  ListDeploymentsCommand,
  ListEnvironmentsCommand,
} from '@aws-sdk/client-appconfig'
import { startedRest } from '../rest-clients.ts'
import { account, deployment, PRODUCTION, SHOP, STARTED, WORLD, withoutMetadata } from './account.ts'

describe('a read by key', () => {
  test('returns an application with GetApplication', async () => {
    const { send } = await account()
    const application = await send(new GetApplicationCommand(SHOP))
    expect(application).toMatchObject({ Id: 'shop001', Name: 'shop', Description: 'The shop' })
  })

  test('returns an environment with its monitors with GetEnvironment', async () => {
    const { send } = await account()
    expect(await send(new GetEnvironmentCommand(PRODUCTION))).toMatchObject(WORLD.environments?.[0] ?? {})
  })

  test('returns a profile with the contents of its validators with GetConfigurationProfile', async () => {
    const { send } = await account()
    const profile = await send(new GetConfigurationProfileCommand({ ...SHOP, ConfigurationProfileId: 'flags01' }))
    expect(profile).toMatchObject(WORLD.configurationProfiles?.[0] ?? {})
  })

  test.each(['AllAtOnce', 'Linear50PercentEvery30Seconds', 'Canary10Percent20Minutes', 'Linear20PercentEvery6Minutes'])(
    'returns the predefined strategy %s in an empty account',
    async (name) => {
      const { appConfig } = await startedRest({ world: () => ({}) })
      const DeploymentStrategyId = `AppConfig.${name}`
      const strategy = await appConfig.send(new GetDeploymentStrategyCommand({ DeploymentStrategyId }))
      expect(strategy).toMatchObject({ Id: DeploymentStrategyId, Name: DeploymentStrategyId, ReplicateTo: 'NONE' })
    },
  )

  test("returns one of the account's own strategies", async () => {
    const { send } = await account()
    const strategy = await send(new GetDeploymentStrategyCommand({ DeploymentStrategyId: 'slow001' }))
    expect(strategy).toMatchObject({ Name: 'slow', GrowthFactor: 12.5 })
  })

  test('returns all members of a deployment with GetDeployment', async () => {
    const { send } = await account()
    const answer = await send(new GetDeploymentCommand({ ...PRODUCTION, DeploymentNumber: 2 }))
    expect(withoutMetadata(answer)).toEqual(deployment)
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
  ])('of an unknown %s is a ResourceNotFoundException with status 404', async (_, command, what) => {
    const { send } = await account()
    await expect(send(command as GetApplicationCommand)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Could not find ${what}`,
      $metadata: { httpStatusCode: 404 },
    })
  })
})

describe('a list', () => {
  test('has all applications in ListApplications', async () => {
    const { send } = await account()
    const { Items } = await send(new ListApplicationsCommand({}))
    expect(Items?.map(({ Name }) => Name)).toEqual(['mail', 'shop'])
  })

  test('has the environments of one application in ListEnvironments', async () => {
    const { send } = await account()
    const { Items } = await send(new ListEnvironmentsCommand(SHOP))
    expect(Items?.map(({ Name }) => Name)).toEqual(['beta', 'production'])
  })

  test('has profiles without the contents of validators in ListConfigurationProfiles', async () => {
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

  test('of profiles is filtered by type', async () => {
    const { send } = await account()
    const { Items } = await send(new ListConfigurationProfilesCommand({ ...SHOP, Type: 'AWS.Freeform' }))
    expect(Items?.map(({ Name }) => Name)).toEqual(['limits'])
  })

  test('of deployments has summaries by descending number', async () => {
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

  test('continues where the last page ended, although deployments were added in between', async () => {
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

  test('has 50 items per page by default', async () => {
    const deployments = Array.from({ length: 51 }, (_, n) => ({ ...deployment, DeploymentNumber: n + 1 }))
    const { send } = await account({ deployments })
    const { Items, NextToken } = await send(new ListDeploymentsCommand(PRODUCTION))
    expect(Items).toHaveLength(50)
    expect(NextToken).toEqual(expect.any(String))
  })

  test('has smaller pages than requested where the world says so', async () => {
    const { send } = await account({ pageSizes: { ListApplications: 1 } })
    const { Items, NextToken } = await send(new ListApplicationsCommand({ MaxResults: 50 }))
    expect(Items).toHaveLength(1)
    const last = await send(new ListApplicationsCommand({ MaxResults: 50, NextToken }))
    expect(last.Items?.map(({ Name }) => Name)).toEqual(['shop'])
    expect(last.NextToken).toBeUndefined()
  })

  test('refuses a token of another list', async () => {
    const { send } = await account({ pageSizes: { ListApplications: 1 } })
    const { NextToken } = await send(new ListApplicationsCommand({}))
    await expect(send(new ListEnvironmentsCommand({ ...SHOP, NextToken }))).rejects.toMatchObject({
      name: 'BadRequestException',
      $metadata: { httpStatusCode: 400 },
    })
  })
})
