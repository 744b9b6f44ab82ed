import type { ApolloServer } from '@apollo/server'
import { fastifyCors } from '@fastify/cors'
import { type FastifyInstance, fastify } from 'fastify'
import type { Logger } from 'pino'
import { authenticator } from '../../auth/authenticate.ts'
import { isLoopback } from '../../config/auth.ts'
import type { Config } from '../../config.ts'
import type { Context } from '../../context.ts'
import { introspectionOn } from '../limits/introspection.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { AwsReach } from '../telemetry/readiness.ts'
import { identify } from './authenticate.ts'
import { validateCaches } from './caching.ts'
import { compress } from './compression.ts'
import { refuseOtherSites } from './cross-site.ts'
import { answerErrorsAsGraphQL, refuse, refuseCodedBodies, refuseConnection } from './errors.ts'
import { type ContextFor, graphqlHandler } from './graphql-handler.ts'
import { health } from './health.ts'
import { mediaType } from './media-type.ts'
import { admission } from './overload.ts'
import { graphiql } from './pages.ts'
import { requestId } from './request-id.ts'
import { lossless } from './shutdown.ts'

// For how long a browser remembers what it may ask; Chromium's longest.
const PREFLIGHT_SECONDS = 7_200

// How long headers, and a whole request, may take to arrive, and how often that is looked at. Node would wait for a minute
// and for five, Fastify for ever.
const HEADERS_MS = 5_000
const REQUEST_MS = 10_000
const CHECK_MS = 1_000

// How long nothing may be read and nothing written: at least so long, and by so much longer than a request may wait for AWS.
const SILENCE_MS = 60_000
const SILENCE_AFTER_MS = 10_000

/** What the HTTP server tells of, and what is told of it. */
export interface Watched {
  reach: AwsReach
  metrics: Metrics
}

/**
 * The HTTP server: `/graphql`, GraphiQL at `/`, `/livez` and `/readyz`, and `/metrics` where everybody may ask, who is on this machine.
 * `contextFor` gets the request's own signal, made when it is asked for. `stop` is that of `lossless`.
 */
export async function createHttpServer(
  apollo: ApolloServer<Context>,
  contextFor: ContextFor,
  config: Config,
  { reach, metrics }: Watched,
  log: Logger,
): Promise<{ app: FastifyInstance; stop: (delayMs: number) => Promise<void> }> {
  const { host, bodyBytes, corsOrigins, trustProxy, maxConnections, requestTimeoutMs, auth, metricsPort } = config
  const app = fastify({
    http: { headersTimeout: HEADERS_MS, connectionsCheckingInterval: CHECK_MS },
    requestTimeout: REQUEST_MS,
    connectionTimeout: Math.max(SILENCE_MS, requestTimeoutMs + SILENCE_AFTER_MS),
    trustProxy: trustProxy > 0 && ((_, hop) => hop < trustProxy),
    bodyLimit: bodyBytes,
    clientErrorHandler: refuseConnection,
    genReqId: requestId,
    frameworkErrors: (error, _, reply) => refuse(reply, error.statusCode ?? 400, error.message),
  })
  app.server.maxConnections = maxConnections
  app.removeContentTypeParser('text/plain') // JSON only: what a form can send is not read
  answerErrorsAsGraphQL(app, bodyBytes, log)
  const stop = lossless(app, requestTimeoutMs)
  app.addHook('onRequest', (request, reply, next) => {
    reply.header('x-request-id', request.id)
    next()
  })
  app.addHook('onResponse', metrics.responded)
  if (isLoopback(host)) refuseOtherHosts(app)
  if (corsOrigins.length > 0)
    await app.register(fastifyCors, {
      origin: corsOrigins,
      methods: ['GET', 'POST'],
      exposedHeaders: ['x-request-id', 'retry-after'],
      maxAge: PREFLIGHT_SECONDS,
      strictPreflight: false, // its refusal is text
    })
  health(app, reach)
  if (metricsPort === undefined && auth.mode === 'none' && isLoopback(host)) metrics.serve(app)
  if (introspectionOn(config)) await app.register(graphiql)
  const { refuseWhenFull, refusals, limitRate, takePlace } = admission(app, config)
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    onRequest: [
      ({ headers: { accept } }, reply, next) => {
        if (mediaType(accept)) next()
        else refuse(reply, 406, `The Accept header is ${JSON.stringify(accept)}, expected one that takes JSON.`)
      },
      refuseCodedBodies,
      refuseOtherSites(corsOrigins),
      refuseWhenFull,
      identify(app, authenticator(auth), refusals, log),
      limitRate,
    ],
    preHandler: takePlace,
    onSend: [validateCaches, compress],
    handler: graphqlHandler(apollo, contextFor, requestTimeoutMs),
  })
  return { app, stop }
}

/** A page of any site may lead its own host name to loopback and read what answers there: it must be asked for by ours. */
function refuseOtherHosts(app: FastifyInstance): void {
  app.addHook('onRequest', ({ hostname }, reply, next) => {
    if (isLoopback(hostname.replace(/^\[|\]$/g, ''))) next()
    else refuse(reply, 421, `This gateway listens on loopback and is asked for as localhost, not as ${hostname}.`)
  })
}
