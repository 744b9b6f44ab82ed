// Node would wait for a minute for headers and for five for a request, Fastify without an end.
const HEADERS_MS = 5_000
const REQUEST_MS = 10_000
const CHECK_MS = 1_000

/** Fastify's options for how long headers, and a whole request, may take to arrive, and how often that is looked at. */
export const ARRIVAL_TIMEOUTS = {
  http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: CHECK_MS },
  requestTimeout: REQUEST_MS,
}
