// Node's defaults are one minute for headers and five for a request; Fastify's is unlimited.
const HEADERS_MS = 5_000
const REQUEST_MS = 10_000
const CHECK_MS = 1_000

/** Fastify's options: how long headers, and a whole request, may take to arrive, and how often that is checked. */
export const ARRIVAL_TIMEOUTS = {
  http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: CHECK_MS },
  requestTimeout: REQUEST_MS,
}
