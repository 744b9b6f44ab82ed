import type {
  ApplicationInfo,
  AutoRollbackConfiguration,
  DeploymentConfigInfo,
  DeploymentGroupInfo,
  DeploymentInfo,
  EC2TagSet,
  LastDeploymentInfo,
  LoadBalancerInfo,
} from '@aws-sdk/client-codedeploy'
import { uuidOf } from '../random.ts'
import { MINUTE, type Pipeline } from './pipeline.ts'
import { revisionOf } from './revisions.ts'

const FOUNDED = new Date('2024-03-04T10:12:33.218Z')

/** The application of a pipeline. */
export function applicationOf({ application = '', region, platform }: Pipeline): ApplicationInfo {
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

/** The alarm that watches a pipeline's deployments. */
export const alarmOf = ({ application = 'loyalty-api', group = 'production' }: Pipeline) =>
  `${application}-${group}-5xx`

/** A pipeline's deployment group; `infos` are its deployments, newest first, which it must be consistent with. */
export function groupOf(pipeline: Pipeline, infos: DeploymentInfo[], build: number): DeploymentGroupInfo {
  const { region, application = '', group = '', plan } = pipeline
  const name = `${application}-${group}`
  return {
    applicationName: application,
    deploymentGroupId: uuidOf(region, application, group),
    deploymentGroupName: group,
    deploymentConfigName: pipeline.config,
    autoScalingGroups: application === 'payments-worker' ? [{ name: 'payments-worker-asg', hook: 'CodeDeploy' }] : [],
    serviceRoleArn: 'arn:aws:iam::111122223333:role/CodeDeployServiceRole',
    targetRevision: revisionOf(pipeline, build),
    triggerConfigurations: [],
    alarmConfiguration: { enabled: true, ignorePollAlarmFailure: false, alarms: [{ name: alarmOf(pipeline) }] },
    autoRollbackConfiguration: autoRollbackOf(pipeline),
    deploymentStyle: pipeline.style,
    outdatedInstancesStrategy: pipeline.autoUpdates ? 'UPDATE' : 'IGNORE',
    ...trafficOf(pipeline),
    lastAttemptedDeployment: last(infos[0]),
    lastSuccessfulDeployment: last(infos.find(({ status }) => status === 'Succeeded')),
    ...fleetTags(pipeline, name),
    computePlatform: pipeline.platform,
    ecsServices: plan.kind === 'ecs' ? [{ clusterName: plan.cluster, serviceName: plan.service }] : undefined,
    terminationHookEnabled: false,
  }
}

/** When a pipeline's deployments are rolled back. Groups that the console or SAM made have all three events;
 * CloudFormation rolls its stacks back itself; staging and on-premises groups have no automatic rollback. */
export function autoRollbackOf({ application, group, platform }: Pipeline): AutoRollbackConfiguration {
  if (!application || group === 'staging' || group === 'on-premises') return { enabled: false }
  if (platform === 'Server') return { enabled: true, events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'] }
  const events = ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'] as const
  return { enabled: true, events: [...events] }
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
      deploymentConfigId: uuidOf(region, 'payments-worker-by-zone'),
      deploymentConfigName: 'payments-worker-by-zone',
      minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 50 },
      createTime: FOUNDED,
      computePlatform: 'Server',
      zonalConfig: {
        firstZoneMonitorDurationInSeconds: 60,
        monitorDurationInSeconds: 15,
        minimumHealthyHostsPerZone: { type: 'HOST_COUNT', value: 0 },
      },
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

function fleetTags({ platform, plan }: Pipeline, name: string): DeploymentGroupInfo {
  if (platform !== 'Server') return {}
  if (plan.kind === 'rolling' && plan.onPremises) {
    return { onPremisesTagSet: { onPremisesTagSetList: [[{ Key: 'Site', Type: 'KEY_ONLY' }]] } }
  }
  // A group that predates sets of tags.
  if (name === 'search-indexer-workers')
    return { ec2TagFilters: [{ Key: 'Fleet', Value: name, Type: 'KEY_AND_VALUE' }] }
  return { ec2TagSet: fleetTag(name) }
}

/** The tag that assigns an instance to a fleet. */
export function fleetTag(name: string): EC2TagSet {
  return { ec2TagSetList: [[{ Key: 'Fleet', Value: name, Type: 'KEY_AND_VALUE' }]] }
}

/** A pipeline's load balancer and style, which its group and its deployments have in common. */
export function trafficOf(pipeline: Pipeline): Traffic {
  const { plan, style } = pipeline
  const loadBalancerInfo = balancerOf(pipeline)
  if (style.deploymentType !== 'BLUE_GREEN' || plan.kind === 'lambda' || plan.kind === 'rolling')
    return { loadBalancerInfo }
  const waits = plan.kind === 'blueGreen' ? plan.replacement.ready : plan.shift.ready
  return {
    loadBalancerInfo,
    blueGreenDeploymentConfiguration: {
      terminateBlueInstancesOnDeploymentSuccess:
        plan.kind === 'blueGreen'
          ? { action: 'KEEP_ALIVE' }
          : { action: 'TERMINATE', terminationWaitTimeInMinutes: plan.shift.terminationWait / MINUTE },
      deploymentReadyOption: waits
        ? { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 60 }
        : { actionOnTimeout: 'CONTINUE_DEPLOYMENT', waitTimeInMinutes: 0 },
      greenFleetProvisioningOption: plan.kind === 'blueGreen' ? { action: 'DISCOVER_EXISTING' } : undefined,
    },
  }
}

function balancerOf({ application, group, region, platform, plan, style }: Pipeline): LoadBalancerInfo | undefined {
  if (plan.kind === 'ecs') {
    const targetGroups = [{ name: `${application}-tg-1` }, { name: `${application}-tg-2` }]
    const listener = `arn:aws:elasticloadbalancing:${region}:111122223333:listener/app/${application}/50dc6c495c0c9188/f2f7dc8efc522ab2`
    return { targetGroupPairInfoList: [{ targetGroups, prodTrafficRoute: { listenerArns: [listener] } }] }
  }
  const balanced = platform === 'Server' && style.deploymentOption === 'WITH_TRAFFIC_CONTROL'
  return balanced ? { targetGroupInfoList: [{ name: `${application}-${group}` }] } : undefined
}

type Traffic = Pick<DeploymentGroupInfo, 'loadBalancerInfo' | 'blueGreenDeploymentConfiguration'>

function last(info: DeploymentInfo | undefined): LastDeploymentInfo | undefined {
  if (!info) return undefined
  const { deploymentId, status, completeTime, createTime } = info
  return { deploymentId, status, endTime: completeTime, createTime }
}
