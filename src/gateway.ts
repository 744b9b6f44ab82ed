import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { AwsRuntime } from './aws/request/aws-request.ts'
import { SharedReads } from './aws/shared/shared-reads.ts'
import type { Config } from './config.ts'
import { createContext } from './create-context.ts'
import { startEngine } from './engine.ts'
import { systemTimers, type Timers } from './live/timers.ts'
import { createHttpServer } from './server/http/server.ts'
import { listenForMetrics } from './server/telemetry/metrics.ts'
import { SERVICES } from './services.ts'

export interface Gateway {
  /** Where it listens: http://host:port */
  url: string
  /** Where `/metrics` is, if it is anywhere. */
  metricsUrl?: string
  /** Reports not ready, still accepts requests for a delay [0 ms], completes running requests, then closes everything. */
  stop(delayMs?: number): Promise<void>
}

/** Starts a gateway: an engine and its HTTP server. Rejects when the address cannot be listened on. */
export async function startGateway(
  config: Config,
  log: Logger,
  clock = Date.now,
  elapsed = clock === Date.now ? () => performance.now() : clock,
  timers: Timers = systemTimers,
): Promise<Gateway> {
  for (const warning of config.warnings) log.warn(warning)
  const engine = await startEngine(config, log, clock, elapsed, timers)
  const { metrics, reach, runtime, shared } = engine
  let server: Awaited<ReturnType<typeof createHttpServer>> | undefined
  let apart: FastifyInstance | undefined
  const stop = async (delayMs = 0) => {
    reach.stop()
    await Promise.all([engine.endSubscriptions(delayMs), server?.stop(delayMs)])
    await apart?.close()
    await engine.close()
  }
  try {
    const watched = { metrics, readiness: () => reach.state((...of) => probe(runtime, ...of)) }
    const mcp = config.mcp
      ? (await import('./server/mcp/endpoint.ts')).mcpHandler(engine.run, engine.schema, config)
      : undefined
    server = await createHttpServer(engine.run, config, watched, log, { clock, timers }, mcp, shared)
    const { host, port, metricsPort } = config
    await server.app.listen({ host, port })
    const url = urlOf(server.app)
    if (config.metrics === 'own')
      apart = await listenForMetrics(metrics, { host, port: metricsPort ?? 0 }, config.isLocal)
    const metricsUrl = config.metrics === 'none' ? undefined : `${apart ? urlOf(apart) : url}/metrics`
    return { url, metricsUrl, stop }
  } catch (error) {
    await stop()
    throw error
  }
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

export { createLogger } from './server/telemetry/log.ts'

/** The services of this gateway, as the configuration needs them. */
export const CONFIGURED_SERVICES = SERVICES.map(({ name, title }) => ({ name, title }))
