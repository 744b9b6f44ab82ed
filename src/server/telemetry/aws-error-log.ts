import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { bodyOf } from '../../aws/calls/answer-body.ts'
import type { Sent } from '../../aws/calls/call.ts'
import { scrubbed } from '../../redact.ts'

// Of an outage one line is enough; of one that goes on, one a minute.
const ONCE_IN_MS = 60_000
const MAX_REMEMBERED = 1_000
// Enough to recognize a page of a proxy.
const MAX_BODY_CHARACTERS = 300

/**
 * Logs what clients are told in other words: addresses, profiles, paths, who the gateway is to AWS; and how the body of
 * an answer begins, also of an unusable one whose message they are told. One line a minute for each service, location,
 * name of an error and HTTP status.
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
