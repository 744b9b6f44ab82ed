import type { Phase } from '../generated/resolvers.ts'

/** The statuses of a service and the phase that each is. */
type Phases = ReadonlyMap<string, Phase>

/** DeploymentInfo.status. https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html */
export const CODEDEPLOY: Phases = new Map<string, Phase>([
  ['Created', 'PENDING'],
  ['Queued', 'PENDING'],
  ['InProgress', 'IN_PROGRESS'],
  ['Baking', 'IN_PROGRESS'],
  ['Ready', 'WAITING'],
  ['Succeeded', 'SUCCEEDED'],
  ['Failed', 'FAILED'],
  ['Stopped', 'STOPPED'],
])

/** Deployment.State. https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetDeployment.html */
export const APPCONFIG: Phases = new Map<string, Phase>([
  ['DEPLOYING', 'IN_PROGRESS'],
  ['VALIDATING', 'IN_PROGRESS'],
  ['BAKING', 'IN_PROGRESS'],
  ['COMPLETE', 'SUCCEEDED'],
  ['ROLLING_BACK', 'ROLLING_BACK'],
  ['ROLLED_BACK', 'ROLLED_BACK'],
  ['REVERTED', 'ROLLED_BACK'],
])

/** LifecycleExecutionState.status. https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecycleExecutionState.html */
export const IMAGE_BUILDER: Phases = new Map<string, Phase>([
  ['PENDING', 'PENDING'],
  ['IN_PROGRESS', 'IN_PROGRESS'],
  ['CANCELLING', 'IN_PROGRESS'],
  ['SUCCESS', 'SUCCEEDED'],
  ['FAILED', 'FAILED'],
  ['CANCELLED', 'STOPPED'],
])

/** The phase of a status; UNKNOWN for a status that is newer than this gateway. */
export const phaseOf = (phases: Phases, status: string | undefined): Phase => phases.get(status ?? '') ?? 'UNKNOWN'

/**
 * The statuses that are in one of the wanted phases; undefined when a status that is not known here may be among them,
 * so that AWS cannot be asked for them by name.
 */
export const statusesIn = (phases: Phases, wanted: readonly Phase[]): string[] | undefined =>
  wanted.includes('UNKNOWN')
    ? undefined
    : [...phases].flatMap(([status, phase]) => (wanted.includes(phase) ? status : []))
