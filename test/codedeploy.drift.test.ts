import * as sdk from '@aws-sdk/client-codedeploy'
import { NormalizedSchema } from '@smithy/core/schema'
import { type GraphQLNamedType, type GraphQLSchema, getNamedType, isEnumType, isLeafType, isObjectType } from 'graphql'
import { modules, schemaOf } from './support/sdl.ts'

const READS = [
  sdk.GetDeployment$,
  sdk.BatchGetDeployments$,
  sdk.GetDeploymentTarget$,
  sdk.BatchGetDeploymentTargets$,
  sdk.GetDeploymentInstance$,
  sdk.BatchGetDeploymentInstances$,
  sdk.GetApplication$,
  sdk.BatchGetApplications$,
  sdk.GetDeploymentGroup$,
  sdk.BatchGetDeploymentGroups$,
  sdk.GetDeploymentConfig$,
]

/** AWS members whose place in the graph the naming rules do not tell: a field, or a type that takes the members in. */
const PLACES: Record<string, string> = {
  'GetDeploymentOutput.deploymentInfo': 'Query.codeDeployDeployment',
  'BatchGetDeploymentsOutput.deploymentsInfo': 'CodeDeployDeploymentConnection.nodes',
  'GetDeploymentTargetOutput.deploymentTarget': 'CodeDeployDeployment.target',
  'BatchGetDeploymentTargetsOutput.deploymentTargets': 'Query.deploymentTargets',
  'GetDeploymentInstanceOutput.instanceSummary': 'Query.deploymentInstance',
  'BatchGetDeploymentInstancesOutput.instancesSummary': 'InstanceSummaries.instances',
  'BatchGetDeploymentInstancesOutput.errorMessage': 'InstanceSummaries.errorMessage',
  'GetApplicationOutput.application': 'Query.codeDeployApplication',
  'BatchGetApplicationsOutput.applicationsInfo': 'CodeDeployApplicationConnection.nodes',
  'GetDeploymentGroupOutput.deploymentGroupInfo': 'Query.deploymentGroup',
  'BatchGetDeploymentGroupsOutput.deploymentGroupsInfo': 'DeploymentGroupConnection.nodes',
  'GetDeploymentConfigOutput.deploymentConfigInfo': 'Query.deploymentConfig',
  'DeploymentTarget.instanceTarget': 'InstanceTarget',
  'DeploymentTarget.lambdaTarget': 'LambdaTarget',
  'DeploymentTarget.ecsTarget': 'EcsTarget',
  'DeploymentTarget.cloudFormationTarget': 'CloudFormationTarget',
  'DeploymentInfo.deploymentOverview': 'CodeDeployDeployment.overview',
  'DeploymentInfo.errorInformation': 'CodeDeployDeployment.error',
  'DeploymentInfo.rollbackInfo': 'CodeDeployDeployment.rollback',
  'RollbackInfo.rollbackMessage': 'RollbackInfo.message',
  'DeploymentGroupInfo.lastAttemptedDeployment': 'DeploymentGroup.latestDeployment',
  'DeploymentGroupInfo.lastSuccessfulDeployment': 'DeploymentGroup.latestSuccessfulDeployment',
  'LastDeploymentInfo.endTime': 'CodeDeployDeployment.completedAt',
  'RevisionLocation.revisionType': 'Revision.type',
  'RevisionLocation.s3Location': 'Revision.s3',
  'RevisionLocation.gitHubLocation': 'Revision.github',
  'RevisionLocation.string': 'Revision.appSpec',
  'RevisionLocation.appSpecContent': 'Revision.appSpec',
  'LambdaTarget.lambdaFunctionInfo': 'LambdaTarget.function',
  'ECSTarget.taskSetsInfo': 'EcsTarget.taskSets',
  'ECSTaskSet.targetGroup': 'EcsTaskSet.targetGroupName',
  'ECSTaskSet.taskSetLabel': 'EcsTaskSet.label',
  'LifecycleEvent.lifecycleEventName': 'LifecycleEvent.name',
}

/** AWS members that have no field, and why. */
const LEFT_OUT: Record<string, string> = {
  'DeploymentTarget.deploymentTargetType': '__typename says it',
  'BatchGetDeploymentGroupsOutput.errorMessage': 'names groups that do not exist; these are null in the graph',
}

/** The naming rules of the schema. */
const MOMENTS: Record<string, string> = {
  createTime: 'createdAt',
  startTime: 'startedAt',
  endTime: 'endedAt',
  completeTime: 'completedAt',
}
const nameOf = (member: string) =>
  MOMENTS[member] ?? (member.charAt(0).toLowerCase() + member.slice(1)).replace('identifer', 'identifier')
const valueName = (word: string) =>
  word === 'GitHub' ? 'GITHUB' : word.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()

/** SDK enums that share a GraphQL enum or have another name there. */
const ENUM_NAMES: Record<string, string> = {
  DeploymentStatus: 'CodeDeployStatus',
  InstanceStatus: 'TargetStatus',
  _InstanceType: 'TargetLabel',
  RevisionLocationType: 'RevisionType',
  EC2TagFilterType: 'TagFilterType',
  MinimumHealthyHostsPerZoneType: 'MinimumHealthyHostsType',
}

