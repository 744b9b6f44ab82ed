import { GatewayError } from '../../errors.ts'
import { SingleFlight } from '../single-flight.ts'
import { isAborted, isOutage, notSent } from './errors.ts'

// By then each call has failed three times: fifteen attempts without an answer. A lower number would treat a brief
// disturbance as an outage.
const FAILURES = 5

// Waiting for a silent service costs callers far more than a refusal, and three silent attempts are no accident: two
// such calls are enough.
const FAILURES_PER_SILENT_CALL = 3

// A restarting load balancer is back within this time, and callers waiting for AWS retry at about this interval.
const OPEN_MS = 10_000

// The duration of a probe is not known in advance. Most are answered in less than this.
const PROBE_MS = 1_000

/** Whether calls are made, refused, or limited to a single probe. */
export type BreakerState = 'closed' | 'open' | 'half-open'

export interface Breaker {
  state: () => BreakerState
  /** Whether the last completed attempt got no answer. */
  isSilent: () => boolean
  /** Called when an attempt got no answer; its call may still be retried. */
  onSilence: () => void
  /** Called on every change of state. */
  onChange: (listener: (state: BreakerState) => void) => void
  /** Why no call can be made now; undefined if one can. */
  refusal: () => GatewayError | undefined
  /** Makes the call, or throws the refusal. The caller's signal ends the call; a probe has a signal of its own. */
  run: <T>(call: (signal: AbortSignal) => Promise<T>, caller: AbortSignal) => Promise<T>
}

/**
 * Opens when several calls in a row to a service in a location end in a 5xx, a timeout or a broken connection: nothing
 * is sent for a while, and then a single probe decides. Calls that AWS refuses for other reasons do not count, nor do
 * calls whose callers disconnected. A probe continues for up to `probeMs` after its callers disconnect: if it ended
 * with them, a caller with a short timeout could keep the breaker open for everybody else.
 * `elapsed` returns monotonic milliseconds: the time of day may be set back, which would keep the breaker open.
 */
export function createBreaker(
  service: string,
  location: string,
  probeMs: number,
  elapsed = () => performance.now(),
): Breaker {
  const listeners: ((state: BreakerState) => void)[] = []
  let state: BreakerState = 'closed'
  let failures = 0
  let isSilent = false
  let openedAt = 0
  const enter = (next: BreakerState) => {
    state = next
    for (const listener of listeners) listener(next)
  }
  const open = () => {
    openedAt = elapsed()
    enter('open')
  }
  const close = () => {
    failures = 0
    isSilent = false
    enter('closed')
  }
  const refusal = () => {
    if (state === 'closed') return undefined
    const ms = state === 'half-open' ? PROBE_MS : Math.ceil(OPEN_MS - (elapsed() - openedAt))
    if (ms <= 0) return undefined
    const message = `${service} in ${location} did not answer several calls in a row; it is not called until it has had time to recover.`
    return notSent('AWS_UNAVAILABLE', message, ms)
  }
  /** The probe: any answer closes the breaker. */
  const probe = async <T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    enter('half-open')
    try {
      const answer = await new SingleFlight(call).join(AbortSignal.timeout(probeMs))
      close()
      return answer
    } catch (error) {
      isSilent = isSilence(error)
      if (isNoAnswer(error)) open()
      else close()
      throw error
    }
  }
  return {
    state: () => state,
    isSilent: () => isSilent,
    onSilence: () => {
      isSilent = true
    },
    onChange: (listener) => void listeners.push(listener),
    refusal,
    run: async (call, caller) => {
      const refused = refusal()
      if (refused) throw refused
      if (state !== 'closed') return probe(call)
      try {
        const answer = await call(caller)
        failures = 0
        isSilent = false
        return answer
      } catch (error) {
        if (!(error instanceof GatewayError && isAborted(error))) isSilent = isSilence(error)
        if (isNoAnswer(error)) failures += isSilent ? FAILURES_PER_SILENT_CALL : 1
        // A call sent before the breaker opened does not count if it fails later.
        if (failures >= FAILURES && state === 'closed') open()
        throw error
      }
    },
  }
}

// A probe's signal aborts with a TimeoutError, which is a DOMException.
const isNoAnswer = (thrown: unknown): boolean => {
  const error = thrown as Error
  return isOutage(error) || error.name === 'TimeoutError'
}

export const isSilence = (thrown: unknown): boolean =>
  (thrown as Error).name === 'TimeoutError' || (thrown instanceof GatewayError && thrown.code === 'AWS_TIMEOUT')
