import {
  BatchGetDeploymentInstancesCommand,
  BatchGetDeploymentTargetsCommand,
  type DeploymentInfo,
  type DeploymentTarget,
  GetDeploymentInstanceCommand,
  GetDeploymentTargetCommand,
  ListDeploymentInstancesCommand,
  ListDeploymentTargetsCommand,
  type ListDeploymentTargetsInput,
  type TargetStatus,
} from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { CodeDeployWorld } from '../../../src/emulator/codedeploy/world.ts'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { started } from '../started.ts'

const FLEET = 'd-INPLACE01'
const BLUE_GREEN = 'd-BLUEGREEN'
const ECS = 'd-ECSSHIFT1'
const LAMBDA = 'd-LAMBDA001'
const CREATED = 'd-CREATED01'

const arn = (targetId: string) => `arn:aws:ec2:us-east-1:111122223333:instance/${targetId}`

function instance(
  deploymentId: string,
  targetId: string,
  status: TargetStatus,
  label?: 'Blue' | 'Green',
): DeploymentTarget {
  const instanceTarget = { deploymentId, targetId, targetArn: arn(targetId), status, instanceLabel: label }
  return { deploymentTargetType: 'InstanceTarget', instanceTarget }
}

function info(deploymentId: string, more: DeploymentInfo): DeploymentInfo {
  return { deploymentId, status: 'InProgress', createTime: new Date(0), ...more }
}

const WORLD: CodeDeployWorld = {
  deployments: [
    deploymentOf(info(FLEET, { computePlatform: 'Server', deploymentStyle: { deploymentType: 'IN_PLACE' } }), [
      instance(FLEET, 'i-1', 'Succeeded'),
      instance(FLEET, 'i-2', 'Failed'),
      instance(FLEET, 'i-3', 'Succeeded'),
      instance(FLEET, 'rack-7', 'Pending'),
    ]),
    deploymentOf(info(BLUE_GREEN, { computePlatform: 'Server', deploymentStyle: { deploymentType: 'BLUE_GREEN' } }), [
      instance(BLUE_GREEN, 'i-4', 'Succeeded', 'Green'),
      instance(BLUE_GREEN, 'i-5', 'Pending', 'Blue'),
    ]),
    deploymentOf(info(ECS, { computePlatform: 'ECS', deploymentStyle: { deploymentType: 'BLUE_GREEN' } }), [
      { deploymentTargetType: 'ECSTarget', ecsTarget: { targetId: 'web:shop', status: 'InProgress' } },
    ]),
    deploymentOf(info(LAMBDA, { computePlatform: 'Lambda' }), [
      { deploymentTargetType: 'LambdaTarget', lambdaTarget: { targetId: 'mail', status: 'InProgress' } },
    ]),
    deploymentOf(info(CREATED, { computePlatform: 'Server', status: 'Created' })),
  ],
}

async function account(more: CodeDeployWorld = {}) {
  const { client } = await started({ world: () => ({ codedeploy: { ...WORLD, ...more } }) })
  return {
    client,
    list: async (input: ListDeploymentTargetsInput) => client.send(new ListDeploymentTargetsCommand(input)),
    get: (deploymentId: string, targetId?: string) =>
      client.send(new GetDeploymentTargetCommand({ deploymentId, targetId })),
    batch: (deploymentId: string, targetIds: string[]) =>
      client.send(new BatchGetDeploymentTargetsCommand({ deploymentId, targetIds })),
    instances: (deploymentId: string, instanceIds: string[]) =>
      client.send(new BatchGetDeploymentInstancesCommand({ deploymentId, instanceIds })),
  }
}

const idsOf = (targets: DeploymentTarget[] = []) => targets.map((target) => target.instanceTarget?.targetId)

