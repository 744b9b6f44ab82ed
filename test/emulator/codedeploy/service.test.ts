import {
  BatchGetApplicationsCommand,
  BatchGetDeploymentGroupsCommand,
  BatchGetDeploymentsCommand,
  type DeploymentInfo,
  GetApplicationCommand,
  GetDeploymentCommand,
  GetDeploymentConfigCommand,
  GetDeploymentGroupCommand,
  ListApplicationsCommand,
  ListDeploymentConfigsCommand,
  ListDeploymentGroupsCommand,
  ListDeploymentsCommand,
  type ListDeploymentsInput,
} from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { CodeDeployWorld } from '../../../src/emulator/codedeploy/world.ts'
import { started } from '../started.ts'

const HOUR = 3_600_000
const NOON = Date.parse('2026-11-20T12:00:00Z')

/** Deployment number n, created n hours after noon. */
function info(n: number, more: DeploymentInfo = {}): DeploymentInfo {
  const own = { applicationName: 'shop', deploymentGroupName: 'production', computePlatform: 'Server' as const }
  return { deploymentId: id(n), status: 'Succeeded', createTime: new Date(NOON + n * HOUR), ...own, ...more }
}

const id = (n: number) => `d-NUMBER${String(n).padStart(3, '0')}`

const WORLD: CodeDeployWorld = {
  applications: [
    { applicationName: 'shop', computePlatform: 'Server' },
    { applicationName: 'mail', computePlatform: 'Lambda' },
  ],
  groups: [
    { applicationName: 'shop', deploymentGroupName: 'production' },
    { applicationName: 'shop', deploymentGroupName: 'staging' },
    { applicationName: 'mail', deploymentGroupName: 'live' },
  ],
  configs: [{ deploymentConfigName: 'slow', minimumHealthyHosts: { type: 'HOST_COUNT', value: 9 } }],
  deployments: [
    info(2, { status: 'Failed' }),
    info(1, { externalId: 'stack-1' }),
    info(4, { deploymentGroupName: 'staging' }),
    info(3),
    info(5, { applicationName: 'mail', deploymentGroupName: 'live', computePlatform: 'Lambda', status: 'InProgress' }),
  ].map((one) => deploymentOf(one)),
}

async function account(more: CodeDeployWorld = {}) {
  const { client } = await started({ world: () => ({ codedeploy: { ...WORLD, ...more } }) })
  const list = async (input: ListDeploymentsInput) => (await client.send(new ListDeploymentsCommand(input))).deployments
  return { client, list }
}

