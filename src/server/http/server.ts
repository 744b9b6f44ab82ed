import { fastifyCors } from '@fastify/cors'
import { type FastifyInstance, fastify, type RouteHandlerMethod } from 'fastify'
import type { Logger } from 'pino'
import { authenticator } from '../../auth/authenticate.ts'
import type { OpenMemory } from '../../aws/shared/redis/open.ts'
import type { Config } from '../../config.ts'
import { quote } from '../../errors.ts'
import type { Time } from '../../live/timers.ts'
import { Callbacks } from '../live/callback/callbacks.ts'
import type { RunOperation } from '../live/operations.ts'
import { serveWebSockets } from '../live/websocket/route.ts'
import { areSimulated, board } from '../pages/board.ts'
import { graphiql } from '../pages/graphiql.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import type { Readiness } from '../telemetry/readiness.ts'
import { ARRIVAL_TIMEOUTS } from './arrival-timeouts.ts'
import { identify } from './authenticate.ts'
import { validateCaches } from './caching.ts'
import { compress } from './compression.ts'
import { refuseOtherSites } from './cross-site.ts'
import { answerErrorsAsGraphQL, refuse, refuseCodedBodies, refuseConnection, refuseUnknownRoutes } from './errors.ts'
import { graphqlHandler } from './graphql-handler.ts'
import { health } from './health.ts'
import { refuseOtherHosts, refuseSeveralHosts } from './hosts.ts'
import { readJson } from './json-body.ts'
import { acceptsCallback, mediaType, SENT_TYPES, streamType } from './media-type.ts'
import { refuseOtherOrigins } from './origin.ts'
import { overloadProtection } from './overload/overload.ts'
import { reserveConnections } from './overload/reserved-connections.ts'
import { requestId } from './request-id.ts'
import { enableGracefulShutdown } from './shutdown.ts'
import { WebSocketUpgrade } from './upgrade.ts'

// How long a browser caches a preflight; the maximum in Chromium.
const PREFLIGHT_SECONDS = 7_200

// How long a connection may be idle: at least this long, and this much longer than a request may wait for AWS.
const SILENCE_MS = 60_000
const SILENCE_AFTER_MS = 10_000

/** Loaded only where it is configured. */
const sharedRates = async (shared: OpenMemory, metrics: Metrics) =>
  (await import('./overload/shared-rates.ts')).newSharedRates(shared, metrics)

/** The observers of the HTTP server. */
export interface Watched {
  /** Whether AWS is reachable. */
  readiness: () => Promise<Readiness>
  metrics: Metrics
}

/**
 * The HTTP server: `/graphql`, GraphiQL at `/`, the board at `/board`, `/livez` and `/readyz`, and `/metrics` if it is
 * configured to be served here.
 * `run` runs the operations; `mcp` answers `/mcp`, if it is served; `shared` is what gateways share, if they do. `stop` is
 * that of `enableGracefulShutdown`.
 */
export async function createHttpServer(
  run: RunOperation,
  config: Config,
  { readiness, metrics }: Watched,
  log: Logger,
  { clock, timers }: Time,
  mcp?: RouteHandlerMethod,
  shared?: OpenMemory,
): Promise<{ app: FastifyInstance; stop: (delayMs: number) => Promise<void> }> {
  const { bodyBytes, corsOrigins, trustProxy, maxConnections, requestTimeoutMs, auth } = config
  const app = fastify({
    ...ARRIVAL_TIMEOUTS,
    http: { ...ARRIVAL_TIMEOUTS.http, IncomingMessage: WebSocketUpgrade },
    connectionTimeout: Math.max(SILENCE_MS, requestTimeoutMs + SILENCE_AFTER_MS),
    trustProxy: trustProxy > 0 && ((_, hop) => hop < trustProxy),
    bodyLimit: bodyBytes,
    clientErrorHandler: (error, socket) => refuseConnection(error, socket, overload.isBehind()),
    genReqId: requestId,
    frameworkErrors: (error, _, reply) => refuse(reply, error.message, 'BAD_REQUEST', { status: error.statusCode }),
  })
  const newRates = shared && config.ratePerSecond > 0 ? await sharedRates(shared, metrics) : undefined
  const overload = overloadProtection(app, config, newRates)
  app.removeContentTypeParser('text/plain') // JSON only: forms, which other sites can submit, are not accepted
  readJson(app)
  answerErrorsAsGraphQL(app, bodyBytes, log)
  const stop = enableGracefulShutdown(app, requestTimeoutMs)
  const callbacks = new Callbacks(config.callbackUrls, timers, log)
  // Before all hooks: the plugin closes the connections of upgrades that they refuse.
  const sockets = await serveWebSockets(app, {
    ...{ run, clock, timers, log, config },
    load: overload.forOperations,
    refuseWhenFull: overload.refuseWhenFull,
  })
  metrics.gauge('live_sockets', 'Open WebSockets', [], () => [[{}, sockets.size]])
  app.addHook('onRequest', (request, reply, next) => {
    reply.header('x-request-id', request.id)
    next()
  })
  app.addHook('onResponse', metrics.responded)
  reserveConnections(app, maxConnections)
  refuseSeveralHosts(app)
  if (config.isLocal) refuseOtherHosts(app)
  if (corsOrigins.length > 0)
    await app.register(fastifyCors, {
      origin: corsOrigins,
      methods: ['GET', 'POST'],
      exposedHeaders: ['x-request-id', 'retry-after'],
      maxAge: PREFLIGHT_SECONDS,
      strictPreflight: false, // its refusal is plain text
    })
  refuseUnknownRoutes(app)
  health(app, readiness)
  if (config.metrics === 'graphql') metrics.serve(app)
  const isSimulated = areSimulated(config.locations)
  if (config.introspection) await app.register(graphiql, { isSimulated })
  await app.register(board, { isSimulated })
  const admitted = [
    overload.refuseWhenFull,
    identify(app, authenticator(auth), overload.refusals, log),
    overload.limitRate,
    overload.limitBodies,
  ]
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    onRequest: [
      ({ headers: { accept } }, reply, next) => {
        if (mediaType(accept) || streamType(accept) || acceptsCallback(accept)) next()
        else
          refuse(reply, `The Accept header is ${quote(accept)}: ${SENT_TYPES}`, 'BAD_REQUEST', {
            status: 406,
          })
      },
      refuseCodedBodies,
      refuseOtherSites(corsOrigins),
      ...admitted,
    ],
    preHandler: overload.acquireSlot,
    onSend: [overload.releaseSlot, validateCaches, compress, overload.countUnsent],
    handler: graphqlHandler(run, callbacks, overload.release, timers, config),
  })
  if (mcp) {
    app.route({
      url: '/mcp',
      method: 'POST',
      onRequest: [refuseCodedBodies, refuseOtherOrigins(corsOrigins), ...admitted],
      preHandler: overload.acquireSlot,
      onSend: [overload.releaseSlot, compress, overload.countUnsent],
      handler: mcp,
    })
    // There is no session to end and no stream to open.
    app.route({
      url: '/mcp',
      method: ['GET', 'DELETE'],
      handler: (_, reply) => refuse(reply.header('allow', 'POST'), 'Use POST.', 'BAD_REQUEST', { status: 405 }),
    })
  }
  return {
    app,
    stop: async (delayMs) => {
      await Promise.all([sockets.stop(delayMs), stop(delayMs)])
      await callbacks.stop()
    },
  }
}
