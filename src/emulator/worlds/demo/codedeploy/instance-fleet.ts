import type { Diagnostics } from '@aws-sdk/client-codedeploy'
import { randomOf } from '../random.ts'
import { timedOut, unhealthy } from './scripts.ts'
import type { Halt, Step, TargetTimeline, Timeline } from './timeline.ts'

export type Outcome = 'Succeeded' | 'Failed' | 'Stopped'

/** A rolling deployment over instances; times in milliseconds. */
export interface Rollout {
  instances: string[]
  /** How many instances start together. */
  wave: number
  /** Between the starts of two waves. */
  gap: number
  /** What one instance takes, give or take a quarter. */
  run: number
  /** How long the deployment is Created and then Queued before it starts. */
  created: number
  queued: number
  /** Behind a load balancer, instances leave it and come back. */
  loadBalanced: boolean
}

const INSTALL = ['ApplicationStop', 'DownloadBundle', 'BeforeInstall', 'Install', 'AfterInstall', 'ApplicationStart']
const LEAVE = ['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic']
const RETURN = ['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic']
const TIMEOUT_SECONDS = 60
/** How much longer than the shortest an event takes. */
const WEIGHTS: Record<string, number> = {
  BlockTraffic: 4,
  BeforeInstall: 3,
  AfterInstall: 4,
  ValidateService: 4,
  AllowTraffic: 4,
}

/**
 * A rolling deployment's timeline. A failed one starts six waves of ten: among those instances some time out in
 * AfterInstall and others fail ValidateService; the rest is skipped. A stopped one starts four of ten and lets those end.
 */
export function rollout(plan: Rollout, outcome: Outcome, key: string, build: number): Timeline {
  const names = [
    ...(plan.loadBalanced ? LEAVE : []),
    ...INSTALL,
    'ValidateService',
    ...(plan.loadBalanced ? RETURN : []),
  ]
  const random = randomOf(key)
  const start = plan.created + plan.queued
  const waves = Math.ceil(plan.instances.length / plan.wave)
  const started = outcome === 'Succeeded' ? waves : Math.ceil(waves * (outcome === 'Failed' ? 0.6 : 0.4))
  const targets = plan.instances.map((id, index): TargetTimeline => {
    const wave = Math.floor(index / plan.wave)
    const from = start + wave * plan.gap + random() * 4_000
    const steps = contiguous(names, from, plan.run * (0.75 + random() / 2))
    const roll = random()
    if (outcome !== 'Failed' || wave >= started) return { steps }
    if (index === 1 || roll < 0.1) return { steps, halt: failure(steps, 'AfterInstall', timedOut(id, TIMEOUT_SECONDS)) }
    if (index === 2 || roll < 0.22) return { steps, halt: failure(steps, 'ValidateService', unhealthy(id, build)) }
    return { steps }
  })
  const begun = targets.slice(0, started * plan.wave)
  const end = Math.max(...begun.map(({ steps, halt }) => halt?.time ?? steps.at(-1)?.to ?? start)) + 5_000
  for (const target of targets.slice(begun.length)) target.halt = { step: 0, time: end }
  return { stages: [...pending(plan.created, plan.queued), { status: outcome, from: end }], targets }
}

/** The stages before anything happens, and the start. */
export function pending(created: number, queued: number): Timeline['stages'] {
  return [
    { status: 'Created', from: 0 },
    { status: 'Queued', from: created },
    { status: 'InProgress', from: created + queued },
  ]
}

/** Steps without a pause, each with its share of `duration`. */
export function contiguous(names: string[], from: number, duration: number): Step[] {
  const weights = names.map((name) => WEIGHTS[name] ?? 1)
  const unit = duration / weights.reduce((sum, weight) => sum + weight, 0)
  let at = from
  return names.map((name, index) => {
    const step = { name, from: at, to: at + unit * (weights[index] ?? 1) }
    at = step.to
    return step
  })
}

function failure(steps: Step[], event: string, diagnostics: Diagnostics): Halt {
  const step = steps.findIndex(({ name }) => name === event)
  const { from = 0, to = 0 } = steps[step] ?? {}
  return { step, time: diagnostics.errorCode === 'ScriptTimedOut' ? from + TIMEOUT_SECONDS * 1_000 : to, diagnostics }
}
