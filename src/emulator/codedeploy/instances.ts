import type {
  BatchGetDeploymentInstancesInput,
  BatchGetDeploymentInstancesOutput,
  DeploymentTarget,
  GetDeploymentInstanceInput,
  GetDeploymentInstanceOutput,
  InstanceSummary,
  ListDeploymentInstancesInput,
  ListDeploymentInstancesOutput,
} from '@aws-sdk/client-codedeploy'
import { page } from '../pages.ts'
import { AwsError } from '../wire.ts'
import type { Account } from './account.ts'
import { detailOf } from './deployment-record.ts'
import { checkBatch, checkDeploymentId } from './input.ts'
import { shuffled } from './shuffle.ts'
import { startedDeployment, targetFilter } from './targets.ts'
import type { DeploymentRecord } from './world.ts'

const INSTANCES_PER_BATCH = 25 // BatchGetDeploymentInstances: "maximum number of instance IDs you can specify is 25"

export function getDeploymentInstance(
  { deploymentId = '', instanceId = '' }: GetDeploymentInstanceInput,
  account: Account,
): GetDeploymentInstanceOutput {
  const target = find(instanceId, instanceDeployment(deploymentId, account))
  if (!target) throw new AwsError('InstanceDoesNotExistException', notFoundMessage([instanceId], deploymentId))
  return { instanceSummary: summary(target) }
}

/** Returns the known instances and names the others in `errorMessage`. */
export function batchGetDeploymentInstances(
  { deploymentId = '', instanceIds = [] }: BatchGetDeploymentInstancesInput,
  account: Account,
): BatchGetDeploymentInstancesOutput {
  checkBatch(instanceIds, INSTANCES_PER_BATCH)
  const deployment = instanceDeployment(deploymentId, account)
  const targets = instanceIds.map((id) => find(id, deployment))
  const unknown = instanceIds.filter((_, at) => !targets[at])
  const summaries = targets.flatMap((target) => (target ? summary(target) : []))
  return {
    instancesSummary: shuffled(summaries, instanceIds),
    errorMessage: unknown.length ? notFoundMessage(unknown, deploymentId) : undefined,
  }
}

export function listDeploymentInstances(
  input: ListDeploymentInstancesInput,
  account: Account,
): ListDeploymentInstancesOutput {
  const { deploymentId = '', instanceStatusFilter, instanceTypeFilter, nextToken } = input
  instanceDeployment(deploymentId, account)
  const deployment = startedDeployment(deploymentId, account)
  const { items, nextToken: next } = page({
    request: ['ListDeploymentInstances', deploymentId, instanceStatusFilter, instanceTypeFilter],
    items: deployment.targetIds,
    key: (id) => id,
    keep: targetFilter(deployment, instanceStatusFilter, instanceTypeFilter),
    size: account.pageSizes.ListDeploymentInstances,
    token: nextToken,
  })
  return { instancesList: items, nextToken: next }
}

/** The old instance operations support only EC2/on-premises and Lambda deployments. */
function instanceDeployment(id: string, account: Account): DeploymentRecord {
  checkDeploymentId(id)
  const deployment = account.deployment(id)
  if (deployment.info.computePlatform === 'ECS') {
    const message = 'The computePlatform ECS is not supported by this operation: use deployment targets.'
    throw new AwsError('InvalidComputePlatformException', message)
  }
  return deployment
}

/** Instances are found by their bare id and by their ARN, which adds a suffix to the name of an on-premises machine. */
function find(instanceId: string, deployment: DeploymentRecord): DeploymentTarget | undefined {
  if (!/^[\w.:/+=,@-]{1,256}$/.test(instanceId))
    throw new AwsError('InvalidInstanceNameException', `Invalid instance name: ${instanceId}`)
  const name = instanceId.split('/').at(-1) ?? ''
  const machine = deployment.target(name.replace(/_[^_]*$/, ''))
  if (machine?.instanceTarget?.targetArn === instanceId) return machine
  return deployment.target(instanceId) ?? deployment.target(name)
}

/** The old shape of a target: it has the ARN instead of the bare id. */
function summary(target: DeploymentTarget): InstanceSummary {
  const { targetId, ...detail } = detailOf(target) ?? {}
  const targetArn = target.instanceTarget?.targetArn ?? target.lambdaTarget?.targetArn
  return {
    deploymentId: detail.deploymentId,
    instanceId: targetArn ?? targetId,
    status: detail.status,
    lastUpdatedAt: detail.lastUpdatedAt,
    lifecycleEvents: detail.lifecycleEvents,
    instanceType: target.instanceTarget?.instanceLabel,
  }
}

function notFoundMessage(ids: string[], deploymentId: string): string {
  return `The following instances do not belong to deployment ${deploymentId}: ${ids.join(', ')}`
}
