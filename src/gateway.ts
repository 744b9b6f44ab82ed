import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { createClients } from './aws/clients.ts'
import { Enumerations } from './aws/enumerations.ts'
import { createLimits } from './aws/limits.ts'
import { Locations } from './aws/locations.ts'
import { Memory } from './aws/memory.ts'
import { Reads } from './aws/reads.ts'
import { scrubbed } from './aws/secrets.ts'
import type { Config } from './config.ts'
import { createContext } from './context.ts'
import { createSchema } from './schema.ts'
import { createApollo } from './server/apollo.ts'
import { createHttpServer } from './server/http.ts'

export interface Gateway {
  /** Where it listens: http://host:port */
  url: string
  /** Finishes what runs, then closes everything. */
  stop(): Promise<void>
}

/**
 * Starts a gateway: configuration → clients → schema → server. Rejects when the address cannot be listened on. `clock`
 * tells how old what is remembered is, in milliseconds since 1970.
 */
export async function startGateway(config: Config, log: Logger, clock = Date.now): Promise<Gateway> {
  const locations = new Locations(config.locations, config.cache)
  const limits = createLimits(config.requestTimeoutMs)
  const clients = createClients(locations, limits, config)
  const shared = {
    clients,
    locations,
    enumerations: new Enumerations(config.cache ? config.enumerationSeconds : 0, clock),
    limits,
    reads: readsOf(config, clock),
    scrub: config.scrubLogs ? scrubbed : (text: string) => text,
    cacheSeconds: {
      codedeploy: config.codedeployCacheSeconds,
      appconfig: config.appconfigCacheSeconds,
      imagebuilder: config.imagebuilderCacheSeconds,
    },
  }
  const apollo = await createApollo(createSchema(), config, log)
  const http = await createHttpServer(apollo, (...of) => createContext(shared, ...of), config, log)
  await http.listen({ host: config.host, port: config.port })
  const { address, family, port } = http.server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    stop: async () => {
      await http.close() // waits for the requests under way
      await apollo.stop()
      clients.destroy()
    },
  }
}

// Who looks at a rollout would rather know how it stood some minutes ago than nothing; older than this it misleads.
const STALE_SECONDS = 600

/** One memory and one place for what is under way, for all requests; or, without the cache, no memory and one each. */
function readsOf({ cache, batchWindowMs, serveStale }: Config, clock: () => number): () => Reads {
  if (!cache) return () => new Reads(0, clock)
  const reads = new Reads(batchWindowMs, clock, new Memory(clock, serveStale ? STALE_SECONDS : 0))
  return () => reads
}
