import PQueue from 'p-queue'
import { perKey } from '../per-key.ts'
import { AdaptiveRate } from './adaptive-rate.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import { notSent } from './errors.ts'

/** Maximum concurrent calls to one service in one location: its client has as many connections. */
export const MAX_CONCURRENT_CALLS = 50

// At 50 ms per call this is a wait of one second; more calls would only learn later that AWS does not keep up.
const MAX_WAITING = 1_000

// While AWS throttles, a call that would wait longer than this share of a request's time is refused immediately,
// because the reads that depend on it need time too.
const MAX_WAIT_SHARE = 0.5

// The minimum retry delay reported to a refused client: AWS counts by the second.
const MIN_RETRY_MS = 1_000

/** The limit for one service in one location. */
export interface Limit {
  /**
   * Runs the work when its turn comes, or not at all if the signal aborts first. The work gets the signal that ends it.
   */
  run: <T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T>
  /** Limits the rate of attempts. */
  rate: AdaptiveRate
  /** Milliseconds after which a call that is throttled now can be retried. */
  retryAfterMs: () => number
  /** Calls that wait for their turn (`size`), and calls in progress (`pending`). */
  queue: Pick<PQueue, 'size' | 'pending'>
  breaker: Pick<Breaker, 'state' | 'isSilent' | 'onSilence' | 'onChange'>
}

/**
 * Limits the calls of all requests, per service and location, in order of arrival. A call that finds the queue full
 * fails with AWS_THROTTLED, and a call to a service that keeps failing fails with AWS_UNAVAILABLE, both without
 * waiting. `onCreate` is called with each new limit.
 */
export const createLimits = (
  requestTimeoutMs: number,
  onCreate: (service: string, location: string, limit: Limit) => void = () => undefined,
): ((service: string, location: string) => Limit) => {
  const limits = perKey((json) => {
    const [service, location] = JSON.parse(json) as [string, string]
    const breaker = createBreaker(service, location, requestTimeoutMs)
    const limit = limitOf(service, location, requestTimeoutMs * MAX_WAIT_SHARE, breaker)
    onCreate(service, location, limit)
    return limit
  })
  return (service, location) => limits(JSON.stringify([service, location]))
}

function limitOf(service: string, location: string, maxWaitMs: number, breaker: Breaker): Limit {
  const queue = new PQueue({ concurrency: MAX_CONCURRENT_CALLS })
  const rate = new AdaptiveRate()
  const waitMs = () => rate.estimatedDelayMs(queue.size + queue.pending)
  const retryAfterMs = () => Math.max(MIN_RETRY_MS, Math.ceil(waitMs()))
  const throttleError = () => {
    if (queue.size < MAX_WAITING && waitMs() <= maxWaitMs) return undefined
    const message = `${queue.size + queue.pending} calls to ${service} are waiting in ${location} already.`
    return notSent('AWS_THROTTLED', message, retryAfterMs())
  }
  return {
    rate,
    retryAfterMs,
    queue,
    breaker,
    run: (work, signal) => {
      const rejection = breaker.refusal() ?? throttleError()
      return rejection ? Promise.reject(rejection) : queue.add(() => breaker.run(work, signal), { signal })
    },
  }
}