describe('for deployments, the emulator', () => {
  test('returns one from GetDeployment', async () => {
    const { client } = await account()
    const { deploymentInfo } = await client.send(new GetDeploymentCommand({ deploymentId: id(2) }))
    expect(deploymentInfo).toEqual(info(2, { status: 'Failed' }))
  })

  test.each([
    [undefined, 'DeploymentIdRequiredException', 'Deployment ID is missing'],
    ['', 'DeploymentIdRequiredException', 'Deployment ID is missing'],
    ['d-lowercase', 'InvalidDeploymentIdException', 'Specified DeploymentId is not in the valid format: d-lowercase'],
    ['d-ABSENT001', 'DeploymentDoesNotExistException', 'The deployment d-ABSENT001 could not be found'],
  ])('fails GetDeployment of %p with %s', async (deploymentId, name, message) => {
    const { client } = await account()
    await expect(client.send(new GetDeploymentCommand({ deploymentId }))).rejects.toMatchObject({ name, message })
  })

  test('returns known ones from BatchGetDeployments, in another order than requested, the same each time', async () => {
    const { client } = await account()
    const deploymentIds = [id(1), id(2), 'd-ABSENT001', id(3), id(4)]
    const send = async () =>
      (await client.send(new BatchGetDeploymentsCommand({ deploymentIds }))).deploymentsInfo?.map(
        (one) => one.deploymentId,
      )
    const answer = await send()
    expect(answer).not.toEqual([id(1), id(2), id(3), id(4)])
    expect(answer?.toSorted()).toEqual([id(1), id(2), id(3), id(4)])
    expect(await send()).toEqual(answer)
  })

  test.each([
    [[], 'DeploymentIdRequiredException'],
    [['nonsense'], 'InvalidDeploymentIdException'],
    [Array.from({ length: 26 }, (_, n) => id(n)), 'BatchLimitExceededException'],
  ])('refuses BatchGetDeployments of %p with %s', async (deploymentIds, name) => {
    const { client } = await account()
    await expect(client.send(new BatchGetDeploymentsCommand({ deploymentIds }))).rejects.toMatchObject({ name })
  })

  test('lists the newest first', async () => {
    const { list } = await account()
    expect(await list({})).toEqual([5, 4, 3, 2, 1].map(id))
  })

  const from = (hours: number) => new Date(NOON + hours * HOUR)
  test.each<[ListDeploymentsInput, number[]]>([
    [{ applicationName: 'shop', deploymentGroupName: 'production' }, [3, 2, 1]],
    [{ includeOnlyStatuses: ['Failed', 'InProgress'] }, [5, 2]],
    [{ createTimeRange: { start: from(2), end: from(4) } }, [4, 3, 2]],
    [{ createTimeRange: { start: from(4) } }, [5, 4]],
    [{ createTimeRange: { end: from(1) } }, [1]],
    [{ externalId: 'stack-1' }, [1]],
    [{ applicationName: 'shop', deploymentGroupName: 'production', includeOnlyStatuses: ['Failed'] }, [2]],
  ])('lists only those that match %j', async (input, numbers) => {
    const { list } = await account()
    expect(await list(input)).toEqual(numbers.map(id))
  })

  test.each<[ListDeploymentsInput, string]>([
    [{ applicationName: 'shop' }, 'DeploymentGroupNameRequiredException'],
    [{ deploymentGroupName: 'production' }, 'ApplicationNameRequiredException'],
    [{ applicationName: 'none', deploymentGroupName: 'production' }, 'ApplicationDoesNotExistException'],
    [{ applicationName: 'shop', deploymentGroupName: 'none' }, 'DeploymentGroupDoesNotExistException'],
    [{ applicationName: 'a/b', deploymentGroupName: 'production' }, 'InvalidApplicationNameException'],
    [{ applicationName: 'shop', deploymentGroupName: 'a/b' }, 'InvalidDeploymentGroupNameException'],
    [{ includeOnlyStatuses: ['Done' as never] }, 'InvalidDeploymentStatusException'],
    [{ createTimeRange: { start: from(2), end: from(1) } }, 'InvalidTimeRangeException'],
    [{ externalId: '' }, 'InvalidExternalIdException'],
    [{ nextToken: 'nonsense' }, 'InvalidNextTokenException'],
  ])('refuses ListDeployments of %j with %s', async (input, name) => {
    const { list } = await account()
    await expect(list(input)).rejects.toMatchObject({ name })
  })

  test('continues a list exactly while new ones are added, and ends it without a token', async () => {
    const deployments = [1, 2, 3].map((n) => deploymentOf(info(n)))
    let now = NOON
    const world = (_: string, time: number) => ({
      codedeploy: {
        deployments: time > NOON ? [...deployments, deploymentOf(info(9))] : deployments,
        pageSizes: { ListDeployments: 2 },
      },
    })
    const { client } = await started({ world, clock: () => now })
    const first = await client.send(new ListDeploymentsCommand({}))
    now += HOUR
    const second = await client.send(new ListDeploymentsCommand({ nextToken: first.nextToken }))
    expect([first.deployments, second.deployments]).toEqual([[id(3), id(2)], [id(1)]])
    expect(second.nextToken).toBeUndefined()
  })

  test('refuses a token of another list', async () => {
    const { client } = await account({ pageSizes: { ListDeployments: 1 } })
    const { nextToken } = await client.send(new ListDeploymentsCommand({}))
    expect(nextToken).toBeDefined()
    const other = new ListDeploymentsCommand({ nextToken, includeOnlyStatuses: ['Failed'] })
    await expect(client.send(other)).rejects.toMatchObject({ name: 'InvalidNextTokenException' })
  })
})

describe('for applications, the emulator', () => {
  test('returns one from GetApplication', async () => {
    const { client } = await account()
    const { application } = await client.send(new GetApplicationCommand({ applicationName: 'mail' }))
    expect(application).toEqual({ applicationName: 'mail', computePlatform: 'Lambda' })
  })

  test.each([
    [undefined, 'ApplicationNameRequiredException', 'Application name is missing'],
    ['a/b', 'InvalidApplicationNameException', 'The name is not valid: a/b'],
    ['none', 'ApplicationDoesNotExistException', 'No application found for name: none'],
  ])('fails GetApplication of %p with %s', async (applicationName, name, message) => {
    const { client } = await account()
    await expect(client.send(new GetApplicationCommand({ applicationName }))).rejects.toMatchObject({ name, message })
  })

  test('returns them from BatchGetApplications, which fails for an unknown one', async () => {
    const { client } = await account()
    const send = (...applicationNames: string[]) => client.send(new BatchGetApplicationsCommand({ applicationNames }))
    const { applicationsInfo } = await send('shop', 'mail')
    expect(applicationsInfo?.map(({ applicationName }) => applicationName).sort()).toEqual(['mail', 'shop'])
    await expect(send('shop', 'none')).rejects.toMatchObject({ name: 'ApplicationDoesNotExistException' })
  })

  test('accepts 100 names in BatchGetApplications and refuses 101', async () => {
    const { client } = await account()
    const send = (length: number) =>
      client.send(new BatchGetApplicationsCommand({ applicationNames: Array.from({ length }, () => 'shop') }))
    await expect(send(100)).resolves.toMatchObject({ applicationsInfo: { length: 100 } })
    await expect(send(101)).rejects.toMatchObject({
      name: 'BatchLimitExceededException',
      message: 'The maximum number of names or IDs allowed for this request (100) was exceeded.',
    })
  })

  test('lists their names in pages', async () => {
    const { client } = await account({ pageSizes: { ListApplications: 1 } })
    const first = await client.send(new ListApplicationsCommand({}))
    const second = await client.send(new ListApplicationsCommand({ nextToken: first.nextToken }))
    expect([first.applications, second.applications, second.nextToken]).toEqual([['mail'], ['shop'], undefined])
  })
})

