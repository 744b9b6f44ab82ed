import { deploymentIdOf, randomOf } from '../random.ts'
import { type Replacement, replacement } from './blue-green.ts'
import { type Outcome, rollout } from './instance-fleet.ts'
import type { Line, Plan } from './pipelines.ts'
import { type Course, endOf } from './timeline.ts'
import { type Shift, shift } from './traffic-shift.ts'

/** One deployment of a line, decided from its beginning to its end. */
export interface Slot {
  line: Line
  id: string
  /** Epoch milliseconds. */
  created: number
  cause: 'regular' | 'rollback' | 'autoUpdate'
  outcome: Outcome
  course: Course
  plan: Plan
  /** Counts the line's versions; a rollback has its predecessor's. */
  build: number
  /** The deployment that a rollback or an auto-update follows. */
  parent?: Slot
  /** What follows: it may still lie in the future. */
  child?: Slot
}

const HISTORY = 14 * 24 * 3_600_000
const RECENT = 2 * 3_600_000
const SLOTS_REMEMBERED = 500 // per line; a history has about 30

/** A line's deployments at a moment of its choice. Slots are decided once and then remembered: they do not depend on
 * the moment. */
export function historyOf(line: Line, seed: number): (now: number) => Slot[] {
  const decided = new Map<number, Slot>()
  return (now) => {
    if (decided.size > SLOTS_REMEMBERED) decided.clear()
    return slotsAt(line, now, (number, time) => {
      const slot = decided.get(number) ?? slotOf(line, seed, number, time)
      decided.set(number, slot)
      return slot
    })
  }
}

/** All recent deployments, and some of two weeks; newest first. */
function slotsAt(line: Line, now: number, slotOf: (number: number, time: number) => Slot): Slot[] {
  const offset = line.region === 'us-east-1' ? 0 : line.every / 2
  const first = Math.ceil((now - HISTORY - offset) / line.every)
  const recent = Math.ceil((now - RECENT - offset) / line.every)
  const latest = Math.floor((now - offset) / line.every)
  const numbers = []
  for (let kept = Math.ceil(first / line.keep) * line.keep; kept < recent; kept += line.keep) numbers.push(kept)
  for (let number = recent; number <= latest; number++) numbers.push(number)
  return numbers
    .flatMap((number) => {
      const slot = slotOf(number, number * line.every + offset)
      return slot.child ? [slot, slot.child] : [slot]
    })
    .filter((slot) => slot.created <= now)
    .sort((a, b) => b.created - a.created)
}

function slotOf(line: Line, seed: number, number: number, time: number): Slot {
  const name = `${line.region}/${line.application ?? line.plan.kind}/${line.group ?? ''}`
  const key = `${seed}/${name}/${number}`
  const outcome = outcomeOf(line, number)
  const created = Math.floor(time + randomOf(key, 'jitter')() * 20_000)
  const build = 1000 + (number % 9000)
  const course = courseOf(line.plan, outcome, key, build)
  const slot: Slot = {
    line,
    id: deploymentIdOf(key),
    created,
    cause: 'regular',
    outcome,
    course,
    plan: line.plan,
    build,
  }
  if (outcome === 'Failed' && line.application) slot.child = follow(slot, 'rollback', 6_000, key)
  if (outcome === 'Succeeded' && line.autoUpdates && number % (line.keep * 5) === 0) {
    slot.child = follow(slot, 'autoUpdate', 45_000, key)
  }
  return slot
}

/** Of five deployments that stay in the history, one failed and one was stopped. */
function outcomeOf({ keep, failsEvery = Number.POSITIVE_INFINITY }: Line, number: number): Outcome {
  if (number % keep === 0) {
    const turn = (number / keep) % 5
    return turn === 2 ? 'Failed' : turn === 4 ? 'Stopped' : 'Succeeded'
  }
  return number % failsEvery === 3 ? 'Failed' : 'Succeeded'
}

function follow(parent: Slot, cause: 'rollback' | 'autoUpdate', pause: number, key: string): Slot {
  const plan = cause === 'rollback' ? quicker(parent.plan) : newcomers(parent.plan)
  const created = Math.floor(parent.created + endOf(parent.course) + pause)
  const build = cause === 'rollback' ? parent.build - 1 : parent.build
  const course = courseOf(plan, 'Succeeded', `${key}/${cause}`, build)
  return {
    ...parent,
    id: deploymentIdOf(key, cause),
    created,
    cause,
    outcome: 'Succeeded',
    course,
    plan,
    build,
    parent,
  }
}

function courseOf(plan: Plan, outcome: Outcome, key: string, build: number): Course {
  if (plan.kind === 'rolling') return rollout(plan.rollout, outcome, key, build)
  if (plan.kind === 'blueGreen') return replacement(plan.replacement, outcome, build)
  return shift(plan.shift, outcome)
}

/** A rollback does not wait, and takes more at once. */
function quicker(plan: Plan): Plan {
  if (plan.kind === 'rolling') {
    const { wave, instances } = plan.rollout
    const hurried = { created: 2_000, queued: 3_000, wave: Math.min(wave * 3, instances.length) }
    return { ...plan, rollout: { ...plan.rollout, ...hurried } }
  }
  if (plan.kind === 'blueGreen') {
    const hurried: Replacement = { ...plan.replacement, install: 60_000, ready: 0 }
    return { ...plan, replacement: hurried }
  }
  const before: Shift['before'] = plan.shift.before.map(([name]) => [name, 8_000])
  const hurried: Shift = {
    ...plan.shift,
    before,
    ready: 0,
    bake: 0,
    traffic: { kind: 'canary', percent: 100, every: 1_000 },
  }
  return { ...plan, shift: hurried }
}

function newcomers(plan: Plan): Plan {
  if (plan.kind !== 'rolling') return plan
  return {
    ...plan,
    rollout: { ...plan.rollout, instances: plan.rollout.instances.slice(-3), created: 2_000, queued: 3_000 },
  }
}
