import { amount, count, onOrOff, setting } from './setting.ts'

/** Limits for one client and for all clients together; docs/limits.md gives the reasons. */
export const limits = {
  maxAliases: setting(
    'MAX_ALIASES',
    500,
    count(undefined, 0, 10_000),
    'maximum number of aliases in an operation; those in a fragment count once for each spread',
  ),
  maxRootFields: setting(
    'MAX_ROOT_FIELDS',
    100,
    count(undefined, 1, 10_000),
    'maximum number of fields of Query in an operation',
  ),
  maxCost: setting(
    'MAX_COST',
    100_000,
    count(undefined, 1, 1_000_000_000),
    'maximum estimated cost of an operation; an AWS call costs 25, and an object of the answer 1',
  ),
  maxResponseBytes: setting(
    'MAX_RESPONSE_BYTES',
    50_000_000,
    count('bytes', 10_000, 1_000_000_000),
    'maximum size of an answer before compression; 10000 to 1000000000',
  ),
  maxConcurrentRequests: setting(
    'MAX_CONCURRENT_REQUESTS',
    400,
    count(undefined, 1, 100_000),
    'maximum number of concurrent requests; further requests get 503',
  ),
  maxConnections: setting(
    'MAX_CONNECTIONS',
    2_000,
    count(undefined, 1, 100_000),
    'maximum number of open connections; further connections are closed',
  ),
  ratePerSecond: setting(
    'RATE_PER_SECOND',
    0,
    amount('requests', 0, 100_000),
    'sustained number of requests per second and caller; 0: unlimited',
  ),
  rateBurst: setting('RATE_BURST', 50, count('requests', 1, 100_000), 'maximum number of requests in a burst'),
  introspection: setting(
    'INTROSPECTION',
    undefined,
    onOrOff,
    '`off`: introspection is refused and GraphiQL is not served; if unset, off with `authMode` jwt and apiKey',
  ),
  trustProxy: setting(
    'TRUST_PROXY',
    0,
    count('proxies', 0, 10),
    'number of proxies in front of the gateway; that many entries of `X-Forwarded-For` are trusted, from the right',
  ),
}
