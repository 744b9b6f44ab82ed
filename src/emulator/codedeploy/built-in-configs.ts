import type { DeploymentConfigInfo, MinimumHealthyHosts } from '@aws-sdk/client-codedeploy'

/** The configurations that every account has; "Predefined deployment configurations" of the CodeDeploy user guide.
 * Their ids and creation times are modelled. */
export const BUILT_IN_CONFIGS: DeploymentConfigInfo[] = [
  server('AllAtOnce', { type: 'FLEET_PERCENT', value: 0 }),
  server('HalfAtATime', { type: 'FLEET_PERCENT', value: 50 }),
  server('OneAtATime', { type: 'FLEET_PERCENT', value: 99 }),
  { ...named('LambdaAllAtOnce', 'Lambda'), trafficRoutingConfig: { type: 'AllAtOnce' } },
  ...[5, 10, 15, 30].map((minutes) => canary(`LambdaCanary10Percent${minutes}Minutes`, 'Lambda', minutes)),
  linear('LambdaLinear10PercentEvery1Minute', 'Lambda', 1),
  ...[2, 3, 10].map((minutes) => linear(`LambdaLinear10PercentEvery${minutes}Minutes`, 'Lambda', minutes)),
  { ...named('ECSAllAtOnce', 'ECS'), trafficRoutingConfig: { type: 'AllAtOnce' } },
  ...[5, 15].map((minutes) => canary(`ECSCanary10Percent${minutes}Minutes`, 'ECS', minutes)),
  ...[1, 3].map((minutes) => linear(`ECSLinear10PercentEvery${minutes}Minutes`, 'ECS', minutes)),
]

function named(name: string, computePlatform: 'Server' | 'Lambda' | 'ECS'): DeploymentConfigInfo {
  const hex = Buffer.from(name).toString('hex').slice(-12).padStart(12, '0')
  return {
    deploymentConfigId: `00000000-0000-4000-8000-${hex}`,
    deploymentConfigName: `CodeDeployDefault.${name}`,
    createTime: new Date('2014-11-12T00:00:00Z'),
    computePlatform,
  }
}

function server(name: string, minimumHealthyHosts: MinimumHealthyHosts): DeploymentConfigInfo {
  return { ...named(name, 'Server'), minimumHealthyHosts }
}

function canary(name: string, platform: 'Lambda' | 'ECS', canaryInterval: number): DeploymentConfigInfo {
  const timeBasedCanary = { canaryPercentage: 10, canaryInterval }
  return { ...named(name, platform), trafficRoutingConfig: { type: 'TimeBasedCanary', timeBasedCanary } }
}

function linear(name: string, platform: 'Lambda' | 'ECS', linearInterval: number): DeploymentConfigInfo {
  const timeBasedLinear = { linearPercentage: 10, linearInterval }
  return { ...named(name, platform), trafficRoutingConfig: { type: 'TimeBasedLinear', timeBasedLinear } }
}
