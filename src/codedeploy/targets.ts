import type * as Sdk from '@aws-sdk/client-codedeploy'
import {
  BatchGetDeploymentInstancesCommand,
  BatchGetDeploymentTargetsCommand,
  GetDeploymentInstanceCommand,
  ListDeploymentTargetsCommand,
  TargetLabel,
  TargetStatus,
} from '@aws-sdk/client-codedeploy'
import { itself, type Listing } from '../aws/request/listing.ts'
import { byId } from '../aws/request/tag-shapes.ts'
import { GatewayError } from '../errors.ts'
import type { CodeDeployReader } from './client.ts'
import type { InstanceSummary, Instances, Target } from './model.ts'

// BatchGetDeploymentTargets: "The maximum number of deployment target IDs you can specify is 25." The same holds for
// BatchGetDeploymentInstances.
export const TARGETS_PER_BATCH = 25

export interface TargetFilter {
  statuses?: readonly (keyof typeof TargetStatus)[] | null
  instanceLabels?: readonly (keyof typeof TargetLabel)[] | null
}

// AWS may still change a target of a deployment that has failed or was stopped: its hooks go on.
const ENDS: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Skipped'] satisfies Sdk.TargetStatus[])

export type CodeDeployTargets = ReturnType<typeof createCodeDeployTargets>

/**
 * What CodeDeploy can tell about the targets of deployments, for one request. `hasEnded` tells whether a deployment is
 * known to have ended for good: then it gets no other targets. `scrub` takes credentials out of what scripts wrote.
 */
