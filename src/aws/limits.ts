import PQueue from 'p-queue'
import { ReadError } from './errors.ts'
import { perKey } from './loader.ts'

/** How many calls to one service in one location are under way at once: as many as its client has connections. */
export const CALLS_AT_ONCE = 50

// At 50 ms a call these wait for a second; more would only learn later that AWS does not keep up.
const MOST_WAITING = 1_000

/** Does the work when its turn has come; not at all once the signal aborts. */
export type Limit = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>

/** Calls that wait and calls that are under way. */
export type Queue = Pick<PQueue, 'size' | 'pending'>

/**
 * Bounds the calls of all requests: a limit for each service in each location, first come, first served. What cannot
 * even wait is AWS_THROTTLED at once. `opened` is told of each queue, by service and location: `codedeploy us-east-1`.
 */
export const createLimits = (
  opened: (key: string, queue: Queue) => void = () => undefined,
): ((service: string, location: string) => Limit) => {
  const queues = perKey((key) => {
    const queue = new PQueue({ concurrency: CALLS_AT_ONCE })
    opened(key, queue)
    return queue
  })
  return (service, location) => {
    const queue = queues(`${service} ${location}`)
    return (work, signal) => {
      if (queue.size >= MOST_WAITING) return Promise.reject(throttled(service, location))
      return queue.add(work, { signal })
    }
  }
}

const throttled = (service: string, location: string) =>
  new ReadError('AWS_THROTTLED', `${MOST_WAITING} calls to ${service} are waiting in ${location} already.`)
