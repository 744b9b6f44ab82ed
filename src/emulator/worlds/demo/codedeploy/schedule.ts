import { deploymentIdOf, randomOf } from '../random.ts'
import { type Replacement, replacement } from './blue-green.ts'
import { type Outcome, rollout } from './instance-fleet.ts'
import type { Pipeline, Plan } from './pipelines.ts'
import { endOf, type Timeline } from './timeline.ts'
import { type Shift, shift } from './traffic-shift.ts'

/** One deployment of a pipeline, decided from its beginning to its end. */
export interface ScheduledDeployment {
  pipeline: Pipeline
  id: string
  /** Epoch milliseconds. */
  created: number
  cause: 'regular' | 'rollback' | 'autoUpdate'
  outcome: Outcome
  timeline: Timeline
  plan: Plan
  /** Counts the pipeline's versions; a rollback has its predecessor's. */
  build: number
  /** The deployment that a rollback or an auto-update follows. */
  parent?: ScheduledDeployment
  /** What follows: it may still lie in the future. */
  child?: ScheduledDeployment
}

const HISTORY = 14 * 24 * 3_600_000
const RECENT = 2 * 3_600_000
const MAX_REMEMBERED = 500 // per pipeline; a history has about 30

/** A pipeline's deployments at a moment. Each is planned once and then remembered: plans do not depend on the moment. */
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
  for (let kept = Math.ceil(first / pipeline.keep) * pipeline.keep; kept < recent; kept += pipeline.keep)
    numbers.push(kept)
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
  const build = 1000 + (number % 9000)
  const timeline = timelineOf(pipeline.plan, outcome, key, build)
  const scheduled: ScheduledDeployment = {
    pipeline,
    id: deploymentIdOf(key),
    created,
    cause: 'regular',
    outcome,
    timeline,
    plan: pipeline.plan,
    build,
  }
  if (outcome === 'Failed' && pipeline.application) scheduled.child = follow(scheduled, 'rollback', 6_000, key)
  if (outcome === 'Succeeded' && pipeline.autoUpdates && number % (pipeline.keep * 5) === 0) {
    scheduled.child = follow(scheduled, 'autoUpdate', 45_000, key)
  }
  return scheduled
}

/** Of five deployments that stay in the history, one failed and one was stopped. */
function outcomeOf({ keep, failsEvery = Number.POSITIVE_INFINITY }: Pipeline, number: number): Outcome {
  if (number % keep === 0) {
    const turn = (number / keep) % 5
    return turn === 2 ? 'Failed' : turn === 4 ? 'Stopped' : 'Succeeded'
  }
  return number % failsEvery === 3 ? 'Failed' : 'Succeeded'
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

/** A rollback does not wait, and takes more at once. */
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
  const before: Shift['before'] = plan.shift.before.map(([name]) => [name, 8_000])
  const faster: Shift = {
    ...plan.shift,
    before,
    ready: 0,
    bake: 0,
    traffic: { kind: 'canary', percent: 100, every: 1_000 },
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
