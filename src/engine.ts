import type { Logger } from 'pino'
import { createClients } from './aws/calls/clients.ts'
import { createLimits } from './aws/calls/queue.ts'
import { Locations } from './aws/locations.ts'
import type { AwsRuntime } from './aws/request/aws-request.ts'
import type { OpenMemory } from './aws/shared/redis/open.ts'
import type { Config } from './config.ts'
import { createContext } from './create-context.ts'
import { LiveEngine } from './live/engine.ts'
import { MAX_SHARED_MS } from './live/pace.ts'
import { locationsOfEvents } from './live/push/event-locations.ts'
import { Push } from './live/push/push.ts'
import { systemTimers, type Time, type Timers } from './live/timers.ts'
import { scrubbed } from './redact.ts'
import { createSchema } from './schema.ts'
import { createApollo } from './server/apollo.ts'
import { abortedBy } from './server/http/abort-timer.ts'
import type { RunOperation } from './server/live/operations.ts'
import { operationRunner } from './server/live/run-operation.ts'
import { logAwsErrors } from './server/telemetry/aws-error-log.ts'
import { logQueue, watchLive, watchPush } from './server/telemetry/live-metrics.ts'
import { Metrics, watchLimits } from './server/telemetry/metrics.ts'
import { AwsReach } from './server/telemetry/readiness.ts'
import { watchMemory } from './server/telemetry/shared-metrics.ts'
import type { Tracing } from './server/telemetry/tracing.ts'
import { SERVICES } from './services.ts'
import { memoryOf, readsOf } from './shared-memory.ts'

// Built once: gateways of one process differ in their configuration, never in their schema.
let schema: ReturnType<typeof createSchema> | undefined

/** A gateway without its HTTP server. */
export interface Engine {
  run: RunOperation
  runtime: AwsRuntime
  schema: ReturnType<typeof createSchema>
  metrics: Metrics
  reach: AwsReach
  /** Everything that several gateways share, if they do. */
  shared: OpenMemory | undefined
  /** Ends the subscriptions after a delay [0 ms]. */
  endSubscriptions(delayMs?: number): Promise<void>
  /** Closes everything else. */
  close(): Promise<void>
}

/**
 * Starts what runs operations: configuration → clients → schema → operations. `clock` tells the milliseconds since 1970:
 * since when "within the last hour" is, and what ended long enough ago. `elapsed` tells milliseconds that only increase,
 * for the age of cached data. A custom clock replaces both. `timers` decide when watched data is read again.
 */
export async function startEngine(
  config: Config,
  log: Logger,
  clock = Date.now,
  elapsed = clock === Date.now ? () => performance.now() : clock,
  timers: Timers = systemTimers,
): Promise<Engine> {
  const tracing = await tracingOf(config, log)
  let shared: OpenMemory | undefined
  try {
    shared = await memoryOf(config, log, elapsed)
    return await engineWith(tracing, shared, config, log, { clock, elapsed, timers })
  } catch (error) {
    await shared?.close()
    await tracing?.stop()
    throw error
  }
}

async function engineWith(
  tracing: Tracing | undefined,
  shared: OpenMemory | undefined,
  config: Config,
  log: Logger,
  { clock, elapsed, timers }: Time & { elapsed: () => number },
): Promise<Engine> {
  const locations = new Locations(config.locations, config.cache)
  const metrics = new Metrics()
  const logAwsError = logAwsErrors(log)
  const measure = watchLimits(metrics)
  if (shared) watchMemory(metrics, shared)
  const limits = createLimits(config.requestTimeoutMs, (service, location, limit) => {
    measure(service, location, limit)
    shared?.pace?.watch(service, location, limit.rate)
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
    reads: readsOf(config, clock, elapsed, shared?.memory),
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
      shared,
      spans: tracing ? [tracing.plugin] : [],
      batchedTypes: new Set(SERVICES.flatMap(({ batchedTypes }) => batchedTypes)),
      writtenTypes: Object.assign({}, ...SERVICES.map(({ writtenTypes }) => writtenTypes)),
    },
    log,
  )
  // Without a cache processes read nothing that others have read.
  const channels = config.cache ? shared?.channels : undefined
  const queues = config.eventsQueueUrl.length > 0 ? await eventQueues(config) : undefined
  const push =
    queues &&
    new Push({
      ...{ clock, timers, random: Math.random, queues: queues.all },
      locations: locationsOfEvents(config.locations),
      channels,
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
      elapsed,
      channels,
      contextFor: (maxAgeMs = MAX_SHARED_MS, left = undefined) =>
        createContext(runtime, {
          ...readingAnew,
          freshFrom: shared && elapsed() - maxAgeMs,
          signal: () => abortedBy(left, readingAnew.timeoutMs),
        }),
    },
  )
  watchLive(metrics, live)
  if (push) watchPush(metrics, push)
  const run = operationRunner(apollo, (request) => createContext(runtime, request), live, config, log, clock)
  return {
    ...{ run, runtime, schema, metrics, reach, shared },
    endSubscriptions: (delayMs = 0) => live.stop(delayMs),
    close: async () => {
      reach.stop()
      await apollo.stop()
      await tracing?.stop()
      clients.destroy()
      await shared?.close()
      queues?.destroy()
    },
  }
}

/** Loaded only where it is configured. */
async function eventQueues(config: Config) {
  const { openEventQueues } = await import('./live/push/sqs-queues.ts')
  return openEventQueues(config.eventsQueueUrl, config.locations, config)
}

/** Loaded only where it is configured. */
async function tracingOf(config: Config, log: Logger): Promise<Tracing | undefined> {
  const { otlpEndpoint, otlpTracesEndpoint, otelTracesExporter, otelSdkDisabled, locations } = config
  const url = otlpTracesEndpoint ?? (otlpEndpoint && `${otlpEndpoint.replace(/\/$/, '')}/v1/traces`)
  if (!url || otelSdkDisabled || otelTracesExporter === 'none') return undefined
  const { startTracing } = await import('./server/telemetry/tracing.ts')
  const serviceIds = new Map(SERVICES.map(({ client }) => [client.name, client.serviceId]))
  return startTracing(url, locations, serviceIds, log)
}
