import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { createClients } from './aws/calls/clients.ts'
import { createLimits } from './aws/calls/queue.ts'
import { Locations } from './aws/locations.ts'
import type { AwsRuntime } from './aws/request/aws-request.ts'
import { AnswerCache } from './aws/shared/answer-cache.ts'
import { SharedReads } from './aws/shared/shared-reads.ts'
import type { Config } from './config.ts'
import { createContext } from './create-context.ts'
import { LiveEngine } from './live/engine.ts'
import { locationsOfEvents } from './live/push/event-locations.ts'
import { Push } from './live/push/push.ts'
import { systemTimers, type Timers } from './live/timers.ts'
import { scrubbed } from './redact.ts'
import { createSchema } from './schema.ts'
import { createApollo } from './server/apollo.ts'
import { createHttpServer } from './server/http/server.ts'
import { operationRunner } from './server/live/run-operation.ts'
import { logAwsErrors } from './server/telemetry/aws-error-log.ts'
import { logQueue, watchLive, watchPush } from './server/telemetry/live-metrics.ts'
import { listenForMetrics, Metrics, watchLimits } from './server/telemetry/metrics.ts'
import { AwsReach } from './server/telemetry/readiness.ts'
import { SERVICES } from './services.ts'

export interface Gateway {
  /** Where it listens: http://host:port */
  url: string
  /** Where `/metrics` is, if it is anywhere. */
  metricsUrl?: string
  /** Reports not ready, still accepts requests for a delay [0 ms], completes running requests, then closes everything. */
  stop(delayMs?: number): Promise<void>
}

// Built once: gateways of one process differ in their configuration, never in their schema.
let schema: ReturnType<typeof createSchema> | undefined

/**
 * Starts a gateway: configuration → clients → schema → server. Rejects when the address cannot be listened on. `clock`
 * tells the milliseconds since 1970: since when "within the last hour" is, and what ended long enough ago. `elapsed` tells
 * milliseconds that only increase, for the age of cached data. A custom clock replaces both. `timers` decide when watched
 * data is read again.
 */
export async function startGateway(
  config: Config,
  log: Logger,
  clock = Date.now,
  elapsed = clock === Date.now ? () => performance.now() : clock,
  timers: Timers = systemTimers,
): Promise<Gateway> {
  for (const warning of config.warnings) log.warn(warning)
  const locations = new Locations(config.locations, config.cache)
  const metrics = new Metrics()
  const tracing = await tracingOf(config, log)
  const logAwsError = logAwsErrors(log)
  const measure = watchLimits(metrics)
  const limits = createLimits(config.requestTimeoutMs, (service, location, limit) => {
    measure(service, location, limit)
    limit.breaker.onChange((breaker) => log.warn({ service, location, breaker }, 'circuit breaker'))
  })
  const clients = createClients(locations, limits, config)
  const reach = new AwsReach(
    config.locations.map(({ name }) => name),
    SERVICES.map(({ client }) => client.name),
    elapsed,
  )
  const runtime: AwsRuntime = {
    clients,
    clock,
    locations,
    limits,
    observe: (sent) => {
      metrics.sent(sent)
      tracing?.sent(sent)
      reach.observe(sent)
      logAwsError(sent)
    },
    reads: readsOf(config, clock, elapsed),
    enumerationSeconds: config.enumerationSeconds,
    scrub: config.scrubLogs ? scrubbed : (text: string) => text,
    cacheSeconds: Object.fromEntries(SERVICES.map(({ name }) => [name, config[`${name}CacheSeconds`] ?? 0])),
  }
  const readingAnew = { timeoutMs: config.requestTimeoutMs, rereads: true }
  schema ??= createSchema()
  const apollo = await createApollo(
    schema,
    config,
    metrics,
    {
      spans: tracing ? [tracing.plugin] : [],
      batchedTypes: new Set(SERVICES.flatMap(({ batchedTypes }) => batchedTypes)),
      writtenTypes: Object.assign({}, ...SERVICES.map(({ writtenTypes }) => writtenTypes)),
    },
    log,
  )
  const watched = { metrics, readiness: () => reach.state((...of) => probe(runtime, ...of)) }
  const queues = config.eventsQueueUrl.length > 0 ? await eventQueues(config) : undefined
  const push =
    queues &&
    new Push({
      ...{ clock, timers, random: Math.random, queues: queues.all },
      locations: locationsOfEvents(config.locations),
      onChange: logQueue(log),
    })
  const live = new LiveEngine(
    SERVICES.map((service) => service.live),
    SERVICES.map(({ name, activity, live }) => ({ name, activity, hasEvents: live.events?.areComplete === true })),
    {
      push,
      ...{ clock, timers, random: Math.random },
      report: (err) => log.error({ err }, 'live feed failed'),
      callsPerSecond: config.liveCallsPerSecond,
      contextFor: () =>
        createContext(runtime, { ...readingAnew, signal: () => AbortSignal.timeout(readingAnew.timeoutMs) }),
    },
  )
  watchLive(metrics, live)
  if (push) watchPush(metrics, push)
  const run = operationRunner(apollo, (request) => createContext(runtime, request), live, config, log, clock)
  const { app, stop } = await createHttpServer(run, config, watched, log, { clock, timers })
  const { host, port, metricsPort } = config
  await app.listen({ host, port })
  const url = urlOf(app)
  const apart =
    config.metrics === 'own'
      ? await listenForMetrics(metrics, { host, port: metricsPort ?? 0 }, config.isLocal)
      : undefined
  return {
    url,
    metricsUrl: config.metrics === 'none' ? undefined : `${apart ? urlOf(apart) : url}/metrics`,
    stop: async (delayMs = 0) => {
      reach.stop()
      await Promise.all([live.stop(delayMs), stop(delayMs)])
      await apollo.stop()
      await apart?.close()
      await tracing?.stop()
      clients.destroy()
      queues?.destroy()
    },
  }
}

