import { CircuitState, circuitBreaker, handleWhen, type IBreaker } from 'cockatiel'
import { GatewayError } from '../../errors.ts'
import { Flight } from '../shared/single-flight.ts'
import { isAborted, isOutage, notSent } from './errors.ts'

// Each has failed three times by then: fifteen attempts and not one answer. Fewer, and one bad moment would be an outage.
const FAILURES = 5

// Silence costs whoever waits for it far more than a refusal, and three silent attempts are no accident: two such calls.
const FAILURES_OF_SILENCE = 3

// A load balancer that restarts is back in this time; whoever waits for AWS asks again in about as much.
const OPEN_MS = 10_000

// How long a probe takes is not known. Most are answered in less than this.
const PROBE_MS = 1_000

/** Whether calls are made, are not, or one alone is, as cockatiel calls it. */
export type BreakerState = 'closed' | 'open' | 'half-open'

const STATES: Partial<Record<CircuitState, BreakerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'half-open',
}

const named = (state: CircuitState) => STATES[state] ?? 'open'

export interface Breaker {
  state: () => BreakerState
  /** Whether the last call that ended was met with silence. */
  isSilent: () => boolean
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
 * it ended with them, whoever never waits could keep everybody else from being answered.
 */
export function createBreaker(service: string, location: string, probeMs: number): Breaker {
  let isSilent = false
  let failures = 0
  const consecutive: IBreaker = {
    state: undefined,
    success: () => {
      failures = 0
    },
    failure: () => {
      failures += isSilent ? FAILURES_OF_SILENCE : 1
      return failures >= FAILURES
    },
  }
  const circuit = circuitBreaker(
    handleWhen((error) => isOutage(error) || error.name === 'TimeoutError'), // as the signal of a probe says it
    { halfOpenAfter: OPEN_MS, breaker: consecutive },
  )
  const listen = async <T>(work: Promise<T>): Promise<T> => {
    try {
      const result = await work
      isSilent = false
      return result
    } catch (error) {
      if (!(error instanceof GatewayError && isAborted(error)))
        isSilent = (error as Error).name === 'TimeoutError' || (error as GatewayError).code === 'AWS_TIMEOUT'
      throw error
    }
  }
  let openedAt = 0
  circuit.onBreak(() => {
    openedAt = Date.now()
  })
  const refusal = () => {
    if (circuit.state === CircuitState.Closed) return undefined
    const ms = circuit.state === CircuitState.HalfOpen ? PROBE_MS : openedAt + OPEN_MS - Date.now()
    if (ms <= 0) return undefined
    const message = `${service} in ${location} did not answer several calls in a row; it is not called until it has had time to recover.`
    return notSent('AWS_UNAVAILABLE', message, ms)
  }
  return {
    state: () => named(circuit.state),
    isSilent: () => isSilent,
    onChange: (listener) => void circuit.onStateChange((state) => listener(named(state))),
    refusal,
    run: async (call, caller) => {
      const refused = refusal()
      if (refused) throw refused
      return circuit.execute(() =>
        listen(
          circuit.state === CircuitState.Closed ? call(caller) : new Flight(call).join(AbortSignal.timeout(probeMs)),
        ),
      )
    },
  }
}
