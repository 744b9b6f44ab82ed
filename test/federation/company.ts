import type { DeploymentTarget } from '@aws-sdk/client-codedeploy'
import { deploymentOf, rawTarget } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'

export { DEMO_LOCATIONS }

export const id = (type: string, location: string, ...keys: string[]) =>
  Buffer.from(JSON.stringify([type, location, ...keys])).toString('base64url')

/** Deployment ids of the company: from 0. */
export const deploymentIds = (count: number) =>
  Array.from({ length: count }, (_, index) => `d-${String(index).padStart(9, '0')}`)

export const POLICY = 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/expire'
const STACK = 'arn:aws:cloudformation:us-east-1:111122223333:stack/web/9a7f-11'
export const EXECUTION = 'lce-00000000-0000-4000-8000-000000000001'

const started = new Date('2026-11-21T08:00:00.000Z')

/** A company that is in one region alone: 1,000 deployments, and one of everything else. */
export const company =
  (home = 'us-east-1'): World =>
  (region) =>
    region !== home
      ? {}
      : {
          codedeploy: {
            applications: [{ applicationName: 'shop' }],
            groups: Array.from({ length: 40 }, (_, index) => ({
              applicationName: 'shop',
              deploymentGroupName: `group-${index}`,
            })),
            configs: [{ deploymentConfigName: 'careful' }],
            deployments: deploymentIds(1000).map((deploymentId, index) => {
              const { computePlatform, targets } = PLATFORMS[index] ?? SERVER
              const group = { applicationName: 'shop', deploymentGroupName: `group-${index % 40}` }
              const info = { deploymentId, ...group, computePlatform, status: 'Failed' as const, createTime: started }
              return deploymentOf(info, targets(deploymentId))
            }),
          },
          appconfig: {
            applications: [{ Id: 'flags01', Name: 'flags' }],
            environments: [{ ApplicationId: 'flags01', Id: 'prod001', Name: 'production' }],
            configurationProfiles: [{ ApplicationId: 'flags01', Id: 'prof001', Name: 'checkout' }],
            deploymentStrategies: [{ Id: 'strat01', Name: 'careful' }],
            deployments: Array.from({ length: 40 }, (_, index) => ({
              ApplicationId: 'flags01',
              EnvironmentId: 'prod001',
              DeploymentNumber: index + 1,
              ConfigurationName: `checkout ${index + 1}`,
              StartedAt: started,
            })),
          },
          imagebuilder: {
            policies: [{ arn: POLICY, name: 'expire' }],
            executions: [{ execution: { lifecycleExecutionId: EXECUTION, lifecyclePolicyArn: POLICY } }],
          },
        }

interface Platform {
  computePlatform: 'Server' | 'Lambda' | 'ECS'
  targets: (deploymentId: string) => DeploymentTarget[]
}

const SERVER: Platform = {
  computePlatform: 'Server',
  targets: (deploymentId) =>
    Array.from({ length: 60 }, (_, index) => ({
      deploymentTargetType: 'InstanceTarget',
      instanceTarget: { targetId: `i-${index}`, deploymentId },
    })),
}

/** Of the first five deployments; the others are as the first. */
const PLATFORMS: Platform[] = [
  SERVER,
  {
    computePlatform: 'Lambda',
    targets: (deploymentId) => [
      { deploymentTargetType: 'LambdaTarget', lambdaTarget: { targetId: 'mailer', deploymentId } },
    ],
  },
  {
    computePlatform: 'ECS',
    targets: (deploymentId) => [
      { deploymentTargetType: 'ECSTarget', ecsTarget: { targetId: 'main:web', deploymentId } },
    ],
  },
  {
    computePlatform: 'ECS',
    targets: (deploymentId) => [
      { deploymentTargetType: 'CloudFormationTarget', cloudFormationTarget: { targetId: STACK, deploymentId } },
    ],
  },
  { computePlatform: 'Server', targets: () => [rawTarget('PodTarget', 'podTarget', { targetId: 'pod-1' })] },
]