describe('ListDeploymentTargets', () => {
  test.each<[ListDeploymentTargetsInput, string[]]>([
    [{ deploymentId: FLEET }, ['i-1', 'i-2', 'i-3', 'rack-7']],
    [{ deploymentId: FLEET, targetFilters: { TargetStatus: ['Failed', 'Pending'] } }, ['i-2', 'rack-7']],
    [{ deploymentId: BLUE_GREEN, targetFilters: { ServerInstanceLabel: ['Blue'] } }, ['i-5']],
    [{ deploymentId: BLUE_GREEN, targetFilters: { ServerInstanceLabel: ['Blue'], TargetStatus: ['Failed'] } }, []],
    [{ deploymentId: ECS }, ['web:shop']],
  ])('lists only the targets that match %j', async (input, targetIds) => {
    const { list } = await account()
    expect((await list(input)).targetIds).toEqual(targetIds)
  })

  test.each<[ListDeploymentTargetsInput, string]>([
    [{ deploymentId: undefined }, 'DeploymentIdRequiredException'],
    [{ deploymentId: 'nonsense' }, 'InvalidDeploymentIdException'],
    [{ deploymentId: 'd-ABSENT001' }, 'DeploymentDoesNotExistException'],
    [{ deploymentId: CREATED }, 'DeploymentNotStartedException'],
    [
      { deploymentId: FLEET, targetFilters: { ServerInstanceLabel: ['Blue'] } },
      'InvalidDeploymentInstanceTypeException',
    ],
    [{ deploymentId: ECS, targetFilters: { ServerInstanceLabel: ['Blue'] } }, 'InvalidDeploymentInstanceTypeException'],
    [{ deploymentId: BLUE_GREEN, targetFilters: { ServerInstanceLabel: ['Red'] } }, 'InvalidInstanceTypeException'],
    [{ deploymentId: FLEET, targetFilters: { TargetStatus: ['Done'] } }, 'InvalidInstanceStatusException'],
    [{ deploymentId: FLEET, targetFilters: { Colour: ['Red'] } as never }, 'InvalidTargetFilterNameException'],
    [{ deploymentId: FLEET, nextToken: 'nonsense' }, 'InvalidNextTokenException'],
  ])('refuses %j with %s', async (input, name) => {
    const { list } = await account()
    await expect(list(input)).rejects.toMatchObject({ name })
  })

  test('has pages of the size that the world sets, and fills them even with a filter', async () => {
    const { list } = await account({ pageSizes: { ListDeploymentTargets: 1 } })
    const targetFilters = { TargetStatus: ['Succeeded'] }
    const first = await list({ deploymentId: FLEET, targetFilters })
    const second = await list({ deploymentId: FLEET, targetFilters, nextToken: first.nextToken })
    expect([first.targetIds, second.targetIds, second.nextToken]).toEqual([['i-1'], ['i-3'], undefined])
  })
})

describe('GetDeploymentTarget', () => {
  test('returns a target', async () => {
    const { get } = await account()
    expect((await get(FLEET, 'i-2')).deploymentTarget).toEqual(instance(FLEET, 'i-2', 'Failed'))
  })

  test.each([
    [FLEET, undefined, 'DeploymentTargetIdRequiredException', 'Deployment target ID is missing'],
    [FLEET, 'i-9', 'DeploymentTargetDoesNotExistException', `Target i-9 does not belong to deployment ${FLEET}`],
    [FLEET, 'i 9', 'InvalidDeploymentTargetIdException', 'Invalid deployment target id: i 9'],
    [
      ECS,
      'web',
      'InvalidDeploymentTargetIdException',
      'Invalid id web for ECS deployment, valid Id should be in format <cluster-name>:<service-name>',
    ],
    [CREATED, 'i-1', 'DeploymentNotStartedException', `Deployment ${CREATED} has not started`],
  ])('fails for %s and %p with %s', async (deploymentId, targetId, name, message) => {
    const { get } = await account()
    await expect(get(deploymentId, targetId)).rejects.toMatchObject({ name, message })
  })
})

describe('BatchGetDeploymentTargets', () => {
  test('returns targets in another order than requested, the same each time', async () => {
    const { batch } = await account()
    const targetIds = ['i-1', 'i-2', 'i-3', 'rack-7']
    const answer = idsOf((await batch(FLEET, targetIds)).deploymentTargets)
    expect(answer).not.toEqual(targetIds)
    expect(answer.toSorted()).toEqual(targetIds)
    expect(idsOf((await batch(FLEET, targetIds)).deploymentTargets)).toEqual(answer)
  })

  test('returns two targets in reverse', async () => {
    const { batch } = await account()
    for (const targetIds of [
      ['i-1', 'i-2'],
      ['i-2', 'i-1'],
      ['i-1', 'i-3'],
      ['i-2', 'i-3'],
    ]) {
      expect(idsOf((await batch(FLEET, targetIds)).deploymentTargets)).toEqual(targetIds.toReversed())
    }
  })

  test('fails the whole batch for one bad id', async () => {
    const { batch } = await account()
    await expect(batch(FLEET, ['i-1', 'i-9'])).rejects.toMatchObject({ name: 'DeploymentTargetDoesNotExistException' })
    await expect(batch(FLEET, ['i-1', 'i 9'])).rejects.toMatchObject({ name: 'InvalidDeploymentTargetIdException' })
  })

  test('leaves out an unknown id in a world that says so', async () => {
    const { batch } = await account({ missingTargets: 'omit' })
    expect(idsOf((await batch(FLEET, ['i-1', 'i-9'])).deploymentTargets)).toEqual(['i-1'])
  })

  test('accepts 25 ids and refuses 26', async () => {
    const { client } = await started({ world: fleetWorld({ targets: 26 }) })
    const { targetIds = [] } = await client.send(new ListDeploymentTargetsCommand({ deploymentId: 'd-FLEET0001' }))
    const send = (count: number) => {
      const input = { deploymentId: 'd-FLEET0001', targetIds: targetIds.slice(0, count) }
      return client.send(new BatchGetDeploymentTargetsCommand(input))
    }
    await expect(send(25)).resolves.toMatchObject({ deploymentTargets: { length: 25 } })
    await expect(send(26)).rejects.toMatchObject({
      name: 'BatchLimitExceededException',
      message: 'The maximum number of names or IDs allowed for this request (25) was exceeded.',
    })
  })

  test.each([
    [ECS, 'web:shop'],
    [LAMBDA, 'mail'],
  ])('accepts only one id for %s', async (deploymentId, targetId) => {
    const { batch } = await account()
    await expect(batch(deploymentId, [targetId])).resolves.toMatchObject({ deploymentTargets: { length: 1 } })
    await expect(batch(deploymentId, [targetId, targetId])).rejects.toMatchObject({
      name: 'DeploymentTargetListSizeExceededException',
    })
  })

  test('refuses an empty list of ids', async () => {
    const { batch } = await account()
    await expect(batch(FLEET, [])).rejects.toMatchObject({ name: 'DeploymentTargetIdRequiredException' })
  })
})

