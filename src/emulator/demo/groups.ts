import type {
  ApplicationInfo,
  DeploymentConfigInfo,
  DeploymentGroupInfo,
  DeploymentInfo,
  LastDeploymentInfo,
} from '@aws-sdk/client-codedeploy'
import { BALANCER } from './infos.ts'
import type { Line } from './lines.ts'
import { uuidOf } from './random.ts'
import { revisionOf } from './revisions.ts'

const FOUNDED = new Date('2024-03-04T10:12:33.218Z')

/** The application of a line. */
export function applicationOf({ application = '', region, platform }: Line): ApplicationInfo {
  const github = application === 'search-indexer'
  return {
    applicationId: uuidOf(region, application),
    applicationName: application,
    createTime: FOUNDED,
    linkedToGitHub: github,
    gitHubAccountName: github ? 'example-corp' : undefined,
    computePlatform: platform,
  }
}

/** A line's deployment group; `infos` are its deployments, newest first, which it must agree with. */
export function groupOf(line: Line, infos: DeploymentInfo[], build: number): DeploymentGroupInfo {
  const { region, application = '', group = '', plan } = line
  const name = `${application}-${group}`
  return {
    applicationName: application,
    deploymentGroupId: uuidOf(region, application, group),
    deploymentGroupName: group,
    deploymentConfigName: line.config,
    autoScalingGroups: application === 'payments-worker' ? [{ name: 'payments-worker-asg', hook: 'CodeDeploy' }] : [],
    serviceRoleArn: 'arn:aws:iam::111122223333:role/CodeDeployServiceRole',
    targetRevision: revisionOf(line, build),
    triggerConfigurations: [],
    alarmConfiguration: { enabled: true, ignorePollAlarmFailure: false, alarms: [{ name: `${name}-5xx` }] },
    autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    deploymentStyle: line.style,
    outdatedInstancesStrategy: line.autoUpdates ? 'UPDATE' : 'IGNORE',
    loadBalancerInfo: plan.kind === 'rolling' && plan.rollout.loadBalanced ? BALANCER : undefined,
    lastAttemptedDeployment: last(infos[0]),
    lastSuccessfulDeployment: last(infos.find(({ status }) => status === 'Succeeded')),
    ...fleetTags(line, name),
    computePlatform: line.platform,
    ecsServices: plan.kind === 'ecs' ? [{ clusterName: plan.cluster, serviceName: plan.service }] : undefined,
    terminationHookEnabled: false,
  }
}

/** The account's own configurations. */
export function configsOf(region: string): DeploymentConfigInfo[] {
  return [
    {
      deploymentConfigId: uuidOf(region, 'checkout-api-ten-percent'),
      deploymentConfigName: 'checkout-api-ten-percent',
      minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 90 },
      createTime: FOUNDED,
      computePlatform: 'Server',
    },
    {
      deploymentConfigId: uuidOf(region, 'storefront-linear'),
      deploymentConfigName: 'storefront-linear',
      createTime: FOUNDED,
      computePlatform: 'ECS',
      trafficRoutingConfig: { type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage: 10, linearInterval: 1 } },
    },
  ]
}

function fleetTags({ platform, plan }: Line, name: string): DeploymentGroupInfo {
  if (platform !== 'Server') return {}
  if (plan.kind === 'rolling' && plan.onPremises) {
    return { onPremisesTagSet: { onPremisesTagSetList: [[{ Key: 'Site', Type: 'KEY_ONLY' }]] } }
  }
  return { ec2TagSet: { ec2TagSetList: [[{ Key: 'Fleet', Value: name, Type: 'KEY_AND_VALUE' }]] } }
}

function last(info: DeploymentInfo | undefined): LastDeploymentInfo | undefined {
  if (!info) return undefined
  const { deploymentId, status, completeTime, createTime } = info
  return { deploymentId, status, endTime: completeTime, createTime }
}
