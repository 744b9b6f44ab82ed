import type { BadBody } from './bad-bodies.ts'
import { AwsError } from './wire.ts'

/** What goes wrong, and for which calls; members left out match every call. */
export interface Fault {
  /** As in signatures: codedeploy, appconfig or imagebuilder; some operations have the same name in two of them. */
  service?: string
  operation?: string
  region?: string
  /** Looks at the decoded input. */
  when?: (input: unknown) => boolean
  /** How many calls it meets before it is spent; without it, all of them. */
  times?: number
  /** Lets so many calls pass each second, saved up for a second at most, and meets only the others. */
  ratePerSecond?: number
  /** Milliseconds the answer waits; alone, the call then succeeds. */
  delayMs?: number
  /** Answered in place of the result: `message` defaults to AWS's "Rate exceeded", `status` to the one
   * that the service's model has for the name. */
  error?: { name: string; message?: string; status?: number }
  /** Closes the connection without an answer. */
  drop?: boolean
  /** Answers the result with a body that is no good. */
  body?: BadBody
}

type FaultyCall = { service: string; operation: string; region: string; input: unknown }

/** What one call has to suffer. */
export interface Fate {
  delayMs: number
  error?: AwsError
  drop: boolean
  body?: BadBody
}

/** A judge of calls that remembers how often each fault has met one. Delays add up; the first fault of the list that
 * fails, drops or spoils the call decides, and the ones behind it are not spent. */
export function faultJudge(): (faults: Fault[], call: FaultyCall) => Fate {
  const met = new Map<Fault, number>()
  const passes = rates()
  return (faults, call) => {
    const fate: Fate = { delayMs: 0, drop: false }
    for (const fault of faults) {
      const count = met.get(fault) ?? 0
      if (count >= (fault.times ?? Number.POSITIVE_INFINITY) || !concerns(fault, call) || passes(fault)) continue
      met.set(fault, count + 1)
      fate.delayMs += fault.delayMs ?? 0
      if (fault.drop) fate.drop = true
      if (fault.error)
        fate.error = new AwsError(fault.error.name, fault.error.message ?? 'Rate exceeded', fault.error.status)
      if (fault.body) fate.body = fault.body
      if (fate.drop || fate.error || fate.body) break
    }
    return fate
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

/** Whether a call is one of those that a fault's rate lets pass: a token bucket for each fault, full at first. */
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