describe('the deprecated instance operations', () => {
  test('return the old shape, with an ARN as the id, for an id or an ARN', async () => {
    const { client } = await account()
    for (const instanceId of ['i-4', arn('i-4')]) {
      const command = new GetDeploymentInstanceCommand({ deploymentId: BLUE_GREEN, instanceId })
      const { instanceSummary } = await client.send(command)
      expect(instanceSummary).toEqual({
        deploymentId: BLUE_GREEN,
        instanceId: arn('i-4'),
        status: 'Succeeded',
        instanceType: 'Green',
      })
    }
  })

  test.each([
    [FLEET, undefined, 'InstanceIdRequiredException'],
    [FLEET, 'i-9', 'InstanceDoesNotExistException'],
    [FLEET, 'i 9', 'InvalidInstanceNameException'],
    [ECS, 'web:shop', 'InvalidComputePlatformException'],
    ['d-ABSENT001', 'i-1', 'DeploymentDoesNotExistException'],
  ])('fail for %s and %p with %s', async (deploymentId, instanceId, name) => {
    const { client } = await account()
    const command = new GetDeploymentInstanceCommand({ deploymentId, instanceId })
    await expect(client.send(command)).rejects.toMatchObject({ name })
  })

  test('return the known instances of a batch and name the rest in errorMessage', async () => {
    const { instances } = await account()
    const partial = await instances(FLEET, ['i-1', 'i-9'])
    expect(partial.instancesSummary?.map(({ instanceId }) => instanceId)).toEqual([arn('i-1')])
    expect(partial.errorMessage).toBe(`The following instances do not belong to deployment ${FLEET}: i-9`)
    const whole = await instances(FLEET, ['i-1', 'i-2'])
    expect(whole.instancesSummary?.map(({ instanceId }) => instanceId)).toEqual([arn('i-2'), arn('i-1')])
    expect(whole.errorMessage).toBeUndefined()
  })

  test('refuse a batch of 26 ids', async () => {
    const { instances } = await account()
    const ids = Array.from({ length: 26 }, (_, n) => `i-${n}`)
    await expect(instances(FLEET, ids)).rejects.toMatchObject({ name: 'BatchLimitExceededException' })
  })

  test('list ids by status and type', async () => {
    const { client } = await account()
    const byStatus = new ListDeploymentInstancesCommand({ deploymentId: FLEET, instanceStatusFilter: ['Failed'] })
    expect((await client.send(byStatus)).instancesList).toEqual(['i-2'])
    const byType = new ListDeploymentInstancesCommand({ deploymentId: BLUE_GREEN, instanceTypeFilter: ['Blue'] })
    expect((await client.send(byType)).instancesList).toEqual(['i-5'])
  })

  test('list no instances of an ECS deployment or of one that has not started', async () => {
    const { client } = await account()
    const list = (deploymentId: string) => client.send(new ListDeploymentInstancesCommand({ deploymentId }))
    await expect(list(ECS)).rejects.toMatchObject({ name: 'InvalidComputePlatformException' })
    await expect(list(CREATED)).rejects.toMatchObject({ name: 'DeploymentNotStartedException' })
  })
})

test('each EC2 target of a large fleet can be read without building the others', async () => {
  const made: string[] = []
  const ids = Array.from({ length: 10_000 }, (_, n) => `i-${n}`)
  const target = (id: string) => {
    made.push(id)
    return instance(FLEET, id, 'Succeeded')
  }
  const deployments = [{ info: info(FLEET, { computePlatform: 'Server' }), targetIds: ids, target }]
  const { list, batch } = await account({ deployments })
  expect((await list({ deploymentId: FLEET })).targetIds).toHaveLength(100)
  await batch(FLEET, ['i-9999'])
  expect(made).toEqual(['i-9999'])
})
