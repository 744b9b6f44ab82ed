import type * as Sdk from '@aws-sdk/client-codedeploy'
import {
  BatchGetDeploymentInstancesCommand,
  BatchGetDeploymentTargetsCommand,
  GetDeploymentInstanceCommand,
  ListDeploymentTargetsCommand,
  TargetLabel,
  TargetStatus,
} from '@aws-sdk/client-codedeploy'
import { ReadError } from '../aws/errors.ts'
import { itself, type Listing } from '../aws/listing.ts'
import { batched, each, perKey } from '../aws/loader.ts'
import type { Located } from '../aws/located.ts'
import type { Session } from '../aws/session.ts'

// BatchGetDeploymentTargets: "The maximum number of deployment target IDs you can specify is 25." The same holds for
// BatchGetDeploymentInstances.
export const TARGETS_PER_BATCH = 25

type Keys = 'deploymentId' | 'targetId'
export type InstanceTarget = Located<'InstanceTarget', Sdk.InstanceTarget, Keys>
export type LambdaTarget = Located<'LambdaTarget', Sdk.LambdaTarget, Keys>
export type EcsTarget = Located<'EcsTarget', Sdk.ECSTarget, Keys>
export type CloudFormationTarget = Located<'CloudFormationTarget', Sdk.CloudFormationTarget, Keys>
export type Target = InstanceTarget | LambdaTarget | EcsTarget | CloudFormationTarget

export type InstanceSummary = Located<'InstanceSummary', Sdk.InstanceSummary, 'deploymentId' | 'instanceId'>

export interface TargetFilter {
  statuses?: readonly (keyof typeof TargetStatus)[] | null
  instanceLabels?: readonly (keyof typeof TargetLabel)[] | null
}

/** The instances of a deployment in the order asked, undefined or why not in place of each that could not be read. */
export interface Instances {
  instances: (InstanceSummary | undefined | ReadError)[]
  errorMessage: string | null
}

/** What CodeDeploy can tell about the targets of deployments, for one request. */
export class CodeDeployTargets {
  readonly #aws: Session
  readonly #read

  constructor(aws: Session) {
    this.#aws = aws
    this.#read = aws.reader(aws.clients.codedeploy)
  }

  // One call reads targets of one deployment only. One bad id may fail the call or be left out of the answer (which
  // of the two is undocumented), and ECS and Lambda deployments may refuse more than one id.
  readonly #target = perKey((location) =>
    perKey((deploymentId) =>
      batched<Target>({
        size: TARGETS_PER_BATCH,
        blamesOneKey: new Set([
          'DeploymentTargetDoesNotExistException',
          'InvalidDeploymentTargetIdException',
          'InstanceDoesNotExistException',
          'InvalidInstanceNameException',
        ]),
        onlyOneAtATime: 'DeploymentTargetListSizeExceededException',
        emptyOn: 'DeploymentNotStartedException',
        read: async (targetIds) => {
          const command = new BatchGetDeploymentTargetsCommand({ deploymentId, targetIds: [...targetIds] })
          const { deploymentTargets } = await this.#read(location, command)
          const targets = (deploymentTargets ?? []).map((target) => narrowed(target, location, deploymentId))
          return new Map(targets.flatMap((target) => (target ? [[target.targetId, target]] : [])))
        },
      }),
    ),
  )

  /** BatchGetDeploymentTargets, 25 of one deployment a call. */
  target(location: string, deploymentId: string, targetId: string): Promise<Target | undefined> {
    return this.#target(location)(deploymentId)(targetId)
  }

  /** The ids of a deployment's targets: ListDeploymentTargets. None while it is created or queued. */
  ids(location: string, deploymentId: string, filter?: TargetFilter | null): Listing<string> {
    const { statuses, instanceLabels } = filter ?? {}
    const targetFilters = {
      ...(statuses?.length && { TargetStatus: statuses.map((status) => TargetStatus[status]) }),
      ...(instanceLabels?.length && { ServerInstanceLabel: instanceLabels.map((label) => TargetLabel[label]) }),
    }
    const read: Listing<string>['read'] = async (nextToken) => {
      const command = new ListDeploymentTargetsCommand({ deploymentId, nextToken, targetFilters })
      const page = await this.#read(location, command)
      return { items: page.targetIds ?? [], nextToken: page.nextToken }
    }
    const name = `targets ${deploymentId} ${JSON.stringify(targetFilters)}`
    return this.#aws.listing(location, name, itself, read, 'DeploymentNotStartedException')
  }

  /** GetDeploymentInstance, which AWS has deprecated. */
  instance(location: string, deploymentId: string, instanceId: string): Promise<InstanceSummary | undefined> {
    return this.#instance(location, deploymentId, instanceId)
  }

  readonly #instance = each(async (location: string, deploymentId: string, instanceId: string) => {
    const command = new GetDeploymentInstanceCommand({ deploymentId, instanceId })
    const { instanceSummary } = await this.#read(location, command)
    return instanceSummary && instance(instanceSummary, location, deploymentId)
  })

  /**
   * BatchGetDeploymentInstances, 25 a call, which AWS has deprecated: partial answers and one text about the rest.
   * Undefined for an unknown deployment.
   */
  async instances(location: string, deploymentId: string, ids: readonly string[]): Promise<Instances | undefined> {
    const batch = this.#instances(location)(deploymentId)
    const instances = await Promise.all(ids.map((id) => batch.load(id).catch(asReadError)))
    if (batch.unknown) return undefined
    return { instances, errorMessage: batch.messages.size > 0 ? [...batch.messages].join('\n') : null }
  }

  readonly #instances = perKey((location) =>
    perKey((deploymentId) => {
      const batch = {
        messages: new Set<string>(),
        unknown: false,
        load: batched<InstanceSummary>({
          size: TARGETS_PER_BATCH,
          blamesOneKey: new Set(['InstanceDoesNotExistException', 'InvalidInstanceNameException']),
          read: async (ids) => {
            const command = new BatchGetDeploymentInstancesCommand({ deploymentId, instanceIds: [...ids] })
            const { instancesSummary, errorMessage } = await this.#read(location, command).catch((error) => {
              batch.unknown ||= asReadError(error).aws?.errorName === 'DeploymentDoesNotExistException'
              throw error
            })
            if (errorMessage) batch.messages.add(errorMessage)
            const known = (instancesSummary ?? []).map((summary) => instance(summary, location, deploymentId))
            const byName = new Map(known.map((summary) => [bareId(summary.instanceId), summary]))
            return new Map(ids.flatMap((id) => entryOf(id, byName.get(bareId(id)))))
          },
        }),
      }
      return batch
    }),
  )
}

const entryOf = (id: string, summary: InstanceSummary | undefined): [string, InstanceSummary][] =>
  summary ? [[id, summary]] : []

function asReadError(error: unknown): ReadError {
  if (error instanceof ReadError) return error
  throw error
}

// The instance operations answer with an ARN where they were asked for a bare id:
// arn:aws:ec2:us-east-1:111122223333:instance/i-0123 or, on premises, arn:aws:codedeploy:…:instance/name_suffix.
const bareId = (id: string): string => (id.startsWith('arn:') ? id.slice(id.indexOf('/') + 1) : id)

function instance(summary: Sdk.InstanceSummary, location: string, deploymentId: string): InstanceSummary {
  return Object.assign(summary, {
    kind: 'InstanceSummary',
    location,
    deploymentId,
    instanceId: summary.instanceId ?? '',
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
