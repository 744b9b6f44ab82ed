import { deploymentIdOf, randomOf } from '../random.ts'
import { type Replacement, replacement } from './blue-green.ts'
import { autoRollbackOf } from './groups.ts'
import { rollout } from './instance-fleet.ts'
import { type Pipeline, type Plan, SECOND } from './pipeline.ts'
import { endOf, type Outcome, type Timeline } from './timeline.ts'
import { type Shift, shift } from './traffic-shift.ts'

/** One deployment of a pipeline, planned from its beginning to its end. */
export interface ScheduledDeployment {
  pipeline: Pipeline
  id: string
  /** Epoch milliseconds. */
  created: number
  cause: 'regular' | 'rollback' | 'autoUpdate'
  outcome: Outcome
  /** Whether it restarts the installed revision. */
  restart: boolean
  timeline: Timeline
  plan: Plan
  /** Counts the pipeline's versions; a rollback has its predecessor's. */
  build: number
  /** The deployment that a rollback or an auto-update follows. */
  parent?: ScheduledDeployment
  /** The deployment that follows from this one; it may still lie in the future. */
  child?: ScheduledDeployment
}

const HISTORY = 14 * 24 * 3_600_000
const RECENT = 2 * 3_600_000
const MAX_REMEMBERED = 500 // per pipeline; a history has about 30

/** A pipeline's deployments at a given time. Each is planned once and then cached: plans do not depend on the time. */
export function historyOf(pipeline: Pipeline, seed: number): (now: number) => ScheduledDeployment[] {
  const decided = new Map<number, ScheduledDeployment>()
  return (now) => {
    if (decided.size > MAX_REMEMBERED) decided.clear()
    return scheduleAt(pipeline, now, (number, time) => {
      const scheduled = decided.get(number) ?? planDeployment(pipeline, seed, number, time)
      decided.set(number, scheduled)
      return scheduled
    })
  }
}

/** All recent deployments, and some of two weeks; newest first. */
function scheduleAt(
  pipeline: Pipeline,
  now: number,
  planDeployment: (number: number, time: number) => ScheduledDeployment,
): ScheduledDeployment[] {
  const offset = pipeline.region === 'us-east-1' ? 0 : pipeline.every / 2
  const first = Math.ceil((now - HISTORY - offset) / pipeline.every)
  const recent = Math.ceil((now - RECENT - offset) / pipeline.every)
  const latest = Math.floor((now - offset) / pipeline.every)
  const numbers = []
  for (let number = Math.ceil(first / pipeline.keep) * pipeline.keep; number < recent; number += pipeline.keep)
    numbers.push(number)
  for (let number = recent; number <= latest; number++) numbers.push(number)
  return numbers
    .flatMap((number) => {
      const scheduled = planDeployment(number, number * pipeline.every + offset)
      return scheduled.child ? [scheduled, scheduled.child] : [scheduled]
    })
    .filter((scheduled) => scheduled.created <= now)
    .sort((a, b) => b.created - a.created)
}

function planDeployment(pipeline: Pipeline, seed: number, number: number, time: number): ScheduledDeployment {
  const name = `${pipeline.region}/${pipeline.application ?? pipeline.plan.kind}/${pipeline.group ?? ''}`
  const key = `${seed}/${name}/${number}`
  const outcome = outcomeOf(pipeline, number)
  const created = Math.floor(time + randomOf(key, 'jitter')() * 20_000)
  const { restartsEvery = Number.POSITIVE_INFINITY } = pipeline
  const restart = number % restartsEvery === 1
  const restarts = Math.floor((number - 1) / restartsEvery) + 1
  const build = 1000 + ((number - (pipeline.restartsEvery ? restarts : 0)) % 9000)
  const plan = planFor(pipeline.plan, outcome)
  const timeline = timelineOf(plan, outcome, key, build)
  const scheduled: ScheduledDeployment = {
    pipeline,
    id: deploymentIdOf(key),
    created,
    cause: 'regular',
    outcome,
    restart,
    timeline,
    plan,
    build,
  }
  if (rollsBack(pipeline, outcome)) {
    scheduled.child = follow(scheduled, 'rollback', pipeline.platform === 'Server' ? 6 * SECOND : SECOND / 2, key)
  }
  if (outcome === 'Succeeded' && pipeline.autoUpdates && number % (pipeline.keep * 5) === 0) {
    scheduled.child = follow(scheduled, 'autoUpdate', 45_000, key)
  }
  return scheduled
}

