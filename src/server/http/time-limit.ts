import { GatewayError, quote } from '../../errors.ts'

/** The operator sets the time limit of a request; with this header a client may ask for a shorter one. */
export const TIMEOUT_HEADER = 'x-request-timeout-ms'

/** The time limit of a request with this header, in milliseconds; an error with BAD_REQUEST if it is none. */
export function timeLimitOf(header: unknown, maxMs: number): number | GatewayError {
  if (header === undefined) return maxMs
  if (typeof header === 'string' && /^[1-9]\d*$/.test(header)) return Math.min(Number(header), maxMs)
  return new GatewayError(
    'BAD_REQUEST',
    `${TIMEOUT_HEADER} is ${quote(header)}, expected a number of milliseconds from 1.`,
  )
}
