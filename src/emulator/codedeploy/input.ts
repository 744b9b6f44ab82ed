import { DeploymentStatus, TargetLabel, TargetStatus } from '@aws-sdk/client-codedeploy'
import { AwsError } from '../wire.ts'

/** CodeDeploy's exception for each missing member. */
const REQUIRED: Record<string, [exception: string, message: string]> = {
  applicationName: ['ApplicationNameRequiredException', 'Application name is missing'],
  applicationNames: ['ApplicationNameRequiredException', 'Application names are missing'],
  deploymentConfigName: ['DeploymentConfigNameRequiredException', 'Deployment Config name is missing'],
  deploymentGroupName: ['DeploymentGroupNameRequiredException', 'Deployment Group name is missing'],
  deploymentGroupNames: ['DeploymentGroupNameRequiredException', 'Deployment Group names are missing'],
  deploymentId: ['DeploymentIdRequiredException', 'Deployment ID is missing'],
  deploymentIds: ['DeploymentIdRequiredException', 'Deployment IDs are missing'],
  instanceId: ['InstanceIdRequiredException', 'Instance ID is missing'],
  instanceIds: ['InstanceIdRequiredException', 'Instance IDs are missing'],
  revision: ['RevisionRequiredException', 'Revision is missing'],
  revisions: ['RevisionRequiredException', 'Revisions are missing'],
  targetId: ['DeploymentTargetIdRequiredException', 'Deployment target ID is missing'],
  targetIds: ['DeploymentTargetIdRequiredException', 'Deployment target IDs are missing'],
}

/** Throws the …RequiredException of the first member that the model requires and that is absent or empty. */
export function checkRequired(input: object, required: string[]): void {
  const members = input as Record<string, unknown>
  for (const member of required) {
    const value = members[member]
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) throw missing(member)
  }
}

export function missing(member: string): AwsError {
  const [exception, message] = REQUIRED[member] ?? ['InvalidInputException', `${member} is missing`]
  return new AwsError(exception, message)
}

/** Throws BatchLimitExceededException for too many ids. The choice of this exception is modelled. */
export function checkBatch(ids: string[], limit: number): void {
  if (ids.length <= limit) return
  const message = `The maximum number of names or IDs allowed for this request (${limit}) was exceeded.`
  throw new AwsError('BatchLimitExceededException', message)
}

/** Deployment ids are `d-` and nine capitals or digits. */
export function checkDeploymentId(id: string): void {
  if (/^d-[A-Z0-9]{9}$/.test(id)) return
  throw new AwsError('InvalidDeploymentIdException', `Specified DeploymentId is not in the valid format: ${id}`)
}

/** Names have at most 100 characters ("CodeDeploy quotas"), and none that would break an ARN. */
export function checkName(name: string, exception: string): void {
  if (/^[\w.+=,@ -]{1,100}$/.test(name)) return
  throw new AwsError(exception, `The name is not valid: ${name}`)
}

/** Throws InvalidDeploymentStatusException for a status that no deployment has. */
export function checkDeploymentStatuses(statuses: string[]): void {
  checkEnum(statuses, DeploymentStatus, 'InvalidDeploymentStatusException')
}

/** Throws InvalidInstanceStatusException for a status that no target has. */
export function checkTargetStatuses(statuses: string[]): void {
  checkEnum(statuses, TargetStatus, 'InvalidInstanceStatusException')
}

/** Throws InvalidInstanceTypeException for anything but Blue and Green. */
export function checkLabels(labels: string[]): void {
  checkEnum(labels, TargetLabel, 'InvalidInstanceTypeException')
}

function checkEnum(values: string[], allowed: Record<string, string>, exception: string): void {
  const allowedValues = Object.values(allowed)
  const bad = values.find((value) => !allowedValues.includes(value))
  if (bad !== undefined) throw new AwsError(exception, `'${bad}' is not one of ${allowedValues.join(', ')}`)
}