// During an outage, the status of a rollout some minutes ago is better than none; older results would mislead.
const STALE_SECONDS = 600

/** Loaded only where it is configured. */
async function eventQueues(config: Config) {
  const { openEventQueues } = await import('./live/push/sqs-queues.ts')
  return openEventQueues(config.eventsQueueUrl, config.locations, config)
}

/** Loaded only where it is configured. */
async function tracingOf(config: Config, log: Logger) {
  const { otlpEndpoint, otlpTracesEndpoint, otelTracesExporter, otelSdkDisabled, locations } = config
  const url = otlpTracesEndpoint ?? (otlpEndpoint && `${otlpEndpoint.replace(/\/$/, '')}/v1/traces`)
  if (!url || otelSdkDisabled || otelTracesExporter === 'none') return undefined
  const { startTracing } = await import('./server/telemetry/tracing.ts')
  const serviceIds = new Map(SERVICES.map(({ client }) => [client.name, client.serviceId]))
  return startTracing(url, locations, serviceIds, log)
}

function urlOf({ server }: FastifyInstance): string {
  const { address, family, port } = server.address() as AddressInfo
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

// A probe of Kubernetes or of a load balancer waits for some seconds at most.
const ASK_MS = 3_000

/** One call to a service, whatever is remembered. */
async function probe(runtime: AwsRuntime, name: string, location: string): Promise<unknown> {
  const alone = { ...runtime, reads: () => new SharedReads(0, Date.now) }
  const service = SERVICES.find(({ client }) => client.name === name)
  return service?.probe(
    createContext(alone, { signal: () => AbortSignal.timeout(ASK_MS), timeoutMs: ASK_MS }),
    location,
  )
}

/** One cache and one set of running calls for all requests; without the cache, one set of calls for each request. */
function readsOf(
  { cache, batchWindowMs, serveStale }: Config,
  clock: () => number,
  elapsed: () => number,
): () => SharedReads {
  if (!cache) return () => new SharedReads(0, clock)
  const reads = new SharedReads(batchWindowMs, clock, new AnswerCache(elapsed, serveStale ? STALE_SECONDS : 0))
  return () => reads
}

export { createLogger } from './server/telemetry/log.ts'

/** The services of this gateway, as the configuration needs them. */
export const CONFIGURED_SERVICES = SERVICES.map(({ name, title }) => ({ name, title }))
