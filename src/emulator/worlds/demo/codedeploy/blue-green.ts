import { contiguous, type Outcome, pending } from './instance-fleet.ts'
import { unhealthy } from './scripts.ts'
import type { TargetTimeline, Timeline } from './timeline.ts'

/** A blue/green deployment over two fleets; times in milliseconds. */
export interface Replacement {
  green: string[]
  blue: string[]
  /** What installing one green instance takes. */
  install: number
  /** How long the deployment is Ready before traffic moves. */
  ready: number
}

const START = 20_000
const MOVE = 60_000
const INSTALL = ['BeforeInstall', 'Install', 'AfterInstall', 'ApplicationStart', 'ValidateService']
const ALLOW = ['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic']
const BLOCK = ['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic']

/** Green instances install side by side and wait; then traffic moves to them and the blue ones are blocked. A failed
 * deployment fails on its first green instance; a stopped one is stopped while it waits. Targets: green, then blue. */
export function replacement(plan: Replacement, outcome: Outcome, build: number): Timeline {
  const waitsFrom = START + plan.install
  const movesFrom = waitsFrom + plan.ready
  const end = outcome === 'Succeeded' ? movesFrom + 2 * MOVE + 5_000 : outcome === 'Failed' ? waitsFrom : movesFrom
  const validate = INSTALL.indexOf('ValidateService')
  const green = plan.green.map((id, index): TargetTimeline => {
    const steps = [...contiguous(INSTALL, START, plan.install), ...contiguous(ALLOW, movesFrom, MOVE)]
    if (outcome === 'Succeeded') return { steps }
    if (outcome === 'Stopped') return { steps, halt: { step: INSTALL.length, time: end } }
    if (index > 0) return { steps, halt: { step: validate, time: end } }
    return { steps, halt: { step: validate, time: end, diagnostics: unhealthy(id, build) } }
  })
  const blue = plan.blue.map((): TargetTimeline => {
    const steps = contiguous(BLOCK, movesFrom + MOVE, MOVE)
    return outcome === 'Succeeded' ? { steps } : { steps, halt: { step: 0, time: end } }
  })
  const stages = pending(5_000, 15_000)
  if (outcome !== 'Failed') stages.push({ status: 'Ready', from: waitsFrom })
  if (outcome === 'Succeeded') stages.push({ status: 'InProgress', from: movesFrom })
  return { stages: [...stages, { status: outcome, from: end }], targets: [...green, ...blue] }
}
