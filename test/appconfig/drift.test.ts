import * as sdk from '@aws-sdk/client-appconfig'
import { drift, type Service } from '../support/drift.ts'
import { modules, schemaOf } from '../support/sdl.ts'

const appconfig: Service = {
  sdk,
  reads: [
    sdk.GetDeployment$,
    sdk.ListDeployments$,
    sdk.GetApplication$,
    sdk.ListApplications$,
    sdk.GetEnvironment$,
    sdk.ListEnvironments$,
    sdk.GetConfigurationProfile$,
    sdk.ListConfigurationProfiles$,
    sdk.GetDeploymentStrategy$,
  ],
  places: {
    Deployment: 'AppConfigDeployment',
    Application: 'AppConfigApplication',
    Environment: 'AppConfigEnvironment',
    ConfigurationProfile: 'ConfigurationProfile',
    DeploymentStrategy: 'DeploymentStrategy',
    'Deployments.Items': 'AppConfigDeploymentConnection.nodes',
    'Deployments.NextToken': 'PageInfo.endCursor',
    'Applications.Items': 'AppConfigApplicationConnection.nodes',
    'Applications.NextToken': 'PageInfo.endCursor',
    'Environments.Items': 'AppConfigEnvironmentConnection.nodes',
    'Environments.NextToken': 'PageInfo.endCursor',
    'ConfigurationProfiles.Items': 'ConfigurationProfileConnection.nodes',
    'ConfigurationProfiles.NextToken': 'PageInfo.endCursor',
    'Deployment.PercentageComplete': 'AppConfigDeployment.percentComplete',
    'DeploymentSummary.PercentageComplete': 'AppConfigDeployment.percentComplete',
    'Application.Id': 'AppConfigApplication.applicationId',
    'Environment.Id': 'AppConfigEnvironment.environmentId',
    'ConfigurationProfile.Id': 'ConfigurationProfile.configurationProfileId',
    'ConfigurationProfile.Validators': 'ConfigurationProfile.validatorTypes',
    'ConfigurationProfileSummary.Id': 'ConfigurationProfile.configurationProfileId',
    'DeploymentStrategy.Id': 'DeploymentStrategy.deploymentStrategyId',
  },
  leftOut: {
    'Validator.Content': 'sensitive: a schema or function may tell what should stay within the account',
  },
  enumNames: {
    DeploymentState: 'AppConfigState',
    DeploymentType: 'AppConfigDeploymentType',
    DeploymentEventType: 'AppConfigEventType',
  },
  notEnums: {
    EnvironmentState: 'AppConfigEnvironment.state is a String: callers show it',
    ActionPoint: 'output of GetExtension, which is not read',
    ExperimentDefinitionStatus: 'output of GetExperimentDefinition, which is not read',
    ExperimentRunStatus: 'output of GetExperimentRun, which is not read',
    ExperimentRunEventType: 'output of ListExperimentRunEvents, which is not read',
    BadRequestReason: 'part of an error, which callers see as a code',
    BytesMeasure: 'part of an error, which callers see as a code',
    DeletionProtectionCheck: 'input of DeleteEnvironment, which writes',
    DeleteType: 'input of DeleteExperimentDefinition, which writes',
  },
}

test('every member of an AppConfig answer has a field, and every word of its enums a value', () => {
  expect(drift(appconfig, schemaOf(modules)).missing).toEqual([])
})

test('every listed rename and omission still exists in the SDK', () => {
  expect(drift(appconfig, schemaOf(modules)).stale).toEqual([])
})

test('the description of each field names the AWS member it comes from', () => {
  const lists = /^(Applications|ConfigurationProfiles|Deployments|Environments|\w+Summary)\./ // their items say it
  const fields = [...drift(appconfig, schemaOf(modules)).members].filter(([member]) => !lists.test(member))
  expect(fields.length).toBeGreaterThan(50)
  expect(fields.filter(([member, description]) => !description.includes(member)).map(([member]) => member)).toEqual([])
})

test.each([
  ['AppConfigDeployment.eventLog', ['Deployment.EventLog: no AppConfigDeployment.eventLog']],
  [
    'AppConfigDeployment.versionLabel',
    [
      'Deployment.VersionLabel: no AppConfigDeployment.versionLabel',
      'DeploymentSummary.VersionLabel: no AppConfigDeployment.versionLabel',
    ],
  ],
  ['AppConfigApplication.applicationId', ['Application.Id: no AppConfigApplication.applicationId']],
  ['AppConfigMonitor.alarmArn', ['Monitor.AlarmArn: no AppConfigMonitor.alarmArn']],
  ['AppliedExtension.parameters', ['AppliedExtension.Parameters: no AppliedExtension.parameters']],
  ['AppConfigState.REVERTED', ['DeploymentState REVERTED: no AppConfigState.REVERTED']],
])('a schema without %s is reported', (coordinate, reported) => {
  expect(drift(appconfig, schemaOf(modules, coordinate)).missing).toEqual(reported)
})

test('the content of a validator is reported unless it is listed as left out', () => {
  const { 'Validator.Content': _, ...leftOut } = appconfig.leftOut
  expect(drift({ ...appconfig, leftOut }, schemaOf(modules)).missing).toEqual([
    'ConfigurationProfile.Validators: ConfigurationProfile.validatorTypes cannot hold it as ValidatorType',
  ])
})
