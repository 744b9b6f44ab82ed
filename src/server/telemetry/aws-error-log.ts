import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { bodyOf } from '../../aws/calls/answer-body.ts'
import type { Sent } from '../../aws/calls/call.ts'
import { scrubbed } from '../../redact.ts'

// One line per outage is enough, and one a minute while it lasts.
const ONCE_IN_MS = 60_000
const MAX_REMEMBERED = 1_000
// Enough to recognize a proxy's error page.
const MAX_BODY_CHARACTERS = 300

/**
 * Logs details that clients do not see: addresses, profiles, paths, the gateway's identity in AWS, and the beginning of
 * the answer's body, also for an unusable answer. One line a minute for each service, location, error name and HTTP
 * status.
 */
export function logAwsErrors(log: Logger): (sent: Sent) => void {
  const lately = new LRUCache<string, true>({ max: MAX_REMEMBERED, ttl: ONCE_IN_MS })
  return ({ service, operation, location, outcome, error, errorName }) => {
    const { message: reason } = (error?.cause ?? {}) as Partial<Error>
    const httpStatus = error?.aws?.httpStatus
    const body = bodyOf(error?.cause)
    if (!reason || outcome === 'cancelled') return
    const isUnusable = outcome === 'AWS_UNAVAILABLE' && body !== undefined
    if (reason === error?.message && !isUnusable) return
    const what = JSON.stringify([service, location, errorName, httpStatus])
    if (lately.has(what)) return
    lately.set(what, true)
    log.warn(
      {
        ...{ service, operation, location, errorName, httpStatus, reason: scrubbed(reason) },
        ...(body && { body: scrubbed(body).slice(0, MAX_BODY_CHARACTERS) }),
      },
      'AWS error',
    )
  }
}
