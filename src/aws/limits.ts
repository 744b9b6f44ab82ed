import pLimit, { type LimitFunction } from 'p-limit'
import { perKey } from './loader.ts'

// As many as an SDK client has sockets. What waits behind them waits in turn, first come, first served.
const CALLS_AT_ONCE = 50

/** Bounds how many calls of all requests are under way at once: a limit for each service in each location. */
export const createLimits = (): ((service: string, location: string) => LimitFunction) => {
  const limits = perKey(() => pLimit(CALLS_AT_ONCE))
  return (service, location) => limits(`${service} ${location}`)
}
