import type { Step, Timeline } from './timeline.ts'

/**
 * How long an instance takes to leave its load balancer, in ms: about 90 s as recorded, the draining time of its
 * connections.
 */
const BLOCK_TRAFFIC = 90_000

/** Maximum additional duration of an event, relative to the shortest. */
const WEIGHTS: Record<string, number> = { BeforeInstall: 3, AfterInstall: 4, ValidateService: 4, AllowTraffic: 4 }

/** The stages before the start, and the start. */
export function pending(created: number, queued: number): Timeline['stages'] {
  return [
    { status: 'Created', from: 0 },
    { status: 'Queued', from: created },
    { status: 'InProgress', from: created + queued },
  ]
}

/** Steps without a pause. BlockTraffic takes 85 to 95 s by `roll` (0 to 1), the others share `duration`. */
export function contiguous(names: string[], from: number, duration: number, roll = 0.5): Step[] {
  const weights = names.map((name) => (name === 'BlockTraffic' ? 0 : (WEIGHTS[name] ?? 1)))
  const unit = duration / weights.reduce((sum, weight) => sum + weight, 0)
  let at = from
  return names.map((name, index) => {
    const length = name === 'BlockTraffic' ? BLOCK_TRAFFIC + (roll - 0.5) * 10_000 : unit * (weights[index] ?? 1)
    const step = { name, from: at, to: at + length }
    at = step.to
    return step
  })
}
