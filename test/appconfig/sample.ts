import type { Sample } from '../support/samples.ts'

const AT = new Date('2026-11-20T12:00:00Z')

const APPLICATION = 'appConfigApplication(applicationId: "app0001", location: $at)'
const DEPLOYMENT =
  'appConfigDeployment(applicationId: "app0001", environmentId: "prod001", deploymentNumber: 1, location: $at)'

export const sample: Sample<'appconfig'> = {
  world: () => ({
    applications: [{ Id: 'app0001', Name: 'checkout' }],
    environments: [{ ApplicationId: 'app0001', Id: 'prod001', Name: 'prod', State: 'READY_FOR_DEPLOYMENT' }],
    configurationProfiles: [{ ApplicationId: 'app0001', Id: 'prof001', Name: 'flags', RetrievalRoleArn: 'arn:role' }],
    deploymentStrategies: [{ Id: 'strat01', Name: 'slowly' }],
    deployments: [
      {
        ...{ ApplicationId: 'app0001', EnvironmentId: 'prod001', DeploymentNumber: 1, State: 'ROLLED_BACK' },
        ...{ ConfigurationProfileId: 'prof001', DeploymentStrategyId: 'strat01', StartedAt: AT, CompletedAt: AT },
        ...{ Description: 'first', EventLog: [{ EventType: 'ROLLBACK_STARTED', TriggeredBy: 'USER' }] },
        AppliedExtensions: [{ ExtensionId: 'ext0001' }],
      },
      // As older answers of ListDeployments are: without the profile.
      { ApplicationId: 'app0001', EnvironmentId: 'prod001', DeploymentNumber: 2, State: 'COMPLETE', StartedAt: AT },
    ],
  }),
  arguments: {
    applicationId: '"app0001"',
    configurationProfileId: '"prof001"',
    deploymentNumber: '1',
    deploymentStrategyId: '"strat01"',
    environmentId: '"prod001"',
  },
  operations: {
    ListApplications: ['appConfigApplications(location: $at) { nodes { name } }', ['nodes', 0]],
    GetApplication: [`${APPLICATION} { name }`, []],
    ListEnvironments: [`${APPLICATION} { environments(first: 1) { nodes { name } } }`, ['environments', 'nodes', 0]],
    GetEnvironment: [`${DEPLOYMENT} { environment { name } }`, ['environment']],
    ListConfigurationProfiles: [
      `${APPLICATION} { configurationProfiles { nodes { name } } }`,
      ['configurationProfiles', 'nodes', 0],
    ],
    GetConfigurationProfile: [
      `${APPLICATION} { configurationProfiles { nodes { retrievalRoleArn } } }`,
      ['configurationProfiles', 'nodes', 0, 'retrievalRoleArn'],
    ],
    ListDeployments: [
      'appConfigDeployments(applicationId: "app0001", environmentId: "prod001", location: $at) { nodes { state } }',
      ['nodes', 0],
    ],
    GetDeployment: [`${DEPLOYMENT} { state }`, []],
    GetDeploymentStrategy: [`${DEPLOYMENT} { deploymentStrategy { name } }`, ['deploymentStrategy']],
  },
  entities: {
    AppConfigDeployment: {
      id: ['app0001', 'prod001', '1'],
      natural: { applicationId: 'app0001', environmentId: 'prod001', deploymentNumber: 1 },
    },
    AppConfigApplication: { id: ['app0001'], natural: { applicationId: 'app0001' } },
    AppConfigEnvironment: {
      id: ['app0001', 'prod001'],
      natural: { applicationId: 'app0001', environmentId: 'prod001' },
    },
    ConfigurationProfile: {
      id: ['app0001', 'prof001'],
      natural: { applicationId: 'app0001', configurationProfileId: 'prof001' },
    },
    DeploymentStrategy: { id: ['strat01'], natural: { deploymentStrategyId: 'strat01' } },
  },
  entityCalls: {
    ...{ GetApplication: 1, GetConfigurationProfile: 1, GetDeployment: 1, GetDeploymentStrategy: 1, GetEnvironment: 1 },
  },
}
