import type { DeploymentEvent, DeploymentState, Environment } from '@aws-sdk/client-appconfig'
import type { AppConfigWorld } from '../../../appconfig/world.ts'
import { memoizeFinal } from '../memoize-final.ts'
import { randomOf } from '../random.ts'
import { actionInvocationsOf, appliedExtensionsOf } from './extensions.ts'
import {
  ACCOUNT,
  appConfigIdOf,
  type ConfigurationPipeline,
  configurationPipelinesOf,
  OWN_STRATEGIES,
} from './pipelines.ts'
import { type Ending, type Moment, rolloutOf } from './rollout.ts'

/** One deployment of a pipeline, planned from its beginning to its end. */
interface ScheduledRollout {
  /** Counts all deployments of the pipeline. */
  index: number
  /** Counts those of the environment, as AppConfig does. */
  number: number
  environmentId: string
  started: number
  moments: Moment[]
}

/** A deployment with the members of GetDeployment and of the ListDeployments summary. */
type DeploymentRecord = NonNullable<AppConfigWorld['deployments']>[number]

const DAY = 24 * 3_600_000
const HISTORY = 14 * DAY
const FOUNDED = Date.parse('2024-03-25T08:00:00Z')
/** The lifetime of an environment until it is replaced, so that deployment numbers stay low. */
const ENVIRONMENT_AGE = 56 * DAY
/** How many versions a configuration had before its environment's first deployment. */
const EARLIER_VERSIONS = 57
const MAX_REMEMBERED = 1_500 // per pipeline; a history has at most 504
const REASONS = ['Offer the new address form', 'More shoppers see one-page checkout', 'Tune for the weekend', 'Tidy up']

/** AppConfig's part of the demo's world in a region: a function of the time, and equal for equal seeds. */
export function demoOf(region: string, seed: number): (now: number) => AppConfigWorld {
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
      environments: current.flatMap(({ pipeline, deployments }) => environmentsOf(pipeline, deployments)),
      configurationProfiles,
      deploymentStrategies: Object.values(OWN_STRATEGIES),
      deployments: current.flatMap(({ deployments }) => deployments),
    }
  }
}

/** A pipeline's deployments of two weeks, newest first. Final ones are computed once. */
function deploymentsOf(pipeline: ConfigurationPipeline, seed: number): (now: number) => DeploymentRecord[] {
  const at = memoizeFinal(MAX_REMEMBERED, (index, now) => {
    const scheduled = planRollout(pipeline, seed, index)
    const finalFrom = scheduled.started + (scheduled.moments.at(-1)?.at ?? 0)
    return { value: deploymentAt(pipeline, scheduled, seed, now), finalFrom }
  })
  return (now) => {
    const latest = indexAt(pipeline, now)
    const oldest = Math.max(0, indexAt(pipeline, now - HISTORY) + 1)
    const indexes = Array.from({ length: Math.max(0, latest - oldest + 1) }, (_, back) => latest - back)
    return indexes.map((index) => at(index, now)).filter(({ State }) => State !== undefined)
  }
}

function startOf({ region, every }: ConfigurationPipeline, index: number): number {
  return FOUNDED + index * every + (region === 'us-east-1' ? 0 : every / 2)
}

/** The pipeline's latest deployment at a moment. */
function indexAt(pipeline: ConfigurationPipeline, now: number): number {
  return Math.floor((now - startOf(pipeline, 0)) / pipeline.every)
}

function planRollout(pipeline: ConfigurationPipeline, seed: number, index: number): ScheduledRollout {
  const { region, application, environment, strategy, breaksAt } = pipeline
  const key = [region, application.Id ?? '', environment.name]
  const generation = Math.floor((startOf(pipeline, index) - FOUNDED) / ENVIRONMENT_AGE)
  const number = index - indexAt(pipeline, FOUNDED + generation * ENVIRONMENT_AGE - 1)
  const environmentId = appConfigIdOf(...key, generation)
  const ending = endingOf(pipeline, index)
  const blame = ending === 'alarm' ? alarmArn(pipeline) : ACCOUNT
  const started = Math.floor(startOf(pipeline, index) + randomOf(seed, ...key, index)() * 20_000)
  return { index, number, environmentId, started, moments: rolloutOf(strategy, ending, breaksAt, blame) }
}

