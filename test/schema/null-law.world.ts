import type { DeploymentInfo, DeploymentTarget } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'

export const DEPLOYMENT = 'd-SERVER001'
export const EXECUTION = 'lce-00000000-0000-4000-8000-000000000001'
const INSTANCE = 'i-00000000000000001'
const AT = new Date('2026-11-20T12:00:00Z')
const LATER = new Date('2026-11-20T13:00:00Z')
export const policyIn = (region: string) => `arn:aws:imagebuilder:${region}:111122223333:lifecycle-policy/expire`

const deployment = (deploymentId: string, platform: string, target: DeploymentTarget, more: DeploymentInfo = {}) =>
  deploymentOf(
    {
      ...{ deploymentId, applicationName: 'fleet', deploymentGroupName: 'production', status: 'Succeeded' },
      ...{ deploymentConfigName: 'CodeDeployDefault.OneAtATime', computePlatform: platform as 'Server' },
      ...{ createTime: AT, startTime: AT, completeTime: AT, ...more },
    },
    [target],
  )

/** One of each thing that the schema has a type for, each with everything that leads to another; equal in every region. */
export const world: World = (region) => ({
  codedeploy: {
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
        { deploymentTargetType: 'InstanceTarget', instanceTarget: { targetId: INSTANCE, status: 'Succeeded' } },
        {
          createTime: LATER, // the first of the list, by whose id it is asked for again
          rollbackInfo: { rollbackDeploymentId: 'd-LAMBDA001', rollbackTriggeringDeploymentId: 'd-ECS000001' },
          relatedDeployments: {
            autoUpdateOutdatedInstancesRootDeploymentId: 'd-LAMBDA001',
            autoUpdateOutdatedInstancesDeploymentIds: ['d-ECS000001', 'd-STACK0001'],
          },
        },
      ),
      deployment('d-LAMBDA001', 'Lambda', {
        deploymentTargetType: 'LambdaTarget',
        lambdaTarget: { targetId: 'pricing:live', status: 'Succeeded' },
      }),
      deployment('d-ECS000001', 'ECS', {
        deploymentTargetType: 'ECSTarget',
        ecsTarget: { targetId: 'cluster:service', status: 'Succeeded' },
      }),
      deployment('d-STACK0001', 'ECS', {
        deploymentTargetType: 'CloudFormationTarget',
        cloudFormationTarget: { targetId: 'stack:service', status: 'Succeeded' },
      }),
    ],
  },
  appconfig: {
    applications: [{ Id: 'app0001', Name: 'checkout' }],
    environments: [{ ApplicationId: 'app0001', Id: 'prod001', Name: 'prod', State: 'READY_FOR_DEPLOYMENT' }],
    configurationProfiles: [{ ApplicationId: 'app0001', Id: 'prof001', Name: 'flags', RetrievalRoleArn: 'arn:role' }],
    deploymentStrategies: [{ Id: 'strat01', Name: 'slowly' }],
    deployments: [
      {
        ...{ ApplicationId: 'app0001', EnvironmentId: 'prod001', DeploymentNumber: 1, State: 'COMPLETE' },
        ...{ ConfigurationProfileId: 'prof001', DeploymentStrategyId: 'strat01', StartedAt: AT, CompletedAt: AT },
        ...{ Description: 'first', EventLog: [{ EventType: 'DEPLOYMENT_STARTED' }] },
        AppliedExtensions: [{ ExtensionId: 'ext0001' }],
      },
      // As older answers of ListDeployments are: without the profile.
      { ApplicationId: 'app0001', EnvironmentId: 'prod001', DeploymentNumber: 2, State: 'COMPLETE', StartedAt: AT },
    ],
  },
  imagebuilder: {
    policies: [
      {
        ...{ arn: policyIn(region), name: 'expire', status: 'ENABLED', executionRole: 'arn:role' },
        policyDetails: [{ action: { type: 'DELETE' }, filter: { type: 'AGE', value: 1 } }],
        resourceSelection: { tagMap: { team: 'web' } },
      },
    ],
    executions: [
      {
        execution: {
          ...{ lifecycleExecutionId: EXECUTION, lifecyclePolicyArn: policyIn(region) },
          ...{ state: { status: 'SUCCESS' }, startTime: AT, endTime: AT },
        },
        resources: [{ resource: { resourceId: 'ami-1', state: { status: 'SUCCESS' } } }],
      },
    ],
  },
})

/** What is passed in the place of each argument that has to be passed, by its name. */
export const ARGUMENTS: Record<string, string> = {
  applicationId: '"app0001"',
  applicationName: '"fleet"',
  arn: '$arn',
  deploymentConfigName: '"CodeDeployDefault.OneAtATime"',
  deploymentGroupName: '"production"',
  deploymentId: `"${DEPLOYMENT}"`,
  deploymentNumber: '1',
  environmentId: '"prod001"',
  id: '$id',
  ids: '[$id]',
  instanceId: `"${INSTANCE}"`,
  instanceIds: `["${INSTANCE}"]`,
  lifecycleExecutionId: `"${EXECUTION}"`,
  representations: '$representations',
  resourceArn: '$arn',
  targetId: `"${INSTANCE}"`,
  targetIds: `["${INSTANCE}"]`,
}
