import { count, oneOf, onOrOff, setting } from './setting.ts'

/** How long the gateway waits for AWS, and its behaviour if AWS does not answer. */
export const reliability = {
  awsCallTimeoutMs: setting(
    'AWS_CALL_TIMEOUT_MS',
    5_000,
    count('milliseconds', 10, 300_000),
    'how long one attempt of an AWS call may take, to its last byte; 10 to 300000',
  ),
  awsCall: setting(
    'AWS_CALL',
    'direct',
    oneOf(['direct', 'sdk']),
    "whether AWS is called without the AWS SDK's middleware stack, which takes most of the CPU of a call, or with it: `direct`, `sdk`; what is lost without it: [performance.md](performance.md#the-direct-call)",
  ),
  // Below the 30 seconds after which common routers and load balancers give up.
  requestTimeoutMs: setting(
    'REQUEST_TIMEOUT_MS',
    25_000,
    count('milliseconds', 10, 300_000),
    'how long a request may wait for AWS; fields still missing then are `AWS_TIMEOUT`; 10 to 300000',
  ),
  serveStale: setting(
    'SERVE_STALE',
    true,
    onOrOff,
    'whether expired cached data is used, and marked as stale, if AWS throttles or a service is down',
  ),
}
