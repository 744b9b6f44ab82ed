import type { DeploymentInfo, DeploymentTarget } from '@aws-sdk/client-codedeploy'
import { deploymentOf, rawTarget } from '../../src/emulator/codedeploy/deployment-record.ts'
import { appSpecRevision } from '../../src/emulator/codedeploy/revision-record.ts'
import type { Sample } from '../support/samples.ts'

export const DEPLOYMENT = 'd-SERVER001'
const INSTANCE = 'i-00000000000000001'
const AT = new Date('2026-11-20T12:00:00Z')
const LATER = new Date('2026-11-20T13:00:00Z')
const appSpecOf = (version: number) =>
  appSpecRevision(JSON.stringify({ Resources: [{ web: { Properties: { TaskDefinition: `web:${version}` } } }] }))
const STACK = 'arn:aws:cloudformation:us-east-1:111122223333:stack/web/9a7f-11'

const deployment = (deploymentId: string, platform: string, target: DeploymentTarget, more: DeploymentInfo = {}) =>
  deploymentOf(
    {
      ...{ deploymentId, applicationName: 'fleet', deploymentGroupName: 'production', status: 'Succeeded' },
      ...{ deploymentConfigName: 'CodeDeployDefault.OneAtATime', computePlatform: platform as 'Server' },
      ...{ createTime: AT, startTime: AT, completeTime: AT, ...more },
    },
    [target],
  )

const ONE = `codeDeployDeployment(deploymentId: "${DEPLOYMENT}", location: $at)`
const APPLICATION = 'codeDeployApplication(applicationName: "fleet", location: $at)'
const target = (deploymentId: string, targetId: string) => ({
  id: [deploymentId, targetId],
  natural: { deploymentId, targetId },
})