/** SDK enums without a GraphQL enum, and why. */
const NOT_ENUMS: Record<string, string> = {
  DeploymentCreator: 'creator is a String: the list grows, and callers show it',
  ErrorCode: 'DeploymentError.code is a String: the list grows, and callers show it',
  DeploymentTargetType: '__typename says it',
  TargetFilterName: 'the names are the fields of TargetFilter',
  ApplicationRevisionSortBy: 'input of ListApplicationRevisions, which is not read',
  SortOrder: 'input of ListApplicationRevisions, which is not read',
  ListStateFilterAction: 'input of ListApplicationRevisions, which is not read',
  RegistrationStatus: 'input of ListOnPremisesInstances, which is not read',
  DeploymentWaitType: 'input of ContinueDeployment, which writes',
  StopStatus: 'output of StopDeployment, which writes',
}

const isEnum = (exported: unknown): exported is Record<string, string> =>
  typeof exported === 'object' &&
  !Array.isArray(exported) &&
  Object.values(exported ?? {}).every((word) => typeof word === 'string')

const sdkEnums = Object.entries<unknown>(sdk).flatMap(([name, exported]) =>
  isEnum(exported) ? [{ name, words: Object.values(exported) }] : [],
)

/** What the SDK's answers and enums hold and the schema does not, one line each; and the AWS members met, with their field's description. */
function drift(schema: GraphQLSchema): { missing: string[]; members: Map<string, string> } {
  const missing = new Set<string>()
  const members = new Map<string, string>()
  const compared = new Set<string>()
  const covered = new Set(sdkEnums.map(({ name }) => ENUM_NAMES[name] ?? name))

  const compareStruct = (struct: NormalizedSchema, type?: GraphQLNamedType) => {
    if (compared.has(`${struct.getName()} ${type}`)) return
    compared.add(`${struct.getName()} ${type}`)
    for (const [name, member] of struct.structIterator()) compareMember(`${struct.getName()}.${name}`, member, type)
  }

  const compareMember = (member: string, aws: NormalizedSchema, parent?: GraphQLNamedType) => {
    members.set(member, '')
    if (member in LEFT_OUT) return
    const place = PLACES[member] ?? `${parent}.${nameOf(member.split('.')[1] ?? '')}`
    const [typeName = '', fieldName] = place.split('.')
    const owner = schema.getType(typeName)
    const field = fieldName && isObjectType(owner) ? owner.getFields()[fieldName] : undefined
    const type = fieldName ? getNamedType(field?.type) : owner
    if (!type) return missing.add(`${member}: no ${place}`)
    members.set(member, field?.description ?? '')
    let item = aws
    while (item.isListSchema()) item = item.getValueSchema()
    if (item.isStructSchema() && !isLeafType(type)) return compareStruct(item, type)
    if (item.isStructSchema() ? [...item.structIterator()].length > 1 : !kindsOf(item, type).includes(type.name))
      missing.add(`${member}: ${place} cannot hold it as ${type}`)
    if (isEnumType(type) && !covered.has(type.name)) missing.add(`${member}: no SDK enum is compared with ${type}`)
  }

  for (const read of READS) compareStruct(NormalizedSchema.of(read[5]))
  for (const { name, words } of sdkEnums.filter(({ name }) => !(name in NOT_ENUMS))) {
    const type = schema.getType(ENUM_NAMES[name] ?? name)
    for (const word of words)
      if (!isEnumType(type) || !type.getValue(valueName(word)))
        missing.add(`${name} ${word}: no ${type}.${valueName(word)}`)
  }
  return { missing: [...missing], members }
}

/** The GraphQL types that can hold a simple AWS value. */
function kindsOf(aws: NormalizedSchema, type: GraphQLNamedType): string[] {
  if (aws.isTimestampSchema()) return ['DateTime']
  if (aws.isBooleanSchema()) return ['Boolean']
  if (aws.isNumericSchema()) return ['Int', 'Float']
  return isEnumType(type) ? [type.name] : ['String', 'ID']
}

test('everything CodeDeploy can answer has a field, and every word of its enums a value', () => {
  expect(drift(schemaOf(modules)).missing).toEqual([])
})

test('every rename and every omission is still about something that the SDK has', () => {
  const { members } = drift(schemaOf(modules))
  expect([...Object.keys(PLACES), ...Object.keys(LEFT_OUT)].filter((member) => !members.has(member))).toEqual([])
  const enums = sdkEnums.map(({ name }) => name)
  expect([...Object.keys(ENUM_NAMES), ...Object.keys(NOT_ENUMS)].filter((name) => !enums.includes(name))).toEqual([])
})

test('the description of a field names the AWS member it comes from', () => {
  const answers = /^(\w+Output|DeploymentTarget|LastDeploymentInfo)\./ // whole objects: their type's description says it
  const fields = [...drift(schemaOf(modules)).members].filter(([member]) => !answers.test(member))
  expect(fields.length).toBeGreaterThan(100)
  expect(fields.filter(([member, description]) => !description.includes(member)).map(([member]) => member)).toEqual([])
})

test.each([
  ['CodeDeployDeployment.externalId', ['DeploymentInfo.externalId: no CodeDeployDeployment.externalId']],
  ['CodeDeployApplication.createdAt', ['ApplicationInfo.createTime: no CodeDeployApplication.createdAt']],
  ['Diagnostics.logTail', ['Diagnostics.logTail: no Diagnostics.logTail']],
  ['EcsTaskSet.identifier', ['ECSTaskSet.identifer: no EcsTaskSet.identifier']],
  ['Ec2TagFilter.key', ['EC2TagFilter.Key: no Ec2TagFilter.key']],
  ['CodeDeployStatus.BAKING', ['DeploymentStatus Baking: no CodeDeployStatus.BAKING']],
])('a schema without %s is reported', (coordinate, reported) => {
  expect(drift(schemaOf(modules, coordinate)).missing).toEqual(reported)
})
