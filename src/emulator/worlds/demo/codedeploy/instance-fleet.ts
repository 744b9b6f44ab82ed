import type { Diagnostics } from '@aws-sdk/client-codedeploy'
import { randomOf } from '../random.ts'
import { agentSilent, scriptMissing, timedOut, unhealthy } from './scripts.ts'
import { contiguous, pending } from './steps.ts'
import { FINAL_STATUS, type Halt, type Outcome, type Step, type TargetTimeline, type Timeline } from './timeline.ts'

/** The failure on the instances of a failed deployment; 'no instances' means there are none to deploy to. */
export type FleetFailure = 'scripts' | 'script missing' | 'agent silent' | 'no instances'

/** A rolling deployment over instances; times in milliseconds. */
export interface Rollout {
  instances: string[]
  /** How many instances start together. */
  wave: number
  /** Between the starts of two waves. */
  gap: number
  /** The duration per instance, varying by a quarter; instances behind a load balancer take longer. */
  run: number
  /** How long the deployment is Created and then Queued before it starts. */
  created: number
  queued: number
  /** Behind a load balancer, instances leave it and come back. */
  loadBalanced: boolean
  failure: FleetFailure
}

const INSTALL = ['ApplicationStop', 'DownloadBundle', 'BeforeInstall', 'Install', 'AfterInstall', 'ApplicationStart']
const LEAVE = ['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic']
const RETURN = ['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic']
const TIMEOUT_SECONDS = 60

/**
 * A rolling deployment's timeline. A failed one starts six of ten waves, in which some instances fail, and skips the
 * rest. A stopped one starts four of ten and lets those finish.
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
    const steps = contiguous(names, from, plan.run * (0.75 + random() / 2), random())
    const roll = random()
    if (outcome !== 'Failed' || wave >= started) return { steps }
    return { steps, halt: haltOf(plan.failure, { id, index, roll, build, steps }) }
  })
  const begun = targets.slice(0, started * plan.wave)
  const end = Math.max(start, ...begun.map(({ steps, halt }) => halt?.time ?? steps.at(-1)?.to ?? start)) + 5_000
  for (const target of targets.slice(begun.length)) target.halt = { step: 0, time: end, fails: false }
  return { stages: [...pending(plan.created, plan.queued), { status: FINAL_STATUS[outcome], from: end }], targets }
}

/** An instance of a failed deployment; `roll` (0 to 1) decides whether and how it fails. */
interface Instance {
  id: string
  index: number
  roll: number
  build: number
  steps: Step[]
}

function haltOf(kind: FleetFailure, { id, index, roll, build, steps }: Instance): Halt | undefined {
  const [first, second] = [index === 1 || roll < 0.1, index === 2 || roll < 0.22]
  if (!first && !second) return undefined
  if (kind === 'agent silent') return failure(steps, 'ApplicationStop', agentSilent())
  if (kind === 'script missing') return failure(steps, 'BeforeInstall', scriptMissing(build))
  if (first) return failure(steps, 'AfterInstall', timedOut(id, TIMEOUT_SECONDS))
  return failure(steps, 'ValidateService', unhealthy(id, build))
}

function failure(steps: Step[], event: string, diagnostics: Diagnostics): Halt {
  const step = steps.findIndex(({ name }) => name === event)
  const { from = 0, to = 0 } = steps[step] ?? {}
  const time = diagnostics.errorCode === 'ScriptTimedOut' ? from + TIMEOUT_SECONDS * 1_000 : to
  return { step, time, fails: true, diagnostics }
}
