import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
} from 'graphql'

/**
 * Fields whose text nobody but AWS, the operator of the gateway or the gateway itself chooses, although it is a `String`:
 * by name where they mean the same on every type, otherwise by coordinate. All other text is untrusted. Listed in
 * docs/mcp.md.
 */
export const VOCABULARY: ReadonlySet<string> = new Set(
  [
    'consoleUrl cursor startCursor endCursor rawStatus rawType', // of the gateway, and words of AWS's enums
    'Location.name Location.region Location.accountId', // the configuration
    'SourceProblem.code DeploymentError.code CodeDeployDeployment.creator EcsTaskSet.status', // words of AWS
    'LifecycleEvent.name LifecycleEventCount.name FailureGroup.lifecycleEventName DeploymentProgress.currentEvent',
    'AppConfigEnvironment.state ConfigurationProfile.type CloudFormationTarget.resourceType',
    'S3Revision.eTag AppSpecRevision.sha256 ActionInvocation.invocationId', // made by AWS
    'LifecycleExecutionResource.accountId LifecycleExecutionResource.region',
    'DeploymentDayStatistics.date',
  ].flatMap((row) => row.split(' ')),
)

/** Fields of the type `ID` whose text people may choose: names of servers, functions, services and policies. */
export const CHOSEN_IDS: ReadonlySet<string> = new Set(
  'targetId targetIds instanceId missingInstanceIds LifecyclePolicy.arn LifecycleExecution.lifecyclePolicyArn'.split(
    ' ',
  ),
)

/**
 * Whether somebody else may have written the text of a field: everybody who can deploy, tag, name or describe a thing on
 * AWS. A field of an interface is as its least trusted implementation.
 */
export function isUntrusted(
  schema: GraphQLSchema,
  parent: GraphQLCompositeType,
  { name, type }: Pick<GraphQLField<unknown, unknown>, 'name' | 'type'>,
): boolean {
  const leaf = getNamedType(type)
  if (!isLeafType(leaf) || (leaf.name !== 'String' && leaf.name !== 'ID')) return false
  const types = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent]
  const isIn = (names: ReadonlySet<string>, of: string) => names.has(name) || names.has(`${of}.${name}`)
  return leaf.name === 'ID'
    ? types.some((of) => isIn(CHOSEN_IDS, of.name))
    : types.some((of) => !isIn(VOCABULARY, of.name))
}
