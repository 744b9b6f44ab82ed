import type { DeploymentStrategy } from '@aws-sdk/client-appconfig'

/** The strategies that every account has; "Working with deployment strategies" of the AppConfig user guide. */
export const PREDEFINED_STRATEGIES: DeploymentStrategy[] = [
  predefined('AllAtOnce', 'Quick', 'LINEAR', 100, 0, 10),
  predefined('Linear50PercentEvery30Seconds', 'Test/Demo', 'LINEAR', 50, 1, 1),
  predefined('Canary10Percent20Minutes', 'AWS Recommended', 'EXPONENTIAL', 10, 20, 10),
  predefined('Linear20PercentEvery6Minutes', 'AWS Recommended', 'LINEAR', 20, 30, 30),
]

function predefined(
  name: string,
  Description: string,
  GrowthType: DeploymentStrategy['GrowthType'],
  GrowthFactor: number,
  DeploymentDurationInMinutes: number,
  FinalBakeTimeInMinutes: number,
): DeploymentStrategy {
  const id = `AppConfig.${name}`
  const growth = { GrowthType, GrowthFactor, DeploymentDurationInMinutes, FinalBakeTimeInMinutes }
  return { Id: id, Name: id, Description, ...growth, ReplicateTo: 'NONE' }
}
