import type { Deployment, DeploymentEvent, DeploymentState, Environment } from '@aws-sdk/client-appconfig'
import type { AppConfigWorld } from '../../../appconfig/world.ts'
import { settled } from '../memoize-final.ts'
import { randomOf } from '../random.ts'
import { actionInvocationsOf, appliedExtensionsOf } from './extensions.ts'
import { ACCOUNT, type ConfigurationLine, configurationLinesOf, OWN_STRATEGIES } from './pipelines.ts'
import { type Ending, type Moment, rolloutOf } from './rollout.ts'

/** One deployment of a line, decided from its beginning to its end. */
interface Slot {
  number: number
  started: number
  moments: Moment[]
}

const HISTORY = 14 * 24 * 3_600_000
const FOUNDED = Date.parse('2024-03-04T10:12:00Z')
const REMEMBERED = 1_500 // per line; a history has at most 504
const REASONS = ['Offer the new address form', 'More shoppers see one-page checkout', 'Tune for the weekend', 'Tidy up']

/** AppConfig's part of the demo's world in a region: a function of the time, and equal for equal seeds. */
export function appConfigOf(region: string, seed: number): (now: number) => AppConfigWorld {
  const lines = configurationLinesOf(region).map((line) => ({ line, deploymentsAt: deploymentsOf(line, seed) }))
  const applications = [...new Set(lines.map(({ line }) => line.application))]
  const configurationProfiles = [...new Set(lines.flatMap(({ line }) => line.profiles))]
  return (now) => {
    const current = lines.map(({ line, deploymentsAt }) => ({ line, deployments: deploymentsAt(now) }))
    return {
      applications,
      environments: current.map(({ line, deployments }) => environmentOf(line, deployments[0]?.State)),
      configurationProfiles,
      deploymentStrategies: Object.values(OWN_STRATEGIES),
      deployments: current.flatMap(({ deployments }) => deployments),
    }
  }
}

/** A line's deployments of two weeks, newest first. Those that are over are made once. */
function deploymentsOf(line: ConfigurationLine, seed: number): (now: number) => Deployment[] {
  const at = settled(REMEMBERED, (number, now) => {
    const slot = slotOf(line, seed, number)
    const settles = slot.started + (slot.moments.at(-1)?.at ?? 0)
    return { value: deploymentAt(line, slot, seed, now), settles }
  })
  return (now) => {
    const latest = latestOf(line, now)
    const oldest = Math.max(1, latestOf(line, now - HISTORY) + 1)
    const numbers = Array.from({ length: Math.max(0, latest - oldest + 1) }, (_, index) => latest - index)
    return numbers.map((number) => at(number, now)).filter(({ State }) => State !== undefined)
  }
}

/** A line's deployments are counted from the founding of the company. */
function startOf({ region, every }: ConfigurationLine, number: number): number {
  return FOUNDED + number * every + (region === 'us-east-1' ? 0 : every / 2)
}

function latestOf(line: ConfigurationLine, now: number): number {
  return Math.floor((now - startOf(line, 0)) / line.every)
}

function slotOf(line: ConfigurationLine, seed: number, number: number): Slot {
  const ending = endingOf(line, number)
  const blame = ending === 'alarm' ? alarmArn(line) : ACCOUNT
  const jitter = randomOf(seed, line.environment.id, number)() * 20_000
  const started = Math.floor(startOf(line, number) + jitter)
  return { number, started, moments: rolloutOf(line.strategy, ending, line.breaksAt, blame) }
}

/** Of eight deployments, the last ones but not the very last end in the line's own ways. */
function endingOf({ endings }: ConfigurationLine, number: number): Ending {
  return endings[(number % 8) - 5] ?? 'complete'
}

/** GetDeployment's answer at a moment; without a state before it starts. */
function deploymentAt(line: ConfigurationLine, slot: Slot, seed: number, now: number): Deployment {
  const { number, started, moments } = slot
  const { region, application, environment, profiles, strategy, notifies } = line
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
      return eventLogOf(line, passed, started, key)
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
  { region, notifies }: ConfigurationLine,
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
function environmentOf(line: ConfigurationLine, state: DeploymentState | undefined): Environment {
  const { application, environment } = line
  const rolledBack = state === 'ROLLING_BACK' || state === 'ROLLED_BACK' || state === 'REVERTED'
  const monitor = { AlarmArn: alarmArn(line), AlarmRoleArn: `arn:aws:iam::${ACCOUNT}:role/appconfig-watches-alarms` }
  return {
    ApplicationId: application.Id,
    Id: environment.id,
    Name: environment.name,
    Description: environment.description,
    State: rolledBack ? state : state === 'COMPLETE' ? 'READY_FOR_DEPLOYMENT' : 'DEPLOYING',
    Monitors: environment.alarm ? [monitor] : [],
  }
}

function alarmArn({ region, environment }: ConfigurationLine): string {
  return `arn:aws:cloudwatch:${region}:${ACCOUNT}:alarm:${environment.alarm}`
}
