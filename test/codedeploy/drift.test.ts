import * as sdk from '@aws-sdk/client-codedeploy'
import { drift, type Service } from '../support/drift.ts'
import { modules, schemaOf } from '../support/sdl.ts'

const codedeploy: Service = {
  sdk,
  reads: [
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
    sdk.BatchGetApplicationRevisions$,
    sdk.GetApplicationRevision$,
  ],
  places: {
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
    'BatchGetApplicationRevisionsOutput.revisions': 'Revision',
    'RevisionInfo.revisionLocation': 'Revision',
    'GetApplicationRevisionOutput.revision': 'Revision',
    'DeploymentTarget.instanceTarget': 'InstanceTarget',
    'DeploymentTarget.lambdaTarget': 'LambdaTarget',
    'DeploymentTarget.ecsTarget': 'EcsTarget',
    'DeploymentTarget.cloudFormationTarget': 'CloudFormationTarget',
    'DeploymentInfo.deploymentOverview': 'CodeDeployDeployment.overview',
    'DeploymentInfo.errorInformation': 'CodeDeployDeployment.error',
    'DeploymentInfo.rollbackInfo': 'CodeDeployDeployment.rollback',
    'RollbackInfo.rollbackMessage': 'RollbackInfo.message',
    'LastDeploymentInfo.endTime': 'LastDeployment.completedAt',
    'DeploymentTarget.deploymentTargetType': 'UnknownTarget.rawType',
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
  },
  leftOut: {
    'BatchGetApplicationRevisionsOutput.applicationName': 'the one that was asked for',
    'BatchGetApplicationRevisionsOutput.errorMessage': 'of revisions that it does not have: their contents are null',
    'GetApplicationRevisionOutput.applicationName': 'the one that was asked for',
    'GetApplicationRevisionOutput.revisionInfo': 'only the contents of a revision are read',
    'RevisionInfo.genericRevisionInfo': 'only the contents of a revision are read',
    'BatchGetDeploymentGroupsOutput.errorMessage': 'of a group: null if it says that there is none, else an error',
  },
  enumNames: {
    DeploymentStatus: 'CodeDeployStatus',
    InstanceStatus: 'TargetStatus',
    _InstanceType: 'TargetLabel',
    RevisionLocationType: 'RevisionType',
    EC2TagFilterType: 'TagFilterType',
    MinimumHealthyHostsPerZoneType: 'MinimumHealthyHostsType',
  },
  notEnums: {
    DeploymentCreator: 'creator is a String: the list grows, and callers show it',
    ErrorCode: 'DeploymentError.code is a String: the list grows, and callers show it',
    DeploymentTargetType: '__typename says it, and UnknownTarget.rawType of the kinds that it lacks',
    TargetFilterName: 'the names are the fields of TargetFilter',
    ApplicationRevisionSortBy: 'input of ListApplicationRevisions, which is not read',
    SortOrder: 'input of ListApplicationRevisions, which is not read',
    ListStateFilterAction: 'input of ListApplicationRevisions, which is not read',
    RegistrationStatus: 'input of ListOnPremisesInstances, which is not read',
    DeploymentWaitType: 'input of ContinueDeployment, which writes',
    StopStatus: 'output of StopDeployment, which writes',
  },
}

test('every member of a CodeDeploy answer has a field, and every word of its enums a value', () => {
  expect(drift(codedeploy, schemaOf(modules)).missing).toEqual([])
})

test('every listed rename and omission still exists in the SDK', () => {
  expect(drift(codedeploy, schemaOf(modules)).stale).toEqual([])
})

test('the description of each field names the AWS member it comes from', () => {
  const answers = /^(\w+Output|LastDeploymentInfo)\./ // whole objects: their type's description says it
  const fields = [...drift(codedeploy, schemaOf(modules)).members].filter(([member]) => !answers.test(member))
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
  expect(drift(codedeploy, schemaOf(modules, coordinate)).missing).toEqual(reported)
})