/** Of eight deployments, the sixth and the seventh have the pipeline's own outcomes. */
function endingOf({ endings }: ConfigurationPipeline, index: number): Ending {
  return endings[(index % 8) - 5] ?? 'complete'
}

/** GetDeployment's answer at a given time; without a state before it starts. */
function deploymentAt(
  pipeline: ConfigurationPipeline,
  scheduled: ScheduledRollout,
  seed: number,
  now: number,
): DeploymentRecord {
  const { index, number, environmentId, started, moments } = scheduled
  const { region, application, profiles, strategy, notifies, experimentsEvery = Number.POSITIVE_INFINITY } = pipeline
  const past = moments.filter(({ at }) => started + at <= now)
  const profile = profiles[index % profiles.length]
  const hosted = profile?.LocationUri === 'hosted'
  const over = past.find(({ state }) => state === 'COMPLETE' || state === 'ROLLED_BACK')
  const key = [seed, environmentId, number]
  const version = number + EARLIER_VERSIONS
  const managed = index % experimentsEvery === 2
  return {
    ApplicationId: application.Id,
    EnvironmentId: environmentId,
    DeploymentStrategyId: strategy.Id,
    ConfigurationProfileId: profile?.Id,
    DeploymentNumber: number,
    ConfigurationName: profile?.Name,
    ConfigurationLocationUri: profile?.LocationUri,
    ConfigurationVersion: String(version),
    Description: managed ? 'Traffic of the experiment card-routing' : REASONS[index % REASONS.length],
    DeploymentDurationInMinutes: strategy.DeploymentDurationInMinutes,
    GrowthType: strategy.GrowthType,
    GrowthFactor: strategy.GrowthFactor,
    FinalBakeTimeInMinutes: strategy.FinalBakeTimeInMinutes,
    State: past.findLast(({ state }) => state)?.state,
    // A getter, because only a call for this deployment needs it.
    get EventLog() {
      return eventLogOf(pipeline, past, started, key)
    },
    PercentageComplete: past.findLast(({ percentage }) => percentage !== undefined)?.percentage,
    StartedAt: new Date(started),
    CompletedAt: over && new Date(Math.floor(started + over.at)),
    AppliedExtensions: notifies ? appliedExtensionsOf(region, environmentId) : [],
    KmsKeyArn: profile?.KmsKeyArn,
    KmsKeyIdentifier: profile?.KmsKeyIdentifier,
    VersionLabel: hosted ? `release-${version}` : undefined,
    Type: managed ? 'MANAGED' : 'USER',
  }
}

/** The event log, newest first. */
function eventLogOf(
  { region, notifies }: ConfigurationPipeline,
  past: Moment[],
  started: number,
  key: (string | number)[],
) {
  return past.toReversed().flatMap(({ at, event }): DeploymentEvent[] => {
    if (!event) return []
    const ActionInvocations = notifies ? actionInvocationsOf(region, key, event.EventType) : undefined
    return [{ ...event, ActionInvocations, OccurredAt: new Date(Math.floor(started + at)) }]
  })
}

/** The pipeline's environment and, as long as its history lasts, the previous one. */
function environmentsOf(pipeline: ConfigurationPipeline, deployments: DeploymentRecord[]): Environment[] {
  const latest = new Map<string | undefined, DeploymentRecord>()
  for (const one of deployments) if (!latest.has(one.EnvironmentId)) latest.set(one.EnvironmentId, one)
  const { application, environment } = pipeline
  const { name, description, alarm } = environment
  const AlarmRoleArn = `arn:aws:iam::${ACCOUNT}:role/appconfig-watches-alarms`
  return [...latest].map(([Id, { State }], age) => ({
    ApplicationId: application.Id,
    Id,
    Name: age === 0 ? name : `${name}-before`,
    Description: description,
    State: environmentStateOf(State),
    Monitors: alarm ? [{ AlarmArn: alarmArn(pipeline), AlarmRoleArn }] : [],
  }))
}

/** An environment shows the outcome of its latest deployment. */
function environmentStateOf(state: DeploymentState | undefined): Environment['State'] {
  if (state === 'ROLLING_BACK' || state === 'ROLLED_BACK' || state === 'REVERTED') return state
  return state === 'COMPLETE' ? 'READY_FOR_DEPLOYMENT' : 'DEPLOYING'
}

function alarmArn({ region, environment }: ConfigurationPipeline): string {
  return `arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:${environment.alarm}`
}