export function createCodeDeployTargets(
  codedeploy: CodeDeployReader,
  deployment: (location: string, deploymentId: string) => Promise<object | undefined>,
  hasEnded: (location: string, deploymentId: string) => boolean,
  scrub: (text: string) => string,
) {
  /** Before anybody sees it or it is remembered. */
  const cleaned = <T extends { lifecycleEvents?: Sdk.LifecycleEvent[] } | undefined>(shape: T): T => {
    for (const { diagnostics } of shape?.lifecycleEvents ?? []) {
      if (diagnostics?.logTail) diagnostics.logTail = scrub(diagnostics.logTail)
      if (diagnostics?.message) diagnostics.message = scrub(diagnostics.message)
    }
    return shape
  }

  /**
   * BatchGetDeploymentTargets, 25 of one deployment a call. One bad id may fail the call or be left out of the answer
   * (which of the two is undocumented), and ECS and Lambda deployments may refuse more than one id.
   */
  const target = codedeploy.batched(BatchGetDeploymentTargetsCommand, {
    size: TARGETS_PER_BATCH,
    blamesOneKey: new Set([
      'ValidationException',
      'DeploymentTargetDoesNotExistException',
      'InvalidDeploymentTargetIdException',
      'DeploymentTargetIdRequiredException',
      'InstanceDoesNotExistException',
      'InvalidInstanceNameException',
    ]),
    onlyOneAtATime: 'DeploymentTargetListSizeExceededException',
    listing: (location, deploymentId) => ids(location, deploymentId),
    emptyOn: 'DeploymentNotStartedException',
    input: (targetIds, [deploymentId]: [string]) => ({ deploymentId, targetIds }),
    found: ({ deploymentTargets = [] }, location, [deploymentId]) => {
      const targets = deploymentTargets.flatMap((target) => cleaned(narrowed(target, location, deploymentId)) ?? [])
      return byId(targets, ({ targetId }) => targetId)
    },
    isFinal: ({ location, deploymentId, status }) => ENDS.has(status ?? '') && hasEnded(location, deploymentId),
  })

  /** The ids of a deployment's targets: ListDeploymentTargets. None while it is created or queued. */
  const ids = (location: string, deploymentId: string, filter?: TargetFilter | null): Listing<string> => {
    const { statuses, instanceLabels } = filter ?? {}
    const targetFilters = {
      ...(statuses?.length && { TargetStatus: statuses.map((status) => TargetStatus[status]) }),
      ...(instanceLabels?.length && { ServerInstanceLabel: instanceLabels.map((label) => TargetLabel[label]) }),
    }
    return codedeploy.listing(ListDeploymentTargetsCommand, location, {
      input: (nextToken) => ({ deploymentId, nextToken, targetFilters }),
      page: ({ targetIds = [], nextToken }) => ({ items: targetIds, nextToken }),
      idOf: itself,
      emptyOn: 'DeploymentNotStartedException',
      isFinal: () => !statuses?.length && hasEnded(location, deploymentId),
    })
  }

  /** GetDeploymentInstance, which AWS has deprecated. */
  const instance = codedeploy.each(GetDeploymentInstanceCommand, {
    input: (deploymentId: string, instanceId: string) => ({ deploymentId, instanceId }),
    found: ({ instanceSummary }, location, deploymentId) =>
      instanceSummary && cleaned(summary(instanceSummary, location, deploymentId)),
  })

  /** BatchGetDeploymentInstances, 25 a call, which AWS has deprecated. */
  const described = codedeploy.batched(BatchGetDeploymentInstancesCommand, {
    size: TARGETS_PER_BATCH,
    blamesOneKey: new Set(['ValidationException', 'InstanceDoesNotExistException', 'InvalidInstanceNameException']),
    input: (instanceIds, [deploymentId]: [string]) => ({ deploymentId, instanceIds }),
    found: ({ instancesSummary = [] }, location, [deploymentId], instanceIds) => {
      const summaries = instancesSummary.map((one) => cleaned(summary(one, location, deploymentId)))
      const known = byId(summaries, ({ instanceId }) => bareId(instanceId))
      for (const id of instanceIds) {
        const instance = known.get(bareId(id))
        if (instance) known.set(id, instance)
      }
      return known
    },
  })

  /** Instances in the order asked, by BatchGetDeploymentInstances; undefined for an unknown deployment. */
  const instances = async (
    at: string,
    deploymentId: string,
    ids: readonly string[],
  ): Promise<Instances | undefined> => {
    const instances = await Promise.all(ids.map((id) => described(at, deploymentId, id).catch(asGatewayError)))
    const lacking = ids.filter((_, index) => instances[index] === undefined)
    if (lacking.length === ids.length && !(await deployment(at, deploymentId))) return undefined
    // AWS's own errorMessage names all that its batch lacked, of which others may have asked for some.
    const errorMessage = `AWS returned nothing for these instances of ${deploymentId}: ${lacking.join(', ')}`
    return { instances, errorMessage: lacking.length > 0 ? errorMessage : null }
  }

  return { target, ids, instance, instances }
}

function asGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error
  throw error
}

// The instance operations answer with an ARN where they were asked for a bare id:
// arn:aws:ec2:us-east-1:111122223333:instance/i-0123 or, on premises, arn:aws:codedeploy:…:instance/name_suffix.
const bareId = (id: string): string => (id.startsWith('arn:') ? id.slice(id.indexOf('/') + 1) : id)

function summary(shape: Sdk.InstanceSummary, location: string, deploymentId: string): InstanceSummary {
  return Object.assign(shape, {
    kind: 'InstanceSummary',
    location,
    deploymentId,
    instanceId: shape.instanceId ?? '',
  } as const)
}

/** The one of the four members that holds the target; undefined for a kind of target that is newer than the SDK. */
function narrowed(target: Sdk.DeploymentTarget, location: string, deploymentId: string): Target | undefined {
  const kept = <Kind extends Target['kind'], Shape extends { targetId?: string }>(kind: Kind, shape: Shape) =>
    Object.assign(shape, { kind, location, deploymentId, targetId: shape.targetId ?? '' })
  if (target.instanceTarget) return kept('InstanceTarget', target.instanceTarget)
  if (target.lambdaTarget) return kept('LambdaTarget', target.lambdaTarget)
  if (target.ecsTarget) return kept('EcsTarget', target.ecsTarget)
  if (target.cloudFormationTarget) return kept('CloudFormationTarget', target.cloudFormationTarget)
  return undefined
}