export const sample: Sample<'codedeploy'> = {
  world: () => ({
    applications: [{ applicationName: 'fleet', applicationId: 'fleet', computePlatform: 'Server' }],
    groups: [
      {
        ...{ applicationName: 'fleet', deploymentGroupName: 'production', computePlatform: 'Server' },
        deploymentConfigName: 'CodeDeployDefault.OneAtATime',
        lastAttemptedDeployment: { deploymentId: 'd-LAMBDA001', status: 'Succeeded' },
        lastSuccessfulDeployment: { deploymentId: 'd-ECS000001', status: 'Succeeded' },
      },
    ],
    deployments: [
      deployment(
        DEPLOYMENT,
        'Server',
        {
          deploymentTargetType: 'InstanceTarget',
          instanceTarget: {
            ...{ targetId: INSTANCE, status: 'Failed' },
            lifecycleEvents: [{ lifecycleEventName: 'Install', status: 'Failed' }],
          },
        },
        {
          ...{ revision: appSpecOf(2), previousRevision: appSpecOf(1) },
          createTime: LATER, // the first of the list, whose id the tests read again
          ...{ status: 'Failed', errorInformation: { code: 'HEALTH_CONSTRAINTS' }, deploymentOverview: { Failed: 1 } },
          rollbackInfo: { rollbackDeploymentId: 'd-LAMBDA001', rollbackTriggeringDeploymentId: 'd-ECS000001' },
          relatedDeployments: {
            autoUpdateOutdatedInstancesRootDeploymentId: 'd-LAMBDA001',
            autoUpdateOutdatedInstancesDeploymentIds: ['d-ECS000001', 'd-STACK0001'],
          },
        },
      ),
      deployment(
        'd-LAMBDA001',
        'Lambda',
        {
          deploymentTargetType: 'LambdaTarget',
          lambdaTarget: {
            ...{ targetId: 'pricing:live', status: 'InProgress' },
            lifecycleEvents: [{ lifecycleEventName: 'BeforeAllowTraffic', status: 'InProgress', startTime: AT }],
          },
        },
        { status: 'InProgress', createTime: new Date(LATER.getTime() - 1), completeTime: undefined },
      ),
      deployment(
        'd-ECS000001',
        'ECS',
        { deploymentTargetType: 'ECSTarget', ecsTarget: { targetId: 'cluster:service', status: 'Ready' } },
        {
          status: 'Ready',
          blueGreenDeploymentConfiguration: {
            deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 60 },
          },
        },
      ),
      deployment('d-STACK0001', 'ECS', {
        deploymentTargetType: 'CloudFormationTarget',
        cloudFormationTarget: { targetId: STACK, status: 'Succeeded' },
      }),
      deployment('d-PODS00001', 'Server', rawTarget('PodTarget', 'podTarget', { targetId: 'pod-1' })),
    ],
  }),
  arguments: {
    applicationName: '"fleet"',
    deploymentConfigName: '"CodeDeployDefault.OneAtATime"',
    deploymentGroupName: '"production"',
    deploymentId: `"${DEPLOYMENT}"`,
    instanceId: `"${INSTANCE}"`,
    instanceIds: `["${INSTANCE}"]`,
    targetId: `"${INSTANCE}"`,
    targetIds: `["${INSTANCE}"]`,
  },
  operations: {
    ListApplications: ['codeDeployApplications(location: $at) { nodes { applicationName } }', ['nodes', 0]],
    BatchGetApplications: [`${APPLICATION} { computePlatform }`, []],
    ListDeploymentGroups: [
      `${APPLICATION} { deploymentGroups { nodes { deploymentGroupName } } }`,
      ['deploymentGroups', 'nodes', 0],
    ],
    BatchGetDeploymentGroups: [
      'deploymentGroup(applicationName: "fleet", deploymentGroupName: "production", location: $at) { computePlatform }',
      [],
    ],
    ListDeployments: ['codeDeployDeployments(location: $at) { nodes { status } }', ['nodes', 0]],
    BatchGetDeployments: [`${ONE} { status }`, []],
    ListDeploymentTargets: [
      `${ONE} { targets { nodes { ... on InstanceTarget { status } } } }`,
      ['targets', 'nodes', 0],
    ],
    BatchGetDeploymentTargets: [
      `deploymentTargets(deploymentId: "${DEPLOYMENT}", targetIds: ["${INSTANCE}"], location: $at) {
        ... on InstanceTarget { status } }`,
      [0],
    ],
    BatchGetApplicationRevisions: [`${ONE} { revision { label } }`, ['revision', 'label']],
    GetApplicationRevision: [`${ONE} { revision { label } }`, ['revision', 'label']],
    ListDeploymentConfigs: [
      'deploymentConfigs(location: $at, first: 1) { nodes { deploymentConfigName } }',
      ['nodes', 0],
    ],
    GetDeploymentConfig: [
      'deploymentConfig(deploymentConfigName: "CodeDeployDefault.OneAtATime", location: $at) { computePlatform }',
      [],
    ],
    GetDeploymentInstance: [
      `deploymentInstance(deploymentId: "${DEPLOYMENT}", instanceId: "${INSTANCE}", location: $at) { rawStatus }`,
      [],
    ],
    BatchGetDeploymentInstances: [
      `deploymentInstances(deploymentId: "${DEPLOYMENT}", instanceIds: ["${INSTANCE}"], location: $at) {
        instances { rawStatus } }`,
      [],
    ],
  },
  entities: {
    CodeDeployDeployment: { id: [DEPLOYMENT], natural: { deploymentId: DEPLOYMENT } },
    CodeDeployApplication: { id: ['fleet'], natural: { applicationName: 'fleet' } },
    DeploymentGroup: {
      id: ['fleet', 'production'],
      natural: { applicationName: 'fleet', deploymentGroupName: 'production' },
    },
    DeploymentConfig: {
      id: ['CodeDeployDefault.OneAtATime'],
      natural: { deploymentConfigName: 'CodeDeployDefault.OneAtATime' },
    },
    InstanceTarget: target(DEPLOYMENT, INSTANCE),
    LambdaTarget: target('d-LAMBDA001', 'pricing:live'),
    EcsTarget: target('d-ECS000001', 'cluster:service'),
    CloudFormationTarget: target('d-STACK0001', STACK),
    UnknownTarget: target('d-PODS00001', 'pod-1'),
  },
  entityCalls: {
    ...{ BatchGetApplications: 1, BatchGetDeploymentGroups: 1, BatchGetDeployments: 1 },
    ...{ BatchGetDeploymentTargets: 5, GetDeploymentConfig: 1 },
  },
}
