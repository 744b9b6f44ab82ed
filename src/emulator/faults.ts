import type { BadBody } from './bad-bodies.ts'
import { AwsError } from './wire.ts'

/** A simulated failure and the calls that it affects; missing members match every call. */
export interface Fault {
  /** The signing name: codedeploy, appconfig or imagebuilder; two of them share some operation names. */
  service?: string
  operation?: string
  region?: string
  /** Inspects the decoded input. */
  when?: (input: unknown) => boolean
  /** How many calls it affects; default: all. */
  times?: number
  /** Lets this many calls per second pass, with a burst of at most one second's worth, and affects only the others. */
  ratePerSecond?: number
  /** Delays the answer by this many milliseconds; without another effect the call then succeeds. */
  delayMs?: number
  /** Ends the delay early. */
  release?: AbortSignal
  /**
   * Returned instead of the result: `message` defaults to AWS's "Rate exceeded", `status` to the model's status for the
   * name.
   */
  error?: { name: string; message?: string; status?: number }
  /** Closes the connection without an answer. */
  drop?: boolean
  /** Returns the result with a body that is broken in this way. */
  body?: BadBody
}

type FaultyCall = { service: string; operation: string; region: string; input: unknown }

/** The effect of the faults on one call. */
export interface FaultEffect {
  delayMs: number
  release?: AbortSignal
  error?: AwsError
  drop: boolean
  body?: BadBody
}

/**
 * Decides how faults affect calls, and counts how often each has applied. Delays add up; the first fault in the list
 * that fails, drops or breaks the call decides, and later ones do not count as applied.
 */
export function faultInjector(): (faults: Fault[], call: FaultyCall) => FaultEffect {
  const applied = new Map<Fault, number>()
  const passes = rates()
  return (faults, call) => {
    const effect: FaultEffect = { delayMs: 0, drop: false }
    for (const fault of faults) {
      const count = applied.get(fault) ?? 0
      if (count >= (fault.times ?? Number.POSITIVE_INFINITY) || !concerns(fault, call) || passes(fault)) continue
      applied.set(fault, count + 1)
      effect.delayMs += fault.delayMs ?? 0
      effect.release ??= fault.release
      if (fault.drop) effect.drop = true
      if (fault.error)
        effect.error = new AwsError(fault.error.name, fault.error.message ?? 'Rate exceeded', fault.error.status)
      if (fault.body) effect.body = fault.body
      if (effect.drop || effect.error || effect.body) break
    }
    return effect
  }
}

function concerns(fault: Fault, call: FaultyCall): boolean {
  return (
    (fault.service ?? call.service) === call.service &&
    (fault.operation ?? call.operation) === call.operation &&
    (fault.region ?? call.region) === call.region &&
    (fault.when?.(call.input) ?? true)
  )
}

/** Whether a fault's rate lets a call pass: a token bucket per fault, initially full. */
function rates(): (fault: Fault) => boolean {
  const buckets = new Map<Fault, { tokens: number; at: number }>()
  return (fault) => {
    const { ratePerSecond } = fault
    if (ratePerSecond === undefined) return false
    const now = performance.now()
    const { tokens, at } = buckets.get(fault) ?? { tokens: ratePerSecond, at: now }
    const there = Math.min(ratePerSecond, tokens + ((now - at) / 1000) * ratePerSecond)
    const passes = there >= 1
    buckets.set(fault, { tokens: passes ? there - 1 : there, at: now })
    return passes
  }
}