describe('for deployment groups, the emulator', () => {
  test('returns one from GetDeploymentGroup', async () => {
    const { client } = await account()
    const command = new GetDeploymentGroupCommand({ applicationName: 'shop', deploymentGroupName: 'staging' })
    const { deploymentGroupInfo } = await client.send(command)
    expect(deploymentGroupInfo).toEqual({ applicationName: 'shop', deploymentGroupName: 'staging' })
  })

  test.each([
    ['shop', undefined, 'DeploymentGroupNameRequiredException', 'Deployment Group name is missing'],
    ['shop', 'World', 'DeploymentGroupDoesNotExistException', 'No Deployment Group found for name: World'],
    ['none', 'World', 'ApplicationDoesNotExistException', 'No application found for name: none'],
  ])('fails GetDeploymentGroup of %p and %p with %s', async (applicationName, deploymentGroupName, name, message) => {
    const { client } = await account()
    const command = new GetDeploymentGroupCommand({ applicationName, deploymentGroupName })
    await expect(client.send(command)).rejects.toMatchObject({ name, message })
  })

  test('returns known ones from BatchGetDeploymentGroups and names the others in errorMessage', async () => {
    const { client } = await account()
    const send = (...deploymentGroupNames: string[]) =>
      client.send(new BatchGetDeploymentGroupsCommand({ applicationName: 'shop', deploymentGroupNames }))
    const { deploymentGroupsInfo, errorMessage } = await send('staging', 'none')
    expect(deploymentGroupsInfo?.map((group) => group.deploymentGroupName)).toEqual(['staging'])
    expect(errorMessage).toBe('No Deployment Group found for name: none')
    expect((await send('staging')).errorMessage).toBe('')
  })

  test('lists those of one application in pages', async () => {
    const { client } = await account({ pageSizes: { ListDeploymentGroups: 1 } })
    const send = (nextToken?: string) =>
      client.send(new ListDeploymentGroupsCommand({ applicationName: 'shop', nextToken }))
    const first = await send()
    const second = await send(first.nextToken)
    expect(first).toMatchObject({ applicationName: 'shop', deploymentGroups: ['production'] })
    expect([second.deploymentGroups, second.nextToken]).toEqual([['staging'], undefined])
  })
})

describe('for deployment configurations, the emulator', () => {
  test('returns one of the account from GetDeploymentConfig', async () => {
    const { client } = await account()
    const { deploymentConfigInfo } = await client.send(new GetDeploymentConfigCommand({ deploymentConfigName: 'slow' }))
    expect(deploymentConfigInfo?.minimumHealthyHosts).toEqual({ type: 'HOST_COUNT', value: 9 })
  })

  test('returns a built-in one from GetDeploymentConfig', async () => {
    const { client } = await account()
    const deploymentConfigName = 'CodeDeployDefault.LambdaCanary10Percent5Minutes'
    const { deploymentConfigInfo } = await client.send(new GetDeploymentConfigCommand({ deploymentConfigName }))
    expect(deploymentConfigInfo).toMatchObject({
      computePlatform: 'Lambda',
      trafficRoutingConfig: { type: 'TimeBasedCanary', timeBasedCanary: { canaryPercentage: 10, canaryInterval: 5 } },
    })
  })

  test.each([
    [undefined, 'DeploymentConfigNameRequiredException'],
    ['a/b', 'InvalidDeploymentConfigNameException'],
    ['none', 'DeploymentConfigDoesNotExistException'],
  ])('fails GetDeploymentConfig of %p with %s', async (deploymentConfigName, name) => {
    const { client } = await account()
    await expect(client.send(new GetDeploymentConfigCommand({ deploymentConfigName }))).rejects.toMatchObject({ name })
  })

  test('lists the 17 built-in ones and those of the account', async () => {
    const { client } = await account()
    const { deploymentConfigsList = [] } = await client.send(new ListDeploymentConfigsCommand({}))
    expect(deploymentConfigsList).toContain('slow')
    expect(deploymentConfigsList.filter((name) => name.startsWith('CodeDeployDefault.'))).toHaveLength(17)
  })
})
