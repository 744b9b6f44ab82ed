import { unhealthy } from './scripts.ts'
import { contiguous, pending } from './steps.ts'
import { FINAL_STATUS, type Outcome, type TargetTimeline, type Timeline } from './timeline.ts'

/** A blue/green deployment over two fleets; times in milliseconds. */
export interface Replacement {
  green: string[]
  blue: string[]
  /** The installation time of one green instance. */
  install: number
  /** How long the deployment is Ready before traffic moves. */
  ready: number
}

const START = 20_000
const MOVE = 60_000
/** The total duration of the events around BlockTraffic. */
const LEAVE = 4_000
const INSTALL = ['BeforeInstall', 'Install', 'AfterInstall', 'ApplicationStart', 'ValidateService']
const ALLOW = ['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic']
const BLOCK = ['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic']

/**
 * Green instances install in parallel and wait; then traffic moves to them and the blue ones are blocked. A failed
 * deployment fails on its first green instance; a stopped one is stopped while it waits. Targets: green, then blue.
 */
export function replacement(plan: Replacement, outcome: Outcome, build: number): Timeline {
  const waitsFrom = START + plan.install
  const movesFrom = waitsFrom + plan.ready
  const leave = contiguous(BLOCK, movesFrom + MOVE, LEAVE)
  const left = leave.at(-1)?.to ?? movesFrom
  const end = outcome === 'Succeeded' ? left + 5_000 : outcome === 'Failed' ? waitsFrom : movesFrom
  const validate = INSTALL.indexOf('ValidateService')
  const green = plan.green.map((id, index): TargetTimeline => {
    const steps = [...contiguous(INSTALL, START, plan.install), ...contiguous(ALLOW, movesFrom, MOVE)]
    if (outcome === 'Succeeded') return { steps }
    if (outcome !== 'Failed') return { steps, halt: { step: INSTALL.length, time: end, fails: false } }
    if (index > 0) return { steps, halt: { step: validate, time: end, fails: false } }
    return { steps, halt: { step: validate, time: end, fails: true, diagnostics: unhealthy(id, build) } }
  })
  const blue = plan.blue.map(
    (): TargetTimeline =>
      outcome === 'Succeeded' ? { steps: leave } : { steps: leave, halt: { step: 0, time: end, fails: false } },
  )
  const stages = pending(5_000, 15_000)
  if (outcome !== 'Failed') stages.push({ status: 'Ready', from: waitsFrom })
  if (outcome === 'Succeeded') stages.push({ status: 'InProgress', from: movesFrom })
  return { stages: [...stages, { status: FINAL_STATUS[outcome], from: end }], targets: [...green, ...blue] }
}
