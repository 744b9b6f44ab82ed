import type { DeploymentConfigInfo, MinimumHealthyHosts } from '@aws-sdk/client-codedeploy'

/** The configurations that every account has; "Predefined deployment configurations" of the CodeDeploy user guide.
 * Recorded: the shape of their ids, those of OneAtATime and ECSLinear10PercentEvery1Minutes, and that they have no
 * creation time; the other ids are modelled. */
export const BUILT_IN_CONFIGS: DeploymentConfigInfo[] = [
  server('OneAtATime', { type: 'FLEET_PERCENT', value: 99 }),
  server('HalfAtATime', { type: 'FLEET_PERCENT', value: 50 }),
  server('AllAtOnce', { type: 'FLEET_PERCENT', value: 0 }),
  { ...named('LambdaAllAtOnce', 'Lambda'), trafficRoutingConfig: { type: 'AllAtOnce' } as const },
  ...[5, 10, 15, 30].map((minutes) => canary(`LambdaCanary10Percent${minutes}Minutes`, 'Lambda', minutes)),
  linear('LambdaLinear10PercentEvery1Minute', 'Lambda', 1),
  ...[2, 3, 10].map((minutes) => linear(`LambdaLinear10PercentEvery${minutes}Minutes`, 'Lambda', minutes)),
  { ...named('ECSAllAtOnce', 'ECS'), trafficRoutingConfig: { type: 'AllAtOnce' } as const },
  ...[3, 1].map((minutes) => linear(`ECSLinear10PercentEvery${minutes}Minutes`, 'ECS', minutes)),
  ...[5, 15].map((minutes) => canary(`ECSCanary10Percent${minutes}Minutes`, 'ECS', minutes)),
].map((config, index) => ({
  ...config,
  deploymentConfigId: `00000000-0000-0000-0000-${String(index + 1).padStart(12, '0')}`,
}))

function named(name: string, computePlatform: 'Server' | 'Lambda' | 'ECS'): DeploymentConfigInfo {
  return { deploymentConfigName: `CodeDeployDefault.${name}`, computePlatform }
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
