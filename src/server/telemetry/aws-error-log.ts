import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Sent } from '../../aws/calls/call.ts'
import { scrubbed } from '../../redact.ts'

// Of an outage one line is enough; of one that goes on, one a minute.
const ONCE_IN_MS = 60_000
const MOST_REMEMBERED = 1_000

/**
 * Logs what clients were told in other words: addresses, profiles, paths, who the gateway is to AWS. One line a minute
 * for each service, location and name of an error.
 */
export function logUntold(log: Logger): (sent: Sent) => void {
  const lately = new LRUCache<string, true>({ max: MOST_REMEMBERED, ttl: ONCE_IN_MS })
  return ({ service, operation, location, outcome, error, errorName }) => {
    const reason = (error?.cause as Error | undefined)?.message
    if (!reason || reason === error?.message || outcome === 'cancelled') return
    const what = JSON.stringify([service, location, errorName])
    if (lately.has(what)) return
    lately.set(what, true)
    log.warn({ service, operation, location, errorName, reason: scrubbed(reason) }, 'AWS error')
  }
}
