import type * as Sdk from '@aws-sdk/client-codedeploy'
import {
  BatchGetDeploymentTargetsCommand,
  ListDeploymentTargetsCommand,
  TargetLabel,
  TargetStatus,
} from '@aws-sdk/client-codedeploy'
import { Indexed } from '../aws/calls/indexed/indexed.ts'
import { type AwsListing, identity } from '../aws/request/listing.ts'
import { byId } from '../aws/request/tag-shapes.ts'
import { assertMaxCharacters } from '../graphql/arguments.ts'
import { type CodeDeployReader, WRITTEN_BY_SCRIPTS } from './client.ts'
import { createInstances } from './instances.ts'
import type { Target } from './model.ts'
import { unknownTarget } from './unknown-target.ts'

// BatchGetDeploymentTargets: "The maximum number of deployment target IDs you can specify is 25." The same holds for
// BatchGetDeploymentInstances.
export const TARGETS_PER_BATCH = 25

// An ARN of an ECS service or of a machine, and some more.
const MAX_TARGET_ID = 1_024

export interface TargetFilter {
  statuses?: readonly (keyof typeof TargetStatus)[] | null
  instanceLabels?: readonly (keyof typeof TargetLabel)[] | null
}

const NOT_STARTED: ReadonlySet<string> = new Set(['DeploymentNotStartedException'])

interface WithEvents {
  lifecycleEvents?: Sdk.LifecycleEvent[]
}

// Instances have labels only in blue/green deployments: in others no instance has the requested label.
// "An instance type was specified for an in-place deployment."
// https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ListDeploymentTargets.html
const NO_TARGETS: ReadonlySet<string> = new Set([...NOT_STARTED, 'InvalidDeploymentInstanceTypeException'])

// AWS may still change a target of a deployment that has failed or was stopped: its hooks go on.
const ENDS: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Skipped'] satisfies Sdk.TargetStatus[])
const FINAL_FILTERS: ReadonlySet<string> = new Set([
  'SUCCEEDED',
  'FAILED',
  'SKIPPED',
] satisfies (keyof typeof TargetStatus)[])

/** Removes credentials. Cached targets keep it, so it may hold nothing of a request. */
const cleaning =
  (scrub: (text: string) => string) =>
  ({ lifecycleEvents = [] }: WithEvents): void => {
    for (const { diagnostics } of lifecycleEvents) {
      if (diagnostics?.logTail) diagnostics.logTail = scrub(diagnostics.logTail)
      if (diagnostics?.message) diagnostics.message = scrub(diagnostics.message)
    }
  }

/**
 * Reads the targets of deployments, for one request. `hasEnded` tells whether a deployment is known to have ended for
 * good: then it gets no other targets. `scrub` removes credentials from script output.
 */
export function createCodeDeployTargets(
  codedeploy: CodeDeployReader,
  deployment: (location: string, deploymentId: string) => Promise<object | undefined>,
  hasEnded: (location: string, deploymentId: string) => boolean,
  scrub: (text: string) => string,
) {
  const clean = cleaning(scrub)

  /** Applied before a result is cached or returned. */
  const cleaned = <T extends WithEvents | undefined>(shape: T): T => {
    if (shape instanceof Indexed) Object.assign(shape, { scrub, onParsed: clean })
    else if (shape) clean(shape)
    return shape
  }

  /**
   * BatchGetDeploymentTargets, 25 of one deployment a call. One bad id may fail the call or be left out of the answer
   * (which of the two is undocumented), and ECS and Lambda deployments may refuse more than one id.
   */
  const target = codedeploy.batched(BatchGetDeploymentTargetsCommand, {
    size: TARGETS_PER_BATCH,
    splitOn: new Set([
      'ValidationException',
      'DeploymentTargetDoesNotExistException',
      'InvalidDeploymentTargetIdException',
      'DeploymentTargetIdRequiredException',
      'InstanceDoesNotExistException',
      'InvalidInstanceNameException',
    ]),
    singleKeyOn: 'DeploymentTargetListSizeExceededException',
    writtenByScripts: WRITTEN_BY_SCRIPTS,
    listing: (location, deploymentId) => ids(location, deploymentId),
    emptyOn: NOT_STARTED,
    input: (targetIds, [deploymentId]: [string]) => ({ deploymentId, targetIds }),
    values: ({ deploymentTargets = [] }, location, [deploymentId]) =>
      byId(
        deploymentTargets.map((target) => cleaned(narrowed(target, location, deploymentId))),
        ({ targetId }) => targetId,
      ),
    idOf: ({ targetId }) => targetId,
    isFinal: (target) => hasEnded(target.location, target.deploymentId) && ENDS.has(target.status ?? ''),
  })

  /** The ids of a deployment's targets: ListDeploymentTargets. None while it is created or queued, and none of a label where instances have none. */
  const ids = (location: string, deploymentId: string, filter?: TargetFilter | null): AwsListing<string> => {
    const { statuses, instanceLabels } = filter ?? {}
    const targetFilters = {
      ...(statuses?.length && { TargetStatus: statuses.map((status) => TargetStatus[status]) }),
      ...(instanceLabels?.length && { ServerInstanceLabel: instanceLabels.map((label) => TargetLabel[label]) }),
    }
    return codedeploy.listing(ListDeploymentTargetsCommand, location, {
      input: (nextToken) => ({ deploymentId, nextToken, targetFilters }),
      page: ({ targetIds = [], nextToken }) => ({ items: targetIds, nextToken }),
      idOf: identity,
      emptyOn: NO_TARGETS,
      isFinal: () => (statuses ?? []).every((status) => FINAL_FILTERS.has(status)) && hasEnded(location, deploymentId),
    })
  }

  const checkedTarget = async (location: string, deploymentId: string, targetId: string) =>
    target(location, deploymentId, assertMaxCharacters(MAX_TARGET_ID, targetId, 'targetId'))

  return { target: checkedTarget, all: target.all, ids, ...createInstances(codedeploy, deployment, cleaned) }
}

/** The one of the four members that holds the target, or what is read of a kind that is newer than the SDK. */
function narrowed(target: Sdk.DeploymentTarget, location: string, deploymentId: string): Target | undefined {
  const withKind = <Kind extends Target['kind'], Shape extends { targetId?: string }>(kind: Kind, shape: Shape) =>
    Object.assign(shape, { kind, location, deploymentId, targetId: shape.targetId ?? '' })
  if (target.instanceTarget) return withKind('InstanceTarget', target.instanceTarget)
  if (target.lambdaTarget) return withKind('LambdaTarget', target.lambdaTarget)
  if (target.ecsTarget) return withKind('EcsTarget', target.ecsTarget)
  if (target.cloudFormationTarget) return withKind('CloudFormationTarget', target.cloudFormationTarget)
  return unknownTarget(target, location, deploymentId)
}
