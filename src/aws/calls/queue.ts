import PQueue from 'p-queue'
import { perKey } from '../request/loader.ts'
import { AdaptiveRate } from './adaptive-rate.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import { notSent } from './errors.ts'

/** How many calls to one service in one location are under way at once: as many as its client has connections. */
export const MAX_CONCURRENT_CALLS = 50

// At 50 ms a call these wait for a second; more would only learn later that AWS does not keep up.
const MAX_WAITING = 1_000

// Where AWS throttles, a call that would wait for longer than this part of a request is refused at once: what is read
// after it needs time, too.
const MAX_WAIT_SHARE = 0.5

// The least that a refused client is told to wait: AWS counts by the second.
const MIN_RETRY_MS = 1_000

/** One service in one location. */
export interface Limit {
  /** Does the work when its turn has come; not at all once the signal aborts. The work gets the signal that ends it. */
  run: <T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal) => Promise<T>
  /** How fast attempts may leave. */
  rate: AdaptiveRate
  /** In how many milliseconds a call that is throttled now may find room. */
  retryAfterMs: () => number
  /** Calls that wait for their turn (`size`), and that are under way (`pending`). */
  queue: Pick<PQueue, 'size' | 'pending'>
  breaker: Pick<Breaker, 'state' | 'isSilent' | 'onSilence' | 'onChange'>
}

/**
 * Bounds the calls of all requests: a limit for each service in each location, first come, first served. What cannot
 * even wait is AWS_THROTTLED at once, and what has been failing all the time is AWS_UNAVAILABLE at once. `opened` is told
 * of each limit when it is made.
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
