import { quote } from '../errors.ts'
import { UsageError } from './usage-error.ts'

/** The meaning of an id: a kind of activity, and the variables of its documents. */
export interface ActivityId {
  kind: 'codeDeployDeployment' | 'appConfigDeployment' | 'lifecycleExecution'
  variables: Record<string, string | number>
}

/** Reads an id as AWS shows it. An AppConfig deployment has three, joined by slashes. */
export function activityIdOf(text: string): ActivityId {
  if (/^d-[A-Z\d]+$/i.test(text)) return { kind: 'codeDeployDeployment', variables: { id: text } }
  if (/^lce-[\da-f-]+$/i.test(text)) return { kind: 'lifecycleExecution', variables: { id: text } }
  const [, application, environment, number] = /^([a-z\d]+)\/([a-z\d]+)\/(\d{1,9})$/.exec(text) ?? []
  if (application && environment)
    return { kind: 'appConfigDeployment', variables: { application, environment, number: Number(number) } }
  throw new UsageError(
    `expected the id of a deployment (d-…), of a lifecycle execution (lce-…), or application/environment/number of an AppConfig deployment, found ${quote(text)}`,
  )
}

/** The members of each kind that its id is made of, and how far a deployment is. */
export const OWN_FIELDS: Record<ActivityId['kind'], string> = {
  codeDeployDeployment: 'percentComplete deploymentId',
  appConfigDeployment: 'percentComplete applicationId environmentId deploymentNumber',
  lifecycleExecution: 'lifecycleExecutionId',
}

/** The same of an activity of any kind. */
export const ID_FIELDS = `
  ... on CodeDeployDeployment { ${OWN_FIELDS.codeDeployDeployment} }
  ... on AppConfigDeployment { ${OWN_FIELDS.appConfigDeployment} }
  ... on LifecycleExecution { ${OWN_FIELDS.lifecycleExecution} }`

export interface Identified {
  deploymentId?: string
  applicationId?: string
  environmentId?: string
  deploymentNumber?: number
  lifecycleExecutionId?: string
}

/** The id of an activity as `why` and `watch` take it. */
export const shownId = (of: Identified): string =>
  of.deploymentId ??
  of.lifecycleExecutionId ??
  [of.applicationId, of.environmentId, of.deploymentNumber].filter((part) => part !== undefined).join('/')
