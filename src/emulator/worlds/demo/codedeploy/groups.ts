import type {
  ApplicationInfo,
  DeploymentConfigInfo,
  DeploymentGroupInfo,
  DeploymentInfo,
  EC2TagSet,
  LastDeploymentInfo,
  LoadBalancerInfo,
} from '@aws-sdk/client-codedeploy'
import { uuidOf } from '../random.ts'
import type { Pipeline } from './pipelines.ts'
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

/** The alarm that a pipeline's deployments are watched by. */
export const alarmOf = ({ application = 'loyalty-api', group = 'production' }: Pipeline) =>
  `${application}-${group}-5xx`

/** A pipeline's deployment group; `infos` are its deployments, newest first, which it must agree with. */
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
    autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
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

function fleetTags({ platform, plan }: Pipeline, name: string): DeploymentGroupInfo {
  if (platform !== 'Server') return {}
  if (plan.kind === 'rolling' && plan.onPremises) {
    return { onPremisesTagSet: { onPremisesTagSetList: [[{ Key: 'Site', Type: 'KEY_ONLY' }]] } }
  }
  return { ec2TagSet: fleetTag(name) }
}

/** The tag that makes an instance a fleet's. */
export function fleetTag(name: string): EC2TagSet {
  return { ec2TagSetList: [[{ Key: 'Fleet', Value: name, Type: 'KEY_AND_VALUE' }]] }
}

/** Where a pipeline's traffic goes and how it moves; its group and its deployments say the same. */
export function trafficOf(pipeline: Pipeline): Traffic {
  const { plan, style } = pipeline
  const loadBalancerInfo = balancerOf(pipeline)
  if (style.deploymentType !== 'BLUE_GREEN' || plan.kind === 'lambda') return { loadBalancerInfo }
  const waits = plan.kind === 'blueGreen' ? plan.replacement.ready : plan.kind === 'ecs' ? plan.shift.ready : 0
  return {
    loadBalancerInfo,
    blueGreenDeploymentConfiguration: {
      terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 5 },
      deploymentReadyOption: waits
        ? { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 60 }
        : { actionOnTimeout: 'CONTINUE_DEPLOYMENT' },
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
