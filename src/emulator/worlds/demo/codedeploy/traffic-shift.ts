import type { Diagnostics } from '@aws-sdk/client-codedeploy'
import { hookFailed } from './scripts.ts'
import { pending } from './steps.ts'
import { FINAL_STATUS, type Halt, type Outcome, type Step, type TargetTimeline, type Timeline } from './timeline.ts'

/**
 * How traffic moves to the new version: `percent` immediately and again every `every` ms; a canary then moves the rest.
 */
export interface Traffic {
  kind: 'canary' | 'linear'
  percent: number
  every: number
}

/** A deployment that installs alongside the old version and then moves traffic; times in milliseconds. */
export interface Shift {
  /** How long the deployment is Created and then Queued before it starts. */
  created: number
  queued: number
  /** Lifecycle events before the wait, and the duration of each. */
  before: [name: string, duration: number][]
  /** How long the deployment is Ready, waiting for a user to continue it; 0 if it continues by itself. */
  ready: number
  traffic: Traffic
  /** The duration of each event around AllowTraffic, and the minimum of AllowTraffic itself. */
  hook: number
  /** How long it is Baking, watching alarms after all traffic has moved: the end of AllowTraffic. */
  bake: number
  /** How long it then waits to terminate the old version, with all events succeeded; 0 if nothing is terminated. */
  terminationWait: number
  /** The event that fails if the deployment does; without one, an alarm stops the deployment instead. */
  failsIn?: string
  /** The event during which an alarm stops the deployment. */
  alarmIn: string
}

/**
 * The timeline of a deployment that moves traffic to one target. A request stops it while it is Ready, or while traffic
 * moves if it is never Ready.
 */
export function shift(plan: Shift, outcome: Outcome): Timeline {
  const stages = pending(plan.created, plan.queued)
  const steps: Step[] = []
  let at = plan.created + plan.queued
  const add = (name: string, duration: number) => {
    steps.push({ name, from: at, to: at + duration })
    at += duration
  }
  for (const [name, duration] of plan.before) add(name, duration)
  const waitsFrom = at
  at += plan.ready
  const movesFrom = at
  add('BeforeAllowTraffic', plan.hook)
  const bakesFrom = at + durationOf(plan)
  add('AllowTraffic', durationOf(plan) + plan.bake)
  const bakesTo = at
  add('AfterAllowTraffic', plan.hook)
  const halt = haltOf(steps, plan, outcome, movesFrom)
  const halted = halt?.time ?? Number.POSITIVE_INFINITY
  if (plan.ready > 0 && halted > waitsFrom) stages.push({ status: 'Ready', from: waitsFrom })
  if (plan.ready > 0 && halted > movesFrom) stages.push({ status: 'InProgress', from: movesFrom })
  if (plan.bake > 0 && halted > bakesFrom) stages.push({ status: 'Baking', from: bakesFrom })
  if (halt) {
    stages.push({ status: FINAL_STATUS[outcome], from: halt.time })
    return { stages, targets: [{ steps, halt }] }
  }
  if (plan.bake > 0) stages.push({ status: 'InProgress', from: bakesTo })
  stages.push({ status: FINAL_STATUS[outcome], from: at + plan.terminationWait })
  return { stages, targets: [{ steps }], terminationFrom: plan.terminationWait > 0 ? at : undefined }
}

/** The new version's share of traffic at an age, 0 to 1; it returns to 0 when the deployment fails. */
export function shareAt({ steps, halt }: TargetTimeline, traffic: Traffic, age: number): number {
  const allow = steps.find(({ name }) => name === 'AllowTraffic')
  if (!allow || age < allow.from || (halt && age >= halt.time)) return 0
  const rounds = Math.floor((age - allow.from) / traffic.every)
  if (traffic.kind === 'canary') return rounds === 0 ? traffic.percent / 100 : 1
  return Math.min(1, ((rounds + 1) * traffic.percent) / 100)
}

function durationOf({ traffic: { kind, percent, every }, hook }: Shift): number {
  const rounds = kind === 'canary' ? 1 : 100 / percent - 1
  return rounds * every + hook
}

function haltOf(steps: Step[], plan: Shift, outcome: Outcome, movesFrom: number): Halt | undefined {
  const indexOf = (event: string) => steps.findIndex(({ name }) => name === event)
  switch (outcome) {
    case 'Succeeded':
      return undefined
    case 'Failed': {
      const { failsIn = 'AllowTraffic' } = plan
      const step = indexOf(failsIn)
      return { step, time: steps[step]?.to ?? movesFrom, fails: true, diagnostics: diagnosticsOf(failsIn) }
    }
    default: {
      if (outcome === 'Request' && plan.ready > 0) {
        return { step: indexOf('BeforeAllowTraffic'), time: movesFrom, fails: false }
      }
      // As recorded: the event that runs when an alarm stops the deployment is Failed, the later ones are Skipped.
      const step = indexOf(plan.alarmIn)
      const { from = 0, to = 0 } = steps[step] ?? {}
      return { step, time: plan.bake > 0 ? to - 5_000 : (from + to) / 2, fails: true }
    }
  }
}

/** A hook reports why it failed; Install has no hook. */
const diagnosticsOf = (event: string): Diagnostics | undefined => (event === 'Install' ? undefined : hookFailed(event))
