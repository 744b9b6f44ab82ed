import { GatewayError } from '../../errors.ts'
import { SingleFlight } from '../shared/single-flight.ts'
import { isAborted, isOutage, notSent } from './errors.ts'

// Each has failed three times by then: fifteen attempts and not one answer. Fewer, and one bad moment would be an outage.
const FAILURES = 5

// Silence costs those who wait for it far more than a refusal, and three silent attempts are no accident: two such calls.
const FAILURES_OF_SILENCE = 3

// A restarting load balancer is back within this time, and callers waiting for AWS retry at about this interval.
const OPEN_MS = 10_000

// How long a probe takes is not known. Most are answered in less than this.
const PROBE_MS = 1_000

/** Whether calls are made, are not, or one alone is. */
export type BreakerState = 'closed' | 'open' | 'half-open'

export interface Breaker {
  state: () => BreakerState
  /** Whether the last attempt that ended was met with silence. */
  isSilent: () => boolean
  /** Hears that an attempt was met with silence; its call may still go on with another one. */
  onSilence: () => void
  /** Hears of every change. */
  onChange: (listener: (state: BreakerState) => void) => void
  /** Why no call can be made now; undefined where it can. */
  refusal: () => GatewayError | undefined
  /** Makes the call, or throws the refusal. What ends the call is the caller's signal, or a probe's own. */
  run: <T>(call: (signal: AbortSignal) => Promise<T>, caller: AbortSignal) => Promise<T>
}

/**
 * Opens when calls to a service in a location end in a 5xx, a timeout or a broken connection several times in a row:
 * then nothing is sent for a while, and after that one call alone, whose outcome decides. What AWS refused for another
 * reason does not count, nor what was left by those who asked. A probe goes on for up to `probeMs` when they leave: if
 * it ended with them, a caller that never waits could keep everybody else from being answered.
 * `elapsed` tells milliseconds that only ever go up: the time of day may be set back, and would then keep it open, as it
 * does with cockatiel's breaker, which reads Date.now().
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
    const ms = state === 'half-open' ? PROBE_MS : openedAt + OPEN_MS - elapsed()
    if (ms <= 0) return undefined
    const message = `${service} in ${location} did not answer several calls in a row; it is not called until it has had time to recover.`
    return notSent('AWS_UNAVAILABLE', message, ms)
  }
  /** The one call that is made after a while: any answer closes. */
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
        if (isNoAnswer(error)) failures += isSilent ? FAILURES_OF_SILENCE : 1
        // What was sent before it opened, and fails later, changes nothing.
        if (failures >= FAILURES && state === 'closed') open()
        throw error
      }
    },
  }
}

// A TimeoutError is what the signal of a probe ends with: a DOMException.
const isNoAnswer = (thrown: unknown): boolean => {
  const error = thrown as Error
  return isOutage(error) || error.name === 'TimeoutError'
}

export const isSilence = (thrown: unknown): boolean =>
  (thrown as Error).name === 'TimeoutError' || (thrown instanceof GatewayError && thrown.code === 'AWS_TIMEOUT')
