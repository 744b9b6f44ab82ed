import type { JSONSchemaLoaderOptions } from '@omnigraph/json-schema'

type Operations = JSONSchemaLoaderOptions['operations']

const text = { type: 'string' } as const
const integer = { type: 'integer' } as const
const seconds = { type: 'number' } as const // since 1970: JSON schema has no word for it
const list = (items: object) => ({ type: 'array', items }) as const
const structure = (title: string, properties: Record<string, object>) =>
  ({ type: 'object', title, properties }) as const

/** One operation of https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html as a field of Query. */
const operation = (
  field: string,
  input: Record<string, object>,
  output: Record<string, object>,
): Operations[number] => ({
  type: 'Query',
  field,
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `CodeDeploy_20141006.${field}` },
  requestSchema: structure(`${field}Request`, input),
  responseSchema: structure(`${field}Response`, output),
})

const deploymentOverview = structure('DeploymentOverview', {
  Pending: integer,
  InProgress: integer,
  Succeeded: integer,
  Failed: integer,
  Skipped: integer,
  Ready: integer,
})

const deploymentInfo = structure('DeploymentInfo', {
  applicationName: text,
  deploymentGroupName: text,
  deploymentConfigName: text,
  deploymentId: text,
  status: text,
  createTime: seconds,
  startTime: seconds,
  completeTime: seconds,
  deploymentOverview,
  creator: text,
  deploymentStyle: structure('DeploymentStyle', { deploymentType: text, deploymentOption: text }),
  computePlatform: text,
})

const lifecycleEvent = structure('LifecycleEvent', {
  lifecycleEventName: text,
  status: text,
  startTime: seconds,
  endTime: seconds,
  diagnostics: structure('Diagnostics', { errorCode: text, scriptName: text, message: text, logTail: text }),
})

const instanceTarget = structure('InstanceTarget', {
  deploymentId: text,
  targetId: text,
  targetArn: text,
  status: text,
  lastUpdatedAt: seconds,
  lifecycleEvents: list(lifecycleEvent),
  instanceLabel: text,
})

/** The three operations that W1 takes, with the members that its deployment to instances has. */
export const operations: Operations = [
  operation('GetDeployment', { deploymentId: text }, { deploymentInfo }),
  operation(
    'ListDeploymentTargets',
    { deploymentId: text, nextToken: text },
    { targetIds: list(text), nextToken: text },
  ),
  operation(
    'BatchGetDeploymentTargets',
    { deploymentId: text, targetIds: list(text) },
    { deploymentTargets: list(structure('DeploymentTarget', { deploymentTargetType: text, instanceTarget })) },
  ),
]
