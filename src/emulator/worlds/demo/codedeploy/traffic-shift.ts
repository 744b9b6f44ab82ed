import { type Outcome, pending } from './instance-fleet.ts'
import { hookFailed } from './scripts.ts'
import type { Halt, Step, TargetTimeline, Timeline } from './timeline.ts'

/** How traffic moves to the new version: `percent` at once and again every `every` ms, a canary then takes the rest. */
export interface Traffic {
  kind: 'canary' | 'linear'
  percent: number
  every: number
}

/** A deployment that installs beside the old version and then moves traffic; times in milliseconds. */
export interface Shift {
  /** Lifecycle events before the wait, and how long each takes. */
  before: [name: string, duration: number][]
  /** How long the deployment is Ready, waiting for someone to continue it; 0 for those that go on by themselves. */
  ready: number
  traffic: Traffic
  /** How long it is Baking, watching alarms with all traffic moved. */
  bake: number
  /** The hook that fails when the deployment does; without one it fails after baking, on an alarm. */
  fragile?: string
}

const START = 5_000 + 15_000
const HOOK = 10_000

/** The timeline of a deployment that moves traffic to one target. A stopped one is stopped instead of moving traffic. */
export function shift(plan: Shift, outcome: Outcome): Timeline {
  const steps: Step[] = []
  let at = START
  const add = (name: string, duration: number) => {
    steps.push({ name, from: at, to: at + duration })
    at += duration
  }
  for (const [name, duration] of plan.before) add(name, duration)
  const waitsFrom = at
  at += plan.ready
  const movesFrom = at
  add('BeforeAllowTraffic', HOOK)
  add('AllowTraffic', durationOf(plan.traffic))
  add('AfterAllowTraffic', HOOK)
  const halt = haltOf(steps, plan, outcome, movesFrom)
  const stages = pending(5_000, 15_000)
  const halted = halt?.time ?? Number.POSITIVE_INFINITY
  if (plan.ready > 0 && halted > waitsFrom) stages.push({ status: 'Ready', from: waitsFrom })
  if (plan.ready > 0 && halted > movesFrom) stages.push({ status: 'InProgress', from: movesFrom })
  if (plan.bake > 0) stages.push({ status: 'Baking', from: at })
  stages.push({ status: outcome, from: halt?.time ?? at + plan.bake })
  return { stages, targets: [{ steps, halt }] }
}

/** The share of traffic the new version has at an age, 0 to 1; it loses it again when the deployment fails. */
export function shareAt({ steps, halt }: TargetTimeline, traffic: Traffic, age: number): number {
  const allow = steps.find(({ name }) => name === 'AllowTraffic')
  if (!allow || age < allow.from || (halt && age >= halt.time)) return 0
  const rounds = Math.floor((age - allow.from) / traffic.every)
  if (traffic.kind === 'canary') return rounds === 0 ? traffic.percent / 100 : 1
  return Math.min(1, ((rounds + 1) * traffic.percent) / 100)
}

function durationOf({ kind, percent, every }: Traffic): number {
  const rounds = kind === 'canary' ? 1 : 100 / percent - 1
  return rounds * every + HOOK
}

function haltOf(steps: Step[], plan: Shift, outcome: Outcome, movesFrom: number): Halt | undefined {
  if (outcome === 'Succeeded' || !plan.fragile) return undefined
  const event = outcome === 'Failed' ? plan.fragile : 'BeforeAllowTraffic'
  const step = steps.findIndex(({ name }) => name === event)
  if (outcome === 'Stopped') return { step, time: movesFrom }
  return { step, time: steps[step]?.to ?? movesFrom, diagnostics: hookFailed(plan.fragile) }
}
