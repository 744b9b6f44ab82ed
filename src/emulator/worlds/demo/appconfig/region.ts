import type { Deployment, DeploymentEvent, DeploymentState, Environment } from '@aws-sdk/client-appconfig'
import type { AppConfigWorld } from '../../../appconfig/world.ts'
import { memoizeFinal } from '../memoize-final.ts'
import { randomOf } from '../random.ts'
import { actionInvocationsOf, appliedExtensionsOf } from './extensions.ts'
import { ACCOUNT, type ConfigurationPipeline, configurationPipelinesOf, OWN_STRATEGIES } from './pipelines.ts'
import { type Ending, type Moment, rolloutOf } from './rollout.ts'

/** One deployment of a pipeline, decided from its beginning to its end. */
interface ScheduledRollout {
  number: number
  started: number
  moments: Moment[]
}

const HISTORY = 14 * 24 * 3_600_000
const FOUNDED = Date.parse('2024-03-04T10:12:00Z')
const MAX_REMEMBERED = 1_500 // per pipeline; a history has at most 504
const REASONS = ['Offer the new address form', 'More shoppers see one-page checkout', 'Tune for the weekend', 'Tidy up']

/** AppConfig's part of the demo's world in a region: a function of the time, and equal for equal seeds. */
export function appConfigOf(region: string, seed: number): (now: number) => AppConfigWorld {
  const pipelines = configurationPipelinesOf(region).map((pipeline) => ({
    pipeline,
    deploymentsAt: deploymentsOf(pipeline, seed),
  }))
  const applications = [...new Set(pipelines.map(({ pipeline }) => pipeline.application))]
  const configurationProfiles = [...new Set(pipelines.flatMap(({ pipeline }) => pipeline.profiles))]
  return (now) => {
    const current = pipelines.map(({ pipeline, deploymentsAt }) => ({ pipeline, deployments: deploymentsAt(now) }))
    return {
      applications,
      environments: current.map(({ pipeline, deployments }) => environmentOf(pipeline, deployments[0]?.State)),
      configurationProfiles,
      deploymentStrategies: Object.values(OWN_STRATEGIES),
      deployments: current.flatMap(({ deployments }) => deployments),
    }
  }
}

/** A pipeline's deployments of two weeks, newest first. Those that are over are made once. */
function deploymentsOf(pipeline: ConfigurationPipeline, seed: number): (now: number) => Deployment[] {
  const at = memoizeFinal(MAX_REMEMBERED, (number, now) => {
    const scheduled = planRollout(pipeline, seed, number)
    const finalFrom = scheduled.started + (scheduled.moments.at(-1)?.at ?? 0)
    return { value: deploymentAt(pipeline, scheduled, seed, now), finalFrom }
  })
  return (now) => {
    const latest = latestOf(pipeline, now)
    const oldest = Math.max(1, latestOf(pipeline, now - HISTORY) + 1)
    const numbers = Array.from({ length: Math.max(0, latest - oldest + 1) }, (_, index) => latest - index)
    return numbers.map((number) => at(number, now)).filter(({ State }) => State !== undefined)
  }
}

/** A pipeline's deployments are counted from the founding of the company. */
function startOf({ region, every }: ConfigurationPipeline, number: number): number {
  return FOUNDED + number * every + (region === 'us-east-1' ? 0 : every / 2)
}

function latestOf(pipeline: ConfigurationPipeline, now: number): number {
  return Math.floor((now - startOf(pipeline, 0)) / pipeline.every)
}

function planRollout(pipeline: ConfigurationPipeline, seed: number, number: number): ScheduledRollout {
  const ending = endingOf(pipeline, number)
  const blame = ending === 'alarm' ? alarmArn(pipeline) : ACCOUNT
  const jitter = randomOf(seed, pipeline.environment.id, number)() * 20_000
  const started = Math.floor(startOf(pipeline, number) + jitter)
  return { number, started, moments: rolloutOf(pipeline.strategy, ending, pipeline.breaksAt, blame) }
}

/** Of eight deployments, the last ones but not the very last end in the pipeline's own ways. */
function endingOf({ endings }: ConfigurationPipeline, number: number): Ending {
  return endings[(number % 8) - 5] ?? 'complete'
}

/** GetDeployment's answer at a moment; without a state before it starts. */
function deploymentAt(
  pipeline: ConfigurationPipeline,
  scheduled: ScheduledRollout,
  seed: number,
  now: number,
): Deployment {
  const { number, started, moments } = scheduled
  const { region, application, environment, profiles, strategy, notifies } = pipeline
  const passed = moments.filter(({ at }) => started + at <= now)
  const profile = profiles[number % profiles.length]
  const hosted = profile?.LocationUri === 'hosted'
  const over = passed.find(({ state }) => state === 'COMPLETE' || state === 'ROLLED_BACK')
  const key = [seed, environment.id, number]
  return {
    ApplicationId: application.Id,
    EnvironmentId: environment.id,
    DeploymentStrategyId: strategy.Id,
    ConfigurationProfileId: profile?.Id,
    DeploymentNumber: number,
    ConfigurationName: profile?.Name,
    ConfigurationLocationUri: profile?.LocationUri,
    ConfigurationVersion: String(number),
    Description: REASONS[number % REASONS.length],
    DeploymentDurationInMinutes: strategy.DeploymentDurationInMinutes,
    GrowthType: strategy.GrowthType,
    GrowthFactor: strategy.GrowthFactor,
    FinalBakeTimeInMinutes: strategy.FinalBakeTimeInMinutes,
    State: passed.findLast(({ state }) => state)?.state,
    // Only a call for this one deployment reads it.
    get EventLog() {
      return eventLogOf(pipeline, passed, started, key)
    },
    PercentageComplete: passed.findLast(({ percentage }) => percentage !== undefined)?.percentage,
    StartedAt: new Date(started),
    CompletedAt: over && new Date(Math.floor(started + over.at)),
    AppliedExtensions: notifies ? appliedExtensionsOf(region, environment.id) : [],
    KmsKeyArn: profile?.KmsKeyArn,
    KmsKeyIdentifier: profile?.KmsKeyIdentifier,
    VersionLabel: hosted ? `release-${number}` : undefined,
  }
}

/** What happened, newest first. */
function eventLogOf(
  { region, notifies }: ConfigurationPipeline,
  passed: Moment[],
  started: number,
  key: (string | number)[],
) {
  return passed.toReversed().flatMap(({ at, event }): DeploymentEvent[] => {
    if (!event) return []
    const ActionInvocations = notifies ? actionInvocationsOf(region, key, event.EventType) : undefined
    return [{ ...event, ActionInvocations, OccurredAt: new Date(Math.floor(started + at)) }]
  })
}

/** An environment shows what became of its latest deployment. */
function environmentOf(pipeline: ConfigurationPipeline, state: DeploymentState | undefined): Environment {
  const { application, environment } = pipeline
  const rolledBack = state === 'ROLLING_BACK' || state === 'ROLLED_BACK' || state === 'REVERTED'
  const monitor = {
    AlarmArn: alarmArn(pipeline),
    AlarmRoleArn: `arn:aws:iam::${ACCOUNT}:role/appconfig-watches-alarms`,
  }
  return {
    ApplicationId: application.Id,
    Id: environment.id,
    Name: environment.name,
    Description: environment.description,
    State: rolledBack ? state : state === 'COMPLETE' ? 'READY_FOR_DEPLOYMENT' : 'DEPLOYING',
    Monitors: environment.alarm ? [monitor] : [],
  }
}

function alarmArn({ region, environment }: ConfigurationPipeline): string {
  return `arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:${environment.alarm}`
}