/**
 * Of five deployments that stay in the history, one failed and one was stopped on request; of those that move traffic,
 * another one was stopped by an alarm.
 */
function outcomeOf({ plan, keep, ...pipeline }: Pipeline, number: number): Outcome {
  const { failsEvery = Number.POSITIVE_INFINITY, alarmsEvery = Number.POSITIVE_INFINITY } = pipeline
  const watched = (plan.kind === 'ecs' || plan.kind === 'lambda') && plan.shift
  if (number % keep === 0) {
    const place = (number / keep) % 5
    if (place === 2) return watched && !watched.failsIn ? 'Alarm' : 'Failed'
    if (place === 3 && watched) return 'Alarm'
    return place === 4 ? 'Request' : 'Succeeded'
  }
  if (number % alarmsEvery === 1) return 'Alarm'
  return number % failsEvery === 3 ? 'Failed' : 'Succeeded'
}

/** Whether the pipeline's group rolls back a deployment with this outcome. */
function rollsBack(pipeline: Pipeline, outcome: Outcome): boolean {
  const { events = [] } = autoRollbackOf(pipeline)
  if (outcome === 'Failed') return events.includes('DEPLOYMENT_FAILURE')
  if (outcome === 'Alarm') return events.includes('DEPLOYMENT_STOP_ON_ALARM')
  return outcome === 'Request' && events.includes('DEPLOYMENT_STOP_ON_REQUEST')
}

/** A deployment may fail because it finds no instances. */
function planFor(plan: Plan, outcome: Outcome): Plan {
  if (plan.kind !== 'rolling' || outcome !== 'Failed' || plan.rollout.failure !== 'no instances') return plan
  return { ...plan, rollout: { ...plan.rollout, instances: [] } }
}

function follow(
  parent: ScheduledDeployment,
  cause: 'rollback' | 'autoUpdate',
  pause: number,
  key: string,
): ScheduledDeployment {
  const plan = cause === 'rollback' ? fasterPlan(parent.plan) : newcomers(parent.plan)
  const created = Math.floor(parent.created + endOf(parent.timeline) + pause)
  const build = cause === 'rollback' ? parent.build - 1 : parent.build
  const timeline = timelineOf(plan, 'Succeeded', `${key}/${cause}`, build)
  return {
    ...parent,
    id: deploymentIdOf(key, cause),
    created,
    cause,
    outcome: 'Succeeded',
    restart: false,
    timeline,
    plan,
    build,
    parent,
  }
}

function timelineOf(plan: Plan, outcome: Outcome, key: string, build: number): Timeline {
  if (plan.kind === 'rolling') return rollout(plan.rollout, outcome, key, build)
  if (plan.kind === 'blueGreen') return replacement(plan.replacement, outcome, build)
  return shift(plan.shift, outcome)
}

/** A rollback does not wait, and updates more instances in parallel. */
function fasterPlan(plan: Plan): Plan {
  if (plan.kind === 'rolling') {
    const { wave, instances } = plan.rollout
    const faster = { created: 2_000, queued: 3_000, wave: Math.min(wave * 3, instances.length) }
    return { ...plan, rollout: { ...plan.rollout, ...faster } }
  }
  if (plan.kind === 'blueGreen') {
    const faster: Replacement = { ...plan.replacement, install: 60_000, ready: 0 }
    return { ...plan, replacement: faster }
  }
  // As recorded: the old version is still there, so a rollback has nothing to install and takes seconds.
  const faster: Shift = {
    ...plan.shift,
    ...{ created: SECOND / 2, queued: SECOND / 2, before: [], ready: 0, hook: SECOND, bake: 0, terminationWait: 0 },
    traffic: { kind: 'canary', percent: 100, every: SECOND },
  }
  return { ...plan, shift: faster }
}

function newcomers(plan: Plan): Plan {
  if (plan.kind !== 'rolling') return plan
  return {
    ...plan,
    rollout: { ...plan.rollout, instances: plan.rollout.instances.slice(-3), created: 2_000, queued: 3_000 },
  }
}
